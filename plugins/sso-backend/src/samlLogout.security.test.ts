import { samlLogoutAttacks, type SamlForge } from '@latchkey/dev-idp';
import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import { isSignedIn, signOut } from './__testUtils__/logoutFlow';
import { useSaml } from './__testUtils__/samlFixture';
import {
  connectSaml,
  personNamed,
  readMessage,
  samlUrls,
} from './__testUtils__/samlFlow';
import { refusalOf } from './__testUtils__/signInFlow';
import { APP_URL } from './__testUtils__/startTestPortal';
import { type PageAnswer, TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const alice = personNamed('alice');
const bob = personNamed('bob');

describe.each(mainEngine(databases))('SAML logout on %s', engine => {
  const fixture = useSaml(databases, engine);
  const { signInHonestly } = fixture;

  const contextOf = (
    connectionId: string,
    { forge = fixture.forge, person = alice } = {},
  ) => {
    const { audience, logoutUrl } = samlUrls(fixture.portal, connectionId);
    return {
      logoutUrl,
      now: new Date(),
      nameId: {
        xml: person.subject,
        format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
        nameQualifier: forge.entityId,
        spNameQualifier: audience,
      },
    };
  };
  /** The query of a signed LogoutRequest. */
  const requestOf = (
    connectionId: string,
    options: { forge?: SamlForge; person?: typeof alice } = {},
  ) => {
    const { forge = fixture.forge } = options;
    return forge.redirect(
      forge.logoutRequest(contextOf(connectionId, options)),
    );
  };
  const send = (
    connectionId: string,
    query: string,
    portal = fixture.portal,
  ): Promise<PageAnswer> =>
    new TestBrowser().request(
      `${portal.apiUrl}/sso/sign-in/${connectionId}/logout?${query}`,
      { crossSite: true },
    );
  const connect = (
    settings: Record<string, unknown> = {},
    by = fixture.forge,
  ) =>
    connectSaml(fixture.portal, by, {
      settings: {
        logoutUrl: by.singleLogoutUrl,
        signOutAtProvider: true,
        ...settings,
      },
    });

  it('SAML-9 M28 the honest twin: ends the sessions of the person, on both replicas', async () => {
    const { portal, second, forge } = fixture;
    const { id } = await connect();
    const browser = await signInHonestly(id);
    const other = await signInHonestly(id, { person: bob });

    const page = await send(id, requestOf(id), second);

    expect(page.location?.href).toContain(`${forge.singleLogoutUrl}?`);
    expect(readMessage(page.location, 'SAMLResponse')).toContain(
      'status:Success',
    );
    expect(await isSignedIn(portal, browser)).toBe(false);
    expect(await isSignedIn(second, browser)).toBe(false);
    expect(await isSignedIn(portal, other)).toBe(true);
  });

  it('M28 no forged message ends a session', async () => {
    const { portal, forge } = fixture;
    const { id } = await connect();
    const browser = await signInHonestly(id);
    const { logoutUrl } = samlUrls(portal, id);
    const attacks = samlLogoutAttacks.filter(attack => !attack.accept);
    expect(attacks.length).toBeGreaterThan(5);
    for (const attack of attacks) {
      const { method, query, fields } = attack.build(forge, {
        ...contextOf(id),
        sessionIndexes: ['one'],
        requestId: '_unknown',
      });
      const page = await new TestBrowser().request(
        method === 'GET' ? `${logoutUrl}?${query}` : logoutUrl,
        method === 'GET'
          ? { crossSite: true }
          : { method, body: new URLSearchParams(fields), crossSite: true },
      );
      // A query that is too long does not even get here.
      const outcome = refusalOf(page).code ?? page.status;
      expect(['saml-logout-invalid', 'callback-malformed', 431]).toContain(
        outcome,
      );
      expect([attack.id, await isSignedIn(portal, browser)]).toEqual([
        attack.id,
        true,
      ]);
    }
  });

  it('M28 a provider ends no session of another one, whatever it says', async () => {
    const { portal, forge, otherForge } = fixture;
    const a = (await connect()).id;
    const b = (await connect({}, otherForge)).id;
    const browser = await signInHonestly(a);

    // At the address of A by B, and at its own address about people of A.
    const asA = contextOf(a);
    const asAAtB = { ...asA, logoutUrl: contextOf(b).logoutUrl };
    const attempts: Array<[string, string, string | undefined]> = [
      [a, otherForge.redirect(otherForge.logoutRequest(asA)), 'refused'],
      [a, otherForge.redirect(forge.logoutRequest(asA)), 'refused'],
      [b, forge.redirect(forge.logoutRequest(asA)), 'refused'],
      [b, otherForge.redirect(otherForge.logoutRequest(asAAtB)), undefined],
      [
        b,
        otherForge.redirect(
          otherForge.logoutRequest({
            ...asAAtB,
            nameId: { ...asA.nameId, nameQualifier: undefined },
          }),
        ),
        undefined,
      ],
    ];
    for (const [id, query, outcome] of attempts) {
      const { code } = refusalOf(await send(id, query));
      expect(code && 'refused').toBe(outcome);
      expect(await isSignedIn(portal, browser)).toBe(true);
    }
    await send(a, requestOf(a));
    expect(await isSignedIn(portal, browser)).toBe(false);
  });

  it('M28 a message to one SSO connection is none to its twin', async () => {
    const { portal } = fixture;
    const a = (await connect()).id;
    const b = (await connect()).id;
    const browser = await signInHonestly(b);
    expect(refusalOf(await send(b, requestOf(a))).code).toBe(
      'saml-logout-invalid',
    );
    expect(refusalOf(await send(a, requestOf(a))).code).toBeUndefined();
    expect(await isSignedIn(portal, browser)).toBe(true);
  });

  it('M28 a copy ends no later session, on no replica', async () => {
    const { portal, second } = fixture;
    const { id } = await connect();
    await signInHonestly(id);
    const query = requestOf(id);
    expect(refusalOf(await send(id, query)).code).toBeUndefined();

    const browser = await signInHonestly(id);
    for (const replica of [portal, second]) {
      const page = await send(id, query, replica);
      expect(refusalOf(page).code).toBe('answer-replayed');
    }
    expect(await isSignedIn(portal, browser)).toBe(true);
  });

  it('M28 to an SSO connection that is off it counts, to a deleted one not', async () => {
    const { portal } = fixture;
    const { id, version } = await connect();
    const browser = await signInHonestly(id);
    await portal.admin.call(ssoAdminOperations.setConnectionActive, {
      params: { connectionId: id },
      body: { active: false, version },
    });
    expect(refusalOf(await send(id, requestOf(id))).code).toBeUndefined();
    expect(await isSignedIn(portal, browser)).toBe(false);

    await portal.admin.call(ssoAdminOperations.deleteConnection, {
      params: { connectionId: id },
    });
    expect(refusalOf(await send(id, requestOf(id))).code).toBe(
      'connection-not-found',
    );
  });

  describe('a sign-out of the portal', () => {
    /** Signs out. @returns the request that the provider gets */
    const begin = async (connectionId: string) => {
      const browser = await signInHonestly(connectionId);
      const { providerLogoutUrl } = await signOut(fixture.portal, browser);
      const location = new URL(String(providerLogoutUrl));
      return {
        relayState: location.searchParams.get('RelayState') ?? undefined,
        requestId: / ID="([^"]+)"/.exec(
          readMessage(location, 'SAMLRequest'),
        )?.[1],
      };
    };
    const answer = (
      connectionId: string,
      { requestId, relayState }: Awaited<ReturnType<typeof begin>>,
      forge = fixture.forge,
    ) =>
      send(
        connectionId,
        forge.redirect(
          forge.logoutResponse({
            ...samlUrls(fixture.portal, connectionId),
            now: new Date(),
            requestId,
          }),
          { relayState },
        ),
      );

    it('SAML-9 the honest twin: is answered once', async () => {
      const { id } = await connect();
      const begun = await begin(id);
      const page = await answer(id, begun);
      expect(page.location?.href).toBe(`${APP_URL}/`);
      expect(refusalOf(await answer(id, begun)).code).toBe(
        'saml-logout-invalid',
      );
    });

    it('M28 is not answered by another provider, at another SSO connection, or to another request', async () => {
      const { otherForge } = fixture;
      const a = (await connect()).id;
      const b = (await connect({}, otherForge)).id;
      const begun = await begin(a);
      const requestId = '_another';
      for (const page of [
        await answer(b, begun, otherForge),
        await answer(a, { ...begun, relayState: undefined }),
        await answer(a, begun, otherForge),
        await answer(a, { ...(await begin(a)), requestId }),
      ]) {
        expect(refusalOf(page).code).toBe('saml-logout-invalid');
        expect(page.location?.origin).toBe(APP_URL);
      }
    });

    it('M28 its link to a form works once, for its SSO connection', async () => {
      const { portal } = fixture;
      const { id } = await connect({ logoutBinding: 'post' });
      const other = (await connect({ logoutBinding: 'post' })).id;
      const browser = await signInHonestly(id);
      const { providerLogoutUrl } = await signOut(portal, browser);
      const link = String(providerLogoutUrl);
      const thief = new TestBrowser();

      const elsewhere = await thief.request(link.replace(id, other));
      expect(refusalOf(elsewhere).code).toBe('logout-incomplete');
      const head = await thief.request(link, { method: 'HEAD' });
      expect(head.status).toBe(405);
      const form = await browser.request(link);
      expect(form.status).toBe(200);
      expect(form.text).toContain(fixture.forge.singleLogoutUrl);
      expect(form.headers.get('cache-control')).toBe('no-store');
      expect(form.headers.get('content-security-policy')).toContain(
        "frame-ancestors 'none'",
      );
      expect(refusalOf(await thief.request(link)).code).toBe(
        'logout-incomplete',
      );
    });
  });
});
