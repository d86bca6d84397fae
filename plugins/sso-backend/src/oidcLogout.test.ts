import { type DevIdp, IdpBrowser, startDevIdp } from '@latchkey/dev-idp';
import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import { isSignedIn, signOut, startOver } from './__testUtils__/logoutFlow';
import {
  loadFrame,
  logoutUrlOf,
  type SignedInPerson,
  signInWith,
} from './__testUtils__/oidcLogoutFlow';
import { activateOidc, refusalOf, start } from './__testUtils__/signInFlow';
import {
  APP_URL,
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
// The library says that it cannot guard fetch inside jest's own globals.
jest.spyOn(console, 'warn').mockImplementation();

describe.each(mainEngine(databases))('OIDC logout on %s', engine => {
  let knex: Knex;
  let idp: DevIdp;
  let first: TestPortal;
  let second: TestPortal;
  const id = 'okta';

  beforeAll(async () => {
    knex = await databases.init(engine);
    idp = await startDevIdp();
    first = await startTestPortal({ databases, knex });
    second = await startTestPortal({
      databases,
      knex,
      externalApiUrl: first.apiUrl,
    });
  }, 60_000);
  afterAll(async () => {
    await Promise.all([first?.stop(), second?.stop(), idp?.stop()]);
  });
  beforeEach(async () => {
    await startOver(knex);
    await idp.registerLogout({});
  });

  const connect = (settings: Record<string, unknown> = {}) =>
    activateOidc(first, idp, { id, settings });
  const personNamed = (username: string) => {
    const person = idp.people.find(one => one.username === username);
    if (!person) throw new Error(`Nobody is called ${username}`);
    return person;
  };
  const signIn = (username = 'alice', browser = IdpBrowser.create(idp)) =>
    signInWith({
      portal: first,
      connectionId: id,
      idp: browser,
      person: personNamed(username),
    });
  const isSignedInAnywhere = async ({ portal }: SignedInPerson) => {
    const answers = [
      await isSignedIn(first, portal),
      await isSignedIn(second, portal),
    ];
    expect(answers[0]).toBe(answers[1]);
    return answers[0];
  };
  /** Whether the provider would let them in again without a password. */
  const isKnownAtProvider = async (person: SignedInPerson) => {
    const begun = await start(first, new TestBrowser(), id);
    return person.idp.signIn(String(begun.location)).then(
      () => true,
      () => false,
    );
  };
  /** Signs out on the page of the provider. */
  const signOutAtProvider = (person: SignedInPerson) => {
    const url = new URL(idp.signOutUrl);
    url.searchParams.set('client_id', idp.clientId);
    url.searchParams.set('post_logout_redirect_uri', `${APP_URL}/`);
    return person.idp.signOut(url);
  };
  const registerBackChannel = (
    options: { sessionRequired?: boolean; portal?: TestPortal } = {},
  ) =>
    idp.registerLogout({
      sessionRequired: options.sessionRequired,
      backchannelLogoutUri: `${logoutUrlOf(
        options.portal ?? second,
        id,
      )}/back-channel`,
    });

  describe('that begins in the portal', () => {
    it('OIDC-6 goes on to the provider and comes back', async () => {
      await connect({ signOutAtProvider: true });
      const alice = await signIn();
      expect(await isKnownAtProvider(alice)).toBe(true);

      const { providerLogoutUrl } = await signOut(second, alice.portal);
      expect(await isSignedInAnywhere(alice)).toBe(false);
      const { origin, searchParams } = new URL(String(providerLogoutUrl));
      expect(origin).toBe(idp.issuer);
      expect(searchParams.get('post_logout_redirect_uri')).toBe(
        logoutUrlOf(first, id),
      );

      const wayBack = await alice.idp.signOut(String(providerLogoutUrl));
      expect(wayBack.url).toBe(
        `${logoutUrlOf(first, id)}?state=${searchParams.get('state')}`,
      );
      const page = await alice.portal.request(wayBack.url, {
        crossSite: true,
      });
      expect(page.location?.href).toBe(`${APP_URL}/`);
      expect(await isKnownAtProvider(alice)).toBe(false);

      // The way back is good for once, and there is none without a sign-out.
      for (const url of [wayBack.url, logoutUrlOf(first, id)]) {
        const again = await alice.portal.request(url);
        expect(refusalOf(again).code).toBe('oidc-logout-invalid');
        expect(again.location?.origin).toBe(APP_URL);
      }
    });

    it('OIDC-6 ends in the portal when the settings want that', async () => {
      await connect();
      const alice = await signIn();
      expect(await signOut(first, alice.portal)).toEqual({ status: 204 });
      expect(await isSignedInAnywhere(alice)).toBe(false);
      expect(await isKnownAtProvider(alice)).toBe(true);
    });

    it('OIDC-6 keeps the ID token encrypted, and shows it to the browser of the session only', async () => {
      await connect({ signOutAtProvider: true });
      const alice = await signIn();
      const rows = JSON.stringify(await knex('sso_sessions'));
      const { providerLogoutUrl } = await signOut(first, alice.portal);
      const hint = new URL(String(providerLogoutUrl)).searchParams.get(
        'id_token_hint',
      );
      expect(String(hint).split('.')).toHaveLength(3);
      for (const part of String(hint).split('.')) {
        expect(rows).not.toContain(part);
        expect(JSON.stringify(await knex('sso_logout_states'))).not.toContain(
          part,
        );
        expect(first.log.join('\n')).not.toContain(part);
      }
    });

    it('OIDC-6 is over when the provider tells of it too', async () => {
      await connect({ signOutAtProvider: true });
      await registerBackChannel();
      const alice = await signIn();
      const { providerLogoutUrl } = await signOut(first, alice.portal);
      const wayBack = await alice.idp.signOut(String(providerLogoutUrl));
      expect(refusalOf(await alice.portal.request(wayBack.url))).toEqual({});
      // It named a session that had ended, which is no failure.
      expect(
        await knex('sso_events').pluck('type').orderBy('id'),
      ).not.toContain('sign-out-refused');
      expect(await knex('sso_replay')).toHaveLength(1);
    });
  });

  describe('that begins at the provider', () => {
    it('OIDC-6 C21 ends that session by back-channel, on both replicas, and no other', async () => {
      await connect();
      await registerBackChannel();
      const laptop = await signIn();
      const phone = await signIn();
      const bob = await signIn('bob');

      await signOutAtProvider(laptop);

      expect(await isSignedInAnywhere(laptop)).toBe(false);
      expect(await isSignedInAnywhere(phone)).toBe(true);
      expect(await isSignedInAnywhere(bob)).toBe(true);
      const [account] = await knex('sso_accounts').where({ username: 'alice' });
      expect(
        await knex('sso_events')
          .where({ type: 'sign-out-by-provider' })
          .select('account_id', 'connection_id'),
      ).toEqual([{ account_id: account.id, connection_id: id }]);
    });

    it('OIDC-6 ends all sessions of the person when it names no session', async () => {
      await connect();
      await registerBackChannel({ sessionRequired: false });
      const laptop = await signIn();
      const phone = await signIn();
      const bob = await signIn('bob');
      await signOutAtProvider(laptop);
      expect(await isSignedInAnywhere(laptop)).toBe(false);
      expect(await isSignedInAnywhere(phone)).toBe(false);
      expect(await isSignedInAnywhere(bob)).toBe(true);
    });

    it('OIDC-6 ends nothing when nobody told the provider where to say it', async () => {
      await connect();
      const alice = await signIn();
      await signOutAtProvider(alice);
      expect(await isSignedInAnywhere(alice)).toBe(true);
    });

    it('OIDC-6 ends sessions of an SSO connection that is switched off', async () => {
      const { version } = await connect();
      await registerBackChannel();
      const alice = await signIn();
      await first.admin.call(ssoAdminOperations.setConnectionActive, {
        params: { connectionId: id },
        body: { active: false, version },
      });
      // What a refresh makes of it is another matter: the session is there.
      expect(await knex('sso_sessions')).toHaveLength(1);
      await signOutAtProvider(alice);
      expect(await knex('sso_sessions')).toEqual([]);
    });

    it('OIDC-6 ends that session by front-channel, on both replicas, and no other', async () => {
      await connect();
      await idp.registerLogout({
        frontchannelLogoutUri: `${logoutUrlOf(second, id)}/front-channel`,
      });
      const laptop = await signIn();
      const phone = await signIn();
      const [session] = await knex('sso_sessions').orderBy('created_at');

      const page = await loadFrame(second, id, {
        iss: idp.issuer,
        sid: session.provider_session_id,
      });

      expect(page.status).toBe(200);
      expect(page.text).toBe('');
      expect(await isSignedInAnywhere(laptop)).toBe(false);
      expect(await isSignedInAnywhere(phone)).toBe(true);
    });
  });
});
