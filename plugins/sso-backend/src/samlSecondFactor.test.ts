import { useSaml } from './__testUtils__/samlFixture';
import {
  beginSaml,
  connectSaml,
  personNamed,
  postAnswer,
  samlUrls,
  whoIs,
} from './__testUtils__/samlFlow';
import { accountIdOf } from './__testUtils__/signedIn';
import { refusalOf } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';
import { EntryWorld } from './entry/__testUtils__/entryWorld';

const databases = createTestDatabases();
const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes';

describe.each(mainEngine(databases))('SAML on %s', engine => {
  const fixture = useSaml(databases, engine);

  /** Signs alice, who has an authenticator, in with an AuthnContext class. */
  async function signInWith(
    secondFactor: 'always' | 'unlessProven',
    authnContext: string,
  ) {
    const { portal, forge, knex } = fixture;
    const person = personNamed('alice');
    const { id } = await connectSaml(portal, forge, { secondFactor });
    await fixture.signInHonestly(id, { person });
    const world = await EntryWorld.create(knex);
    world.now = new Date();
    await world.enrol(await world.account(await accountIdOf(knex, 'alice')));
    const browser = new TestBrowser();
    const begun = await beginSaml(portal, browser, id);
    const draft = forge.draft({
      ...samlUrls(portal, id),
      requestId: begun.requestId,
      now: new Date(),
      person,
    });
    draft.assertions[0].authnStatements[0].authnContext = authnContext;
    const { samlResponse } = await forge.send(draft);
    const { relayState } = begun;
    const page = await postAnswer(portal, browser, id, {
      samlResponse,
      relayState,
    });
    expect(refusalOf(page)).toEqual({});
    return {
      asked: page.location?.hash.startsWith('#sso-challenge='),
      who: await whoIs(portal, browser),
    };
  }

  const REF = 'user:default/alice';
  it.each([
    ['unlessProven', 'https://refeds.org/profile/mfa', false],
    ['unlessProven', `${classes}:MobileTwoFactorContract`, false],
    ['unlessProven', `${classes}:PasswordProtectedTransport`, true],
    ['always', 'https://refeds.org/profile/mfa', true],
  ] as const)(
    'LOCAL-4 with "%s" and the AuthnContext %s a code is asked for: %s',
    async (secondFactor, authnContext, asked) => {
      expect(await signInWith(secondFactor, authnContext)).toEqual({
        asked,
        who: asked ? undefined : REF,
      });
    },
  );
});
