import { signInAt } from '@latchkey/dev-idp';
import {
  connect,
  countRows,
  noRows,
  signInAs,
  usePortal,
} from './__testUtils__/portalFixture';
import { finish, refusalOf, start } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const formPost = { responseMode: 'form_post' };

describe.each(mainEngine(databases))('forged answers on %s', engine => {
  const fixture = usePortal(databases, engine);
  /** The answer of the provider, on its way back to this browser. */
  const answerFor = async (browser: TestBrowser, connectionId: string) => {
    const begun = await start(fixture.portal, browser, connectionId);
    return signInAt(fixture.idp, String(begun.location));
  };

  it('C10 a HEAD request, as link checkers send them, spends no state', async () => {
    const { id } = await connect(fixture);
    const browser = new TestBrowser();
    const answer = await answerFor(browser, id);
    const checked = await browser.request(answer.url, { method: 'HEAD' });
    expect(checked.status).toBe(405);
    expect(refusalOf(await finish(browser, answer))).toEqual({});
  });

  it('S31 an answer that is too large is refused with its code', async () => {
    const { id } = await connect(fixture, { settings: formPost });
    const browser = new TestBrowser();
    const page = await browser.request(
      `${fixture.portal.apiUrl}/sso/sign-in/${id}/callback`,
      {
        method: 'POST',
        body: new URLSearchParams({ state: 'x'.repeat(600_000) }),
      },
    );
    expect(refusalOf(page).code).toBe('callback-malformed');
  });

  it('C12 form_post: a cookie that comes along has to be the right one', async () => {
    const { idp, portal } = fixture;
    const { id } = await connect(fixture, { settings: formPost });
    const victim = new TestBrowser();
    await start(portal, victim, id);
    const forged = await answerFor(new TestBrowser(), id);
    const landed = await victim.request(forged.url, {
      method: 'POST',
      body: forged.body,
    });
    expect(refusalOf(landed).code).toBe('browser-mismatch');
    expect(idp.calls('token')).toBe(0);
  });

  it.each<[string, (parameters: URLSearchParams) => void]>([
    ['state twice', parameters => parameters.append('state', 'x')],
    [
      'the same state twice',
      parameters => parameters.append('state', String(parameters.get('state'))),
    ],
    ['code twice', parameters => parameters.append('code', 'x')],
    [
      'an unknown one twice',
      parameters => {
        parameters.append('a', '1');
        parameters.append('a', '1');
      },
    ],
    [
      'more than 50',
      parameters => {
        for (let i = 0; i < 60; i += 1) parameters.append(`p${i}`, '');
      },
    ],
    [
      '__proto__ twice',
      parameters => {
        parameters.append('__proto__', '1');
        parameters.append('__proto__', '2');
      },
    ],
  ])('C12 refuses %s, in a query and in a form', async (_, spoil) => {
    const { idp, knex } = fixture;
    for (const settings of [{}, formPost]) {
      const { id } = await connect(fixture, { settings });
      const browser = new TestBrowser();
      const answer = await answerFor(browser, id);
      const url = new URL(answer.url);
      spoil(answer.body ?? url.searchParams);
      const landed = await finish(browser, { ...answer, url: url.href });
      expect(refusalOf(landed).code).toBe('callback-malformed');
    }
    expect(idp.calls('token')).toBe(0);
    expect(await countRows(knex)).toEqual(noRows);
  });

  it('C12 refuses an answer in query and body at once, and other kinds of bodies', async () => {
    const { portal, idp } = fixture;
    const { id } = await connect(fixture, { settings: formPost });
    const browser = new TestBrowser();
    const answer = await answerFor(browser, id);
    const split = new URLSearchParams(answer.body);
    const url = new URL(answer.url);
    url.searchParams.set('state', String(split.get('state')));
    const both = await browser.request(url, {
      method: 'POST',
      body: split,
      crossSite: true,
    });
    expect(refusalOf(both).code).toBe('callback-malformed');

    for (const type of [
      'application/json',
      'text/plain',
      'multipart/form-data',
    ]) {
      const other = await browser.request(
        `${portal.apiUrl}/sso/sign-in/${id}/callback`,
        {
          method: 'POST',
          body: '{"state":"x"}',
          headers: { 'content-type': type },
        },
      );
      expect(refusalOf(other).code).toBe('callback-malformed');
    }
    const huge = await browser.request(
      `${portal.apiUrl}/sso/sign-in/${id}/callback`,
      { method: 'POST', body: new URLSearchParams({ a: 'x'.repeat(600_000) }) },
    );
    expect(refusalOf(huge).code).toBe('callback-malformed');
    expect(idp.calls('token')).toBe(0);
  });

  it('C11 G17 an error with HTML goes nowhere near a page', async () => {
    const { idp } = fixture;
    const { id } = await connect(fixture, {
      displayName: '<script>x</script>',
    });
    await idp.misbehave('errorCallback');
    const landed = await signInAs(fixture, id);
    expect(refusalOf(landed).code).toBe('provider-denied');
    expect(landed.text).not.toMatch(/<script|onerror/);
    expect(String(landed.location)).not.toMatch(/script|onerror/);
    expect(idp.calls('token')).toBe(0);
  });

  it('C19 the redirect URI does not follow Host or X-Forwarded-Host', async () => {
    const { portal } = fixture;
    const { id } = await connect(fixture);
    const url = `${portal.apiUrl}/sso/sign-in/${id}/start?binding=${'a'.repeat(
      43,
    )}`;
    const begun = await new TestBrowser().request(url, {
      headers: {
        'X-Forwarded-Host': 'evil.test',
        'X-Forwarded-Proto': 'https',
        Forwarded: 'host=evil.test',
      },
    });
    expect(begun.location?.searchParams.get('redirect_uri')).toBe(
      `${portal.apiUrl}/sso/sign-in/${id}/callback`,
    );
    expect(begun.headers.get('cache-control')).toBe('no-store');
    expect(begun.headers.get('referrer-policy')).toBe('no-referrer');
  });
});
