import { signInAt } from '@latchkey/dev-idp';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { finish, refresh, refusalOf, start } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';
import { hashBearer } from './secrets/bearer';

const databases = createTestDatabases();

describe.each(mainEngine(databases))('sessions on %s', engine => {
  const fixture = usePortal(databases, engine);
  const whoIs = async (browser: TestBrowser): Promise<string | undefined> => {
    const answer = await refresh(fixture.portal, browser);
    return answer.status === 200
      ? JSON.parse(answer.text).backstageIdentity.identity.userEntityRef
      : undefined;
  };
  /** The answer of the provider, on its way back to this browser. */
  const answerFor = async (browser: TestBrowser, connectionId: string) => {
    const begun = await start(fixture.portal, browser, connectionId);
    return signInAt(fixture.idp, String(begun.location));
  };

  it('G01 a session that was there before is not the one afterwards', async () => {
    const { portal } = fixture;
    const { id } = await connect(fixture);
    const browser = new TestBrowser();
    const provider = `${portal.apiUrl}/auth/sso`;
    const planted = 'p'.repeat(43);
    await browser.plantCookie(
      `latchkey-session=${planted}; Path=/api/auth/sso`,
      provider,
    );
    const answer = await answerFor(browser, id);
    expect(refusalOf(await finish(browser, answer))).toEqual({});
    const session = async () =>
      (await browser.cookies(`${provider}/refresh`)).find(
        ({ key }) => key === 'latchkey-session',
      )?.value;
    const first = await session();
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(first).not.toBe(planted);
    const hashes = () => fixture.knex('sso_sessions').pluck('token_hash');
    expect(await hashes()).toEqual([hashBearer(String(first))]);

    await finish(browser, await answerFor(browser, id));
    const second = await session();
    expect(second).not.toBe(first);
    // The one before has ended, not only been replaced in the browser.
    expect(await hashes()).toEqual([hashBearer(String(second))]);
  });

  it('G02 cookies are HttpOnly, Lax, and the session is for one provider only', async () => {
    const { portal } = fixture;
    const { id } = await connect(fixture);
    const browser = new TestBrowser();
    await finish(browser, await answerFor(browser, id));
    const cookies = await browser.cookies(`${portal.apiUrl}/auth/sso/refresh`);
    expect(
      cookies.map(({ key, path, httpOnly, sameSite, domain, hostOnly }) => ({
        key,
        path,
        httpOnly,
        sameSite,
        domain,
        hostOnly,
      })),
    ).toEqual(
      [
        ['latchkey-binding', '/api/auth/sso'],
        ['latchkey-session', '/api/auth/sso'],
        ['latchkey-sign-in', '/'],
      ].map(([key, path]) => ({
        key,
        path,
        httpOnly: true,
        sameSite: 'lax',
        domain: 'localhost',
        hostOnly: true,
      })),
    );
    // The session goes to no other plugin.
    for (const path of ['catalog/entities', 'sso/connections', 'auth/github']) {
      const sent = await browser.cookies(`${portal.apiUrl}/${path}`);
      expect(sent.map(({ key }) => key)).toEqual(['latchkey-sign-in']);
    }
  });

  it('G08 claims with names of Object change nothing', async () => {
    const { id } = await connect(fixture, {
      policy: { admission: { attribute: '__proto__', values: ['x'] } },
    });
    const claims = JSON.parse(
      '{"__proto__":"x","constructor":{"prototype":{"polluted":1}},"toString":"x"}',
    );
    expect(refusalOf(await signInAs(fixture, id, claims)).code).toBe(
      'not-admitted',
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const byInherited = await connect(fixture, {
      policy: { admission: { attribute: 'hasOwnProperty', values: ['x'] } },
    });
    expect(refusalOf(await signInAs(fixture, byInherited.id)).code).toBe(
      'not-admitted',
    );
    const open = await connect(fixture);
    expect(refusalOf(await signInAs(fixture, open.id, claims))).toEqual({});
  });

  it('G16 a live session of a disabled account is refused at the next refresh', async () => {
    const { knex } = fixture;
    const { id } = await connect(fixture);
    const browser = new TestBrowser();
    await finish(browser, await answerFor(browser, id));
    expect(await whoIs(browser)).toBe('user:default/alice');
    await knex('sso_accounts').update({ state: 'disabled' });
    const refused = await refresh(fixture.portal, browser);
    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.text).refusal.code).toBe('account-disabled');
    expect(refused.text).not.toContain('token');
  });
});
