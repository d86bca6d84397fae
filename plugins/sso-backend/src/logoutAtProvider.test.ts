import type { Knex } from 'knex';
import {
  connectTest,
  isSignedIn,
  sendMessage,
  signInPerson,
  signOut,
  startOver,
} from './__testUtils__/logoutFlow';
import { logoutModule } from './__testUtils__/logoutProtocol';
import { refusalOf } from './__testUtils__/signInFlow';
import {
  APP_URL,
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { type PageAnswer, TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';
import { hashBearer } from './secrets/bearer';

const databases = createTestDatabases();

describe.each(mainEngine(databases))(
  'sign-out at the provider on %s',
  engine => {
    const { module, seen } = logoutModule();
    let knex: Knex;
    let portal: TestPortal;
    /** Another replica, without the key that the first one seals with. */
    let keyless: TestPortal;

    beforeAll(async () => {
      knex = await databases.init(engine);
      const features = [module];
      portal = await startTestPortal({ databases, knex, features });
      keyless = await startTestPortal({
        databases,
        knex,
        features,
        externalApiUrl: portal.apiUrl,
        config: {
          sso: {
            secrets: {
              keys: [{ id: 'new', secret: 'another key, 32 characters long.' }],
            },
          },
        },
      });
    }, 60_000);
    beforeEach(async () => {
      await startOver(knex);
      seen.pending.length = 0;
      seen.logouts = 0;
    });
    afterAll(async () => {
      await Promise.all([portal?.stop(), keyless?.stop()]);
    });
    const ada = { subject: 'ada', principal: 'ada@idp', session: 's1' };
    const states = () => knex('sso_logout_states');

    async function signInThrough(settings: Record<string, unknown>) {
      await connectTest(portal, 'okta', settings);
      return signInPerson(portal, 'okta', ada);
    }

    function expectIncomplete(address: string | URL | undefined) {
      const { origin, pathname, searchParams } = new URL(String(address));
      expect(origin + pathname).toBe(`${APP_URL}/`);
      expect(searchParams.get('sso_error')).toBe('logout-incomplete');
      expect(searchParams.get('sso_reference')).toMatch(/^\w{4}-\w{4}$/);
    }

    it('SAML-9 keeps of the provider only what is hashed or sealed', async () => {
      await signInThrough({});
      const [row] = await knex('sso_sessions');
      expect(row.provider_session_id).toBe('s1');
      expect(row.provider_principal_hash).toMatch(/^[\w-]{43}$/);
      expect(row.provider_memory_key_id).toBe('test');
      expect(JSON.stringify(row)).not.toContain('ada@idp');
    });

    it('SAML-9 ends the session and leads to the provider by redirect', async () => {
      const browser = await signInThrough({});
      const { status, providerLogoutUrl } = await signOut(portal, browser);
      expect(status).toBe(200);
      const url = new URL(String(providerLogoutUrl));
      expect(url.origin + url.pathname).toBe('https://idp.test/logout');
      expect(url.searchParams.get('name')).toBe('ada@idp');
      expect(url.searchParams.get('session')).toBe('s1');
      expect(await isSignedIn(portal, browser)).toBe(false);

      const relay = String(url.searchParams.get('relay'));
      const kept = await states();
      expect(kept).toMatchObject([
        {
          kind: 'pending',
          connection_id: 'okta',
          state_hash: hashBearer(relay),
        },
      ]);
      expect(JSON.stringify(kept)).not.toContain('request-of-ada');

      const back = await sendMessage(portal, 'okta', {
        kind: 'response',
        relay,
      });
      expect(back.status).toBe(303);
      expect(back.location?.href).toBe(`${APP_URL}/`);
      expect(seen.pending).toEqual([
        { state: relay, memory: { requestId: 'request-of-ada@idp' } },
      ]);
      expect(await states()).toEqual([]);
    });

    it('SAML-9 hands what it kept to one answer, and to its SSO connection', async () => {
      const browser = await signInThrough({});
      await connectTest(portal, 'entra');
      const { providerLogoutUrl } = await signOut(portal, browser);
      const relay = String(
        new URL(String(providerLogoutUrl)).searchParams.get('relay'),
      );
      const answer = { kind: 'response', relay } as const;
      const codeOf = (page: PageAnswer) => refusalOf(page).code;
      expect(codeOf(await sendMessage(portal, 'entra', answer))).toBe(
        'saml-logout-invalid',
      );
      expect(codeOf(await sendMessage(portal, 'okta', answer))).toBeUndefined();
      expect(codeOf(await sendMessage(portal, 'okta', answer))).toBe(
        'saml-logout-invalid',
      );
    });

    it('SAML-9 forgets a sign-out that the provider does not answer in time', async () => {
      const browser = await signInThrough({});
      const { providerLogoutUrl } = await signOut(portal, browser);
      await knex('sso_logout_states').update({ expires_at: new Date(0) });
      const relay = String(
        new URL(String(providerLogoutUrl)).searchParams.get('relay'),
      );
      await sendMessage(portal, 'okta', { kind: 'response', relay });
      expect(seen.pending).toEqual([undefined]);
    });

    it('SAML-9 says when the provider did not end everything', async () => {
      const browser = await signInThrough({});
      const { providerLogoutUrl } = await signOut(portal, browser);
      const back = await sendMessage(portal, 'okta', {
        kind: 'response',
        complete: 'no',
        relay: String(
          new URL(String(providerLogoutUrl)).searchParams.get('relay'),
        ),
      });
      expect(back.status).toBe(303);
      expectIncomplete(back.location);
    });

    it('SAML-9 leads to the provider by a form, once', async () => {
      const browser = await signInThrough({ signOut: 'form' });
      const { providerLogoutUrl } = await signOut(portal, browser);
      const url = String(providerLogoutUrl);
      expect(url).toMatch(
        /\/api\/sso\/sign-in\/okta\/logout\/start\?ticket=[\w-]{43}$/,
      );
      const ticket = String(new URL(url).searchParams.get('ticket'));
      expect(JSON.stringify(await states())).not.toContain(ticket);

      const page = await browser.request(url);
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.text).toContain('action="https://idp.test/logout"');
      expect(page.text).toContain('name="name" value="ada@idp"');
      const [, relay] = /name="relay" value="([^"]+)"/.exec(page.text) ?? [];
      expectIncomplete((await browser.request(url)).location);

      await sendMessage(portal, 'okta', { kind: 'response', relay });
      expect(seen.pending).toMatchObject([{ state: relay }]);
      expect(portal.log.join('\n')).not.toContain(ticket);
    });

    it.each<[string, () => Promise<unknown>]>([
      [
        'too late',
        () => knex('sso_logout_states').update({ expires_at: new Date(0) }),
      ],
      [
        'after the SSO connection was switched off',
        () => knex('sso_connections').update({ active: false }),
      ],
    ])('SAML-9 does not lead to the provider %s', async (_, happen) => {
      const browser = await signInThrough({ signOut: 'form' });
      const { providerLogoutUrl } = await signOut(portal, browser);
      await happen();
      const page = await browser.request(String(providerLogoutUrl));
      expectIncomplete(page.location);
      expect(page.text).not.toContain('<form');
    });

    it('M28 a link to the form works for its SSO connection only, and is no state', async () => {
      const browser = await signInThrough({ signOut: 'form' });
      await connectTest(portal, 'entra');
      const { providerLogoutUrl } = await signOut(portal, browser);
      const url = String(providerLogoutUrl);
      const relay = String(new URL(url).searchParams.get('ticket'));
      for (const wrong of [
        url.replace('/okta/', '/entra/'),
        url.replace(relay, 'x'.repeat(43)),
        url.replace(relay, ''),
        url.replace(/\?.*/, ''),
      ]) {
        expectIncomplete((await browser.request(wrong)).location);
      }
      await sendMessage(portal, 'okta', { kind: 'response', relay });
      expect(seen.pending).toEqual([undefined]);
      expect((await browser.request(url)).status).toBe(200);
    });

    it('SAML-9 asks no provider when the settings do not want it', async () => {
      const browser = await signInThrough({ signOut: 'never' });
      expect(await signOut(portal, browser)).toEqual({ status: 204 });
      expect(seen.logouts).toBe(1);
      expect(await states()).toEqual([]);
      expect(await isSignedIn(portal, browser)).toBe(false);
    });

    it('SAML-9 asks no provider that is switched off, or whose session is not known', async () => {
      const browser = await signInThrough({});
      await knex('sso_connections').update({ active: false });
      expect(await signOut(portal, browser)).toEqual({ status: 204 });
      await knex('sso_connections').update({ active: true });
      const other = await signInPerson(portal, 'okta', {
        ...ada,
        memory: 'none',
      });
      expect(await signOut(portal, other)).toEqual({ status: 204 });
      expect(seen.logouts).toBe(0);
    });

    it('SAML-9 signs out here when the key of the memory is gone', async () => {
      const browser = await signInThrough({});
      expect(await signOut(keyless, browser)).toEqual({ status: 204 });
      expect(await isSignedIn(portal, browser)).toBe(false);
      expect(keyless.log.join('\n')).toContain('ends in the portal only');
    });

    it.each(['fault', 'script', 'scriptForm'])(
      'SAML-9 M28 a provider with a %s keeps no session alive',
      async failing => {
        const browser = await signInThrough({ signOut: failing });
        const { status, providerLogoutUrl } = await signOut(portal, browser);
        expect(status).toBe(200);
        expectIncomplete(providerLogoutUrl);
        expect(await isSignedIn(portal, browser)).toBe(false);
        expect(await states()).toEqual([]);
        expect(
          await knex('sso_traces').select('code', 'connection_id'),
        ).toEqual([
          {
            code: failing === 'fault' ? 'provider-unreachable' : 'internal',
            connection_id: 'okta',
          },
        ]);
      },
    );

    it('LOCAL-6 signs out without a session as well', async () => {
      expect(await signOut(portal, new TestBrowser())).toEqual({ status: 204 });
    });
  },
);
