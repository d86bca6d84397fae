import type { SamlForge } from '@latchkey/dev-idp';
import { refusedWith, useSaml } from './__testUtils__/samlFixture';
import {
  answerOf,
  beginSaml,
  connectSaml,
  personNamed,
  postAnswer,
  samlUrls,
} from './__testUtils__/samlFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const alice = personNamed('alice');

describe.each(mainEngine(databases))('SAML mix-up on %s', engine => {
  const fixture = useSaml(databases, engine);
  const { outcomeOf, signInHonestly } = fixture;

  /** Two SSO connections, each of a provider of its own, and a sign-in at each. */
  const beginBoth = async (
    forges: [SamlForge, SamlForge] = [fixture.forge, fixture.otherForge],
  ) => {
    const { portal } = fixture;
    const browser = new TestBrowser();
    const [a, b] = [
      (await connectSaml(portal, forges[0])).id,
      (await connectSaml(portal, forges[1])).id,
    ];
    return {
      browser,
      a: await beginSaml(portal, browser, a),
      b: await beginSaml(portal, browser, b),
    };
  };

  it('M23 the honest twin: both sign in their own people', async () => {
    const { a, b } = await beginBoth();
    await signInHonestly(a.connectionId);
    await signInHonestly(b.connectionId, {
      forge: fixture.otherForge,
      person: personNamed('bob'),
    });
    const { knex } = fixture;
    const issuers = await knex('sso_sessions').orderBy('id').pluck('issuer');
    expect(issuers).toEqual([
      fixture.forge.entityId,
      fixture.otherForge.entityId,
    ]);
  });

  it('M23 a genuine answer of A at the ACS URL and with the state of B', async () => {
    const { portal, forge } = fixture;
    const { browser, a, b } = await beginBoth();
    const page = await postAnswer(portal, browser, b.connectionId, {
      samlResponse: await answerOf(forge, portal, a, alice),
      relayState: b.relayState,
    });
    expect(await outcomeOf(page)).toEqual(refusedWith('saml-issuer-mismatch'));
  });

  it('M23 a genuine answer of A to the request, the ACS URL and the state of B', async () => {
    const { portal, forge } = fixture;
    const { browser, b } = await beginBoth();
    const page = await postAnswer(portal, browser, b.connectionId, {
      samlResponse: await answerOf(forge, portal, b, alice),
      relayState: b.relayState,
    });
    expect(await outcomeOf(page)).toEqual(refusedWith('saml-issuer-mismatch'));
  });

  it.each([
    ['its own ACS URL with the state of B', 'a', 'b'],
    ['the ACS URL of B with its own state', 'b', 'a'],
  ] as const)('M23 a genuine answer of A at %s', async (_, at, stateOf) => {
    const { portal, forge } = fixture;
    const begun = await beginBoth();
    const page = await postAnswer(
      portal,
      begun.browser,
      begun[at].connectionId,
      {
        samlResponse: await answerOf(forge, portal, begun.a, alice),
        relayState: begun[stateOf].relayState,
      },
    );
    expect(await outcomeOf(page)).toEqual(refusedWith('state-unknown'));
    await signInHonestly(begun.a.connectionId);
  });

  it.each(['assertion', 'response'] as const)(
    'M22 M23 A says that it were B and signs the %s with its own key',
    async signed => {
      const { portal, forge, otherForge } = fixture;
      const { browser, b } = await beginBoth();
      const draft = otherForge.draft({
        ...samlUrls(portal, b.connectionId),
        requestId: b.requestId,
        now: new Date(),
        person: alice,
      });
      if (signed === 'response') {
        draft.signature = forge.signature();
      } else {
        draft.assertions[0].signature = forge.signature();
      }
      const { samlResponse } = await otherForge.send(draft);
      const { relayState } = b;
      expect(
        await outcomeOf(
          await postAnswer(portal, browser, b.connectionId, {
            samlResponse,
            relayState,
          }),
        ),
      ).toEqual(refusedWith('saml-signature-invalid'));
    },
  );

  it('M23 of two SSO connections of one provider, an answer counts for one', async () => {
    const { portal, forge } = fixture;
    const { browser, a, b } = await beginBoth([forge, forge]);
    const samlResponse = await answerOf(forge, portal, a, alice);
    const page = await postAnswer(portal, browser, b.connectionId, {
      samlResponse,
      relayState: b.relayState,
    });
    expect(await outcomeOf(page)).toEqual(
      refusedWith('saml-recipient-mismatch'),
    );

    const { relayState } = a;
    await postAnswer(portal, browser, a.connectionId, {
      samlResponse,
      relayState,
    });
    expect(await fixture.knex('sso_sessions').pluck('connection_id')).toEqual([
      a.connectionId,
    ]);
  });
});
