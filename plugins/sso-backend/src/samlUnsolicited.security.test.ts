import type { DevPerson } from '@latchkey/dev-idp';
import { refusedWith, useSaml } from './__testUtils__/samlFixture';
import {
  answerOf,
  beginSaml,
  connectSaml,
  personNamed,
  postAnswer,
  readMessage,
  whoIs,
} from './__testUtils__/samlFlow';
import { refusalOf } from './__testUtils__/signInFlow';
import { type PageAnswer, TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const alice = personNamed('alice');
const bob = personNamed('bob');
const settings = { allowUnsolicited: true };

describe.each(mainEngine(databases))('unsolicited SAML on %s', engine => {
  const fixture = useSaml(databases, engine);
  const { outcomeOf, signInHonestly } = fixture;

  /** Posts an answer without a state and follows where that leads. */
  const arrive = async (
    browser: TestBrowser,
    connectionId: string,
    samlResponse: string,
  ): Promise<PageAnswer> => {
    const { portal } = fixture;
    let page = await postAnswer(portal, browser, connectionId, {
      samlResponse,
    });
    while (page.location?.href.startsWith(`${portal.apiUrl}/`)) {
      page = await browser.request(page.location, { crossSite: true });
    }
    return page;
  };
  const unsolicited = (connectionId: string, person: DevPerson) =>
    answerOf(fixture.forge, fixture.portal, { connectionId }, person);

  it('SAML-10 the honest twin: leads to a request, whose answer signs in', async () => {
    const { portal, forge } = fixture;
    const { id } = await connectSaml(portal, forge, { settings });
    const browser = new TestBrowser();
    const { location } = await arrive(
      browser,
      id,
      await unsolicited(id, alice),
    );
    expect(location?.href).toContain(forge.singleSignOnUrl);
    expect(await whoIs(portal, browser)).toBeUndefined();

    const request = readMessage(location, 'SAMLRequest');
    const begun = {
      connectionId: id,
      requestId: / ID="([^"]+)"/.exec(request)?.[1],
    };
    await postAnswer(portal, browser, id, {
      samlResponse: await answerOf(forge, portal, begun, alice),
      relayState: String(location?.searchParams.get('RelayState')),
    });
    expect(await whoIs(portal, browser)).toBe('user:default/alice');
  });

  it('M13 is refused unless the settings allow it', async () => {
    const { portal, forge } = fixture;
    const { id } = await connectSaml(portal, forge);
    const page = await arrive(
      new TestBrowser(),
      id,
      await unsolicited(id, alice),
    );
    expect(await outcomeOf(page)).toEqual(refusedWith('unsolicited-refused'));
    await signInHonestly(id);
  });

  it('M27 of an attacker, posted by the browser of a victim, changes nothing', async () => {
    const { portal, forge, knex } = fixture;
    const { id } = await connectSaml(portal, forge, { settings });
    const victim = await signInHonestly(id);
    const page = await arrive(victim, id, await unsolicited(id, bob));
    expect(page.location?.href).toContain(forge.singleSignOnUrl);
    expect(await whoIs(portal, victim)).toBe('user:default/alice');
    expect(await knex('sso_accounts').pluck('username')).toEqual(['alice']);
  });

  it('M10 M27 an answer to a request of somebody else is none', async () => {
    const { portal, forge } = fixture;
    const { id } = await connectSaml(portal, forge, { settings });
    const begun = await beginSaml(portal, new TestBrowser(), id);
    const page = await arrive(
      new TestBrowser(),
      id,
      await answerOf(forge, portal, begun, bob),
    );
    expect(await outcomeOf(page)).toEqual(refusedWith('saml-request-mismatch'));
  });

  it('M10 M13 is no answer to a request', async () => {
    const { portal, forge } = fixture;
    const { id } = await connectSaml(portal, forge, { settings });
    const browser = new TestBrowser();
    const { relayState } = await beginSaml(portal, browser, id);
    const page = await postAnswer(portal, browser, id, {
      samlResponse: await unsolicited(id, bob),
      relayState,
    });
    expect(await outcomeOf(page)).toEqual(refusedWith('saml-request-mismatch'));
  });

  it('M22 M23 of another provider is refused', async () => {
    const { portal, forge, otherForge } = fixture;
    const { id } = await connectSaml(portal, forge, { settings });
    const message = await answerOf(
      otherForge,
      portal,
      { connectionId: id },
      bob,
    );
    const page = await arrive(new TestBrowser(), id, message);
    expect(await outcomeOf(page)).toEqual(refusedWith('saml-issuer-mismatch'));
  });

  it('M25 is taken once of ten at once, by one of two replicas', async () => {
    const { portal, second, forge } = fixture;
    const { id } = await connectSaml(portal, forge, { settings });
    const samlResponse = await unsolicited(id, alice);
    const pages = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        postAnswer(index % 2 ? second : portal, new TestBrowser(), id, {
          samlResponse,
        }),
      ),
    );
    const codes = pages.map(page => refusalOf(page).code);
    expect(codes.filter(code => code === undefined)).toHaveLength(1);
    expect(codes.filter(code => code === 'answer-replayed')).toHaveLength(9);
  });
});
