import { samlRelayStates, signInAt, startDevSamlIdp } from '@latchkey/dev-idp';
import { countRows, traceOf } from './__testUtils__/portalFixture';
import { refusedWith, useSaml } from './__testUtils__/samlFixture';
import {
  answerOf,
  beginSaml,
  connectSaml,
  personNamed,
  postAnswer,
  whoIs,
} from './__testUtils__/samlFlow';
import { finish, refusalOf, start } from './__testUtils__/signInFlow';
import { APP_URL } from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const alice = personNamed('alice');
const bob = personNamed('bob');
const oneSession = { accounts: 1, identities: 1, sessions: 1, tickets: 0 };

describe.each(mainEngine(databases))('SAML answers on %s', engine => {
  const fixture = useSaml(databases, engine);
  const { outcomeOf, signInHonestly } = fixture;

  it('SAML-1 the honest twin: signs in at a real provider', async () => {
    const idp = await startDevSamlIdp();
    try {
      const { portal, forge, second } = fixture;
      const { id } = await connectSaml(portal, forge, {
        settings: {
          entityId: idp.entityId,
          entryPoint: idp.singleSignOnUrl,
          certificates: idp.certificate,
        },
      });
      const browser = new TestBrowser();
      const { location } = await start(portal, browser, id, '/docs');
      const page = await finish(
        browser,
        await signInAt(idp, String(location), alice),
      );
      expect(page.location?.href).toBe(`${APP_URL}/docs`);
      expect(await whoIs(second, browser)).toBe('user:default/alice');
    } finally {
      await idp.stop();
    }
  });

  it.each([
    ['has been here', true],
    ['is new here', false],
  ])(
    "M12 M27 the answer to another browser's request opens no session in one that %s",
    async (_, known) => {
      const { portal, forge, knex } = fixture;
      const { id } = await connectSaml(portal, forge);
      const attacker = new TestBrowser();
      const victim = new TestBrowser();
      if (known) await beginSaml(portal, victim, id);
      const begun = await beginSaml(portal, attacker, id);
      const samlResponse = await answerOf(forge, portal, begun, bob);

      const page = await postAnswer(portal, victim, id, {
        samlResponse,
        relayState: begun.relayState,
      });

      // Browsers withhold Lax cookies from the post, so the ticket is refused.
      expect(refusalOf(page).code).toBe('browser-mismatch');
      expect((await traceOf(portal, page)).code).toBe('browser-mismatch');
      expect(await whoIs(portal, victim)).toBeUndefined();
      expect(await whoIs(portal, attacker)).toBeUndefined();
      expect(await knex('sso_sessions').whereNotNull('token_hash')).toEqual([]);
      expect(await knex('sso_tickets')).toEqual([]);
      await signInHonestly(id);
    },
  );

  it("M12 a request of another browser whose RelayState is one's own: saml-request-mismatch", async () => {
    const { portal, forge } = fixture;
    const { id } = await connectSaml(portal, forge);
    const attacker = new TestBrowser();
    const victim = new TestBrowser();
    const own = await beginSaml(portal, victim, id);
    const begun = await beginSaml(portal, attacker, id);
    const samlResponse = await answerOf(forge, portal, begun, bob);

    const { relayState } = own;
    const page = await postAnswer(portal, victim, id, {
      samlResponse,
      relayState,
    });

    expect(await outcomeOf(page)).toEqual(refusedWith('saml-request-mismatch'));
    expect(await whoIs(portal, victim)).toBeUndefined();
    await signInHonestly(id);
  });

  describe('M25 replays', () => {
    it.each([
      ['in the same browser', true],
      ['in another browser', false],
    ])('M25 a copy %s: state-unknown', async (_, same) => {
      const { portal, forge, second, knex } = fixture;
      const { id } = await connectSaml(portal, forge);
      const browser = new TestBrowser();
      const begun = await beginSaml(portal, browser, id);
      const { relayState } = begun;
      const samlResponse = await answerOf(forge, portal, begun, alice);
      const message = { samlResponse, relayState };
      expect(refusalOf(await postAnswer(portal, browser, id, message))).toEqual(
        {},
      );

      const again = same ? browser : new TestBrowser();
      const page = await postAnswer(second, again, id, message);

      expect(refusalOf(page).code).toBe('state-unknown');
      expect((await traceOf(portal, page)).code).toBe('state-unknown');
      expect(await countRows(knex)).toEqual(oneSession);
      expect(await whoIs(second, browser)).toBe('user:default/alice');
    });

    it('M25 a copy with a new state, at another replica: saml-request-mismatch', async () => {
      const { portal, forge, second, knex } = fixture;
      const { id } = await connectSaml(portal, forge);
      const browser = new TestBrowser();
      const begun = await beginSaml(portal, browser, id);
      const samlResponse = await answerOf(forge, portal, begun, alice);
      await postAnswer(portal, browser, id, {
        samlResponse,
        relayState: begun.relayState,
      });

      const { relayState } = await beginSaml(portal, browser, id);
      const page = await postAnswer(second, browser, id, {
        samlResponse,
        relayState,
      });

      expect(refusalOf(page).code).toBe('saml-request-mismatch');
      expect((await traceOf(portal, page)).code).toBe('saml-request-mismatch');
      expect(await countRows(knex)).toEqual(oneSession);
    });

    it('M25 the same answer ten times at once, at two replicas: one session', async () => {
      const { portal, forge, second, knex } = fixture;
      const { id } = await connectSaml(portal, forge);
      const browser = new TestBrowser();
      const begun = await beginSaml(portal, browser, id);
      const { relayState } = begun;
      const samlResponse = await answerOf(forge, portal, begun, alice);

      const pages = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          postAnswer(index % 2 ? second : portal, browser, id, {
            samlResponse,
            relayState,
          }),
        ),
      );

      const codes = pages.map(page => refusalOf(page).code);
      expect(codes.filter(code => code === undefined)).toHaveLength(1);
      expect(codes.filter(code => code === 'state-unknown')).toHaveLength(9);
      expect(await countRows(knex)).toEqual(oneSession);
    });
  });

  it.each(samlRelayStates)(
    'M26 $id: nobody is signed in, and the portal stays itself',
    async ({ value }) => {
      const { portal, forge } = fixture;
      const { id } = await connectSaml(portal, forge);
      const browser = new TestBrowser();
      const begun = await beginSaml(portal, browser, id);
      const samlResponse = await answerOf(forge, portal, begun, alice);
      const page = await postAnswer(portal, browser, id, {
        samlResponse,
        relayState: value,
      });
      expect(await outcomeOf(page)).toEqual(refusedWith('unsolicited-refused'));
      expect(page.location?.pathname).toBe('/');
      expect(page.headers.getSetCookie()).toEqual([]);
      await signInHonestly(id);
    },
  );
});
