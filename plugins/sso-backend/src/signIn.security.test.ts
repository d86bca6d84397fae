import { signInAt } from '@latchkey/dev-idp';
import {
  connect,
  countRows,
  noRows,
  signInAs,
  traceOf,
  usePortal,
} from './__testUtils__/portalFixture';
import { finish, refresh, refusalOf, start } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const attacker = {
  sub: 'mallory',
  preferred_username: 'mallory',
  email: 'mallory@example.test',
};
const formPost = { responseMode: 'form_post' };

describe.each(mainEngine(databases))('attacks on %s', engine => {
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

  it.each([
    ['which has started nothing', false],
    ['which has started one of its own', true],
  ])(
    'C03 a callback in another browser, %s: browser-mismatch before the token call',
    async (_, started) => {
      const { idp, portal, knex } = fixture;
      const { id } = await connect(fixture);
      idp.claims(attacker);
      const theirs = new TestBrowser();
      const answer = await answerFor(theirs, id);
      const victim = new TestBrowser();
      if (started) await start(portal, victim, id);

      const landed = await finish(victim, answer);

      expect(refusalOf(landed).code).toBe('browser-mismatch');
      expect(idp.calls('token')).toBe(0);
      expect(await countRows(knex)).toEqual(noRows);
      expect(await whoIs(victim)).toBeUndefined();
      // It is burnt for the attacker as well; a new one works in one browser.
      expect(refusalOf(await finish(theirs, answer)).code).toBe(
        'state-unknown',
      );
      expect(
        refusalOf(await finish(theirs, await answerFor(theirs, id))),
      ).toEqual({});
    },
  );

  it('C04 a state of another connection, and the answer of one provider at the callback of another', async () => {
    const { idp, knex } = fixture;
    const first = await connect(fixture, { id: 'first' });
    const second = await connect(fixture, { id: 'second' });
    const browser = new TestBrowser();
    const answer = await answerFor(browser, first.id);
    expect(answer.url).toContain('/sign-in/first/callback');

    const landed = await finish(browser, {
      ...answer,
      url: answer.url.replace('/first/', '/second/'),
    });

    expect(refusalOf(landed).code).toBe('state-unknown');
    expect(idp.calls('token')).toBe(0);
    expect(await countRows(knex)).toEqual(noRows);
    // Both are fine for themselves.
    for (const { id } of [first, second]) {
      idp.claims({ sub: id, preferred_username: id, email: `${id}@x.test` });
      expect(refusalOf(await signInAs(fixture, id))).toEqual({});
    }
  });

  it("C04 a code of another sign-in in one's own callback: code injection", async () => {
    const { id } = await connect(fixture);
    const { idp } = fixture;
    const victimsAnswer = new URL((await answerFor(new TestBrowser(), id)).url);
    const mallory = new TestBrowser();
    const own = await answerFor(mallory, id);
    const injected = new URL(own.url);
    injected.searchParams.set(
      'code',
      String(victimsAnswer.searchParams.get('code')),
    );
    const landed = await finish(mallory, { ...own, url: injected.href });
    // The verifier of PKCE does not fit the victim's code.
    expect(refusalOf(landed).code).toBe('code-rejected');
    expect(idp.calls('token')).toBe(1);
    expect(await whoIs(mallory)).toBeUndefined();
  });

  it("C03 login CSRF: the attacker's ticket in the victim's browser", async () => {
    const { idp, portal } = fixture;
    const { id } = await connect(fixture);
    const victim = new TestBrowser();
    await signInAs(fixture, id);
    const own = await answerFor(victim, id);
    expect(refusalOf(await finish(victim, own))).toEqual({});

    idp.claims(attacker);
    const mallory = new TestBrowser();
    // One who was here before, and one who has no cookie of ours at all.
    for (const browser of [victim, new TestBrowser()]) {
      const answer = await answerFor(mallory, id);
      const { location } = await mallory.request(answer.url, {
        crossSite: true,
      });
      const ticket = location?.searchParams.get('ticket');
      expect(ticket).toBeTruthy();

      const landed = await browser.request(String(location), {
        crossSite: true,
      });

      expect(refusalOf(landed).code).toBe('browser-mismatch');
      expect((await traceOf(portal, landed)).steps.at(-1)).toMatchObject({
        step: 'session',
        outcome: 'refused',
      });
      // Whoever tried it in another browser has burnt it.
      expect(refusalOf(await mallory.request(String(location))).code).toBe(
        'ticket-invalid',
      );
      expect(portal.log.join('\n')).not.toContain(String(ticket));
    }
    expect(await whoIs(victim)).toBe('user:default/alice');
  });

  it('C12 form_post: honest without its Lax cookie, and bound at the ticket', async () => {
    const { idp } = fixture;
    const { id } = await connect(fixture, { settings: formPost });
    const browser = new TestBrowser();
    const answer = await answerFor(browser, id);
    expect(answer.method).toBe('POST');
    expect(refusalOf(await finish(browser, answer))).toEqual({});
    expect(await whoIs(browser)).toBe('user:default/alice');

    idp.claims(attacker);
    const forged = await answerFor(new TestBrowser(), id);
    const landed = await finish(browser, forged);
    expect(refusalOf(landed).code).toBe('browser-mismatch');
    expect(await whoIs(browser)).toBe('user:default/alice');
    const fresh = new TestBrowser();
    const again = await answerFor(new TestBrowser(), id);
    expect(refusalOf(await finish(fresh, again)).code).toBe('browser-mismatch');
    expect(await whoIs(fresh)).toBeUndefined();
  });
});
