import { isSignedIn } from './__testUtils__/logoutFlow';
import { useOidcLogout } from './__testUtils__/oidcLogoutFixture';
import { loadFrame, logoutUrlOf } from './__testUtils__/oidcLogoutFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const whom = { sub: 'ada', sid: 's1' };

describe.each(mainEngine(databases))(
  'C21 front-channel logout on %s',
  engine => {
    const fixture = useOidcLogout(databases, engine);
    const { signInAs } = fixture;

    it('OIDC-6 the honest twin may be framed by the provider, holds nothing and is kept nowhere', async () => {
      const { idp, first, second } = fixture;
      const browser = await signInAs(whom);
      const page = await loadFrame(second, 'okta', {
        iss: idp.issuer,
        sid: 's1',
      });
      expect(page.status).toBe(200);
      expect(page.text).toBe('');
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.has('x-frame-options')).toBe(false);
      const policy = String(page.headers.get('content-security-policy'));
      expect(policy).toContain('frame-ancestors *');
      expect(policy).toContain("default-src 'none'");
      expect(page.headers.getSetCookie()).toEqual([]);
      expect(await isSignedIn(first, browser)).toBe(false);
      expect(second.log.join('\n')).not.toContain('sid=s1');
      // Nothing else of the portal may be framed.
      const back = await new TestBrowser().request(logoutUrlOf(second, 'okta'));
      expect(back.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    });

    it.each<[string, (issuer: string) => Record<string, string>, number]>([
      ['nothing', () => ({}), 400],
      ['the session only', () => ({ sid: 's1' }), 400],
      ['the issuer only', iss => ({ iss }), 400],
      ['an empty session', iss => ({ iss, sid: '' }), 400],
      ['another issuer', () => ({ iss: 'https://evil.test', sid: 's1' }), 400],
      ['a session of nobody', iss => ({ iss, sid: 's2' }), 200],
      ['a pattern', iss => ({ iss, sid: '%' }), 200],
      ['a control character', iss => ({ iss, sid: 's1\u0000' }), 200],
      ['the person', iss => ({ iss, sid: 'ada', sub: 'ada' }), 200],
    ])('OIDC-6 naming %s ends nothing', async (_, query, status) => {
      const { idp, first, second } = fixture;
      const browser = await signInAs(whom);
      const page = await loadFrame(second, 'okta', query(idp.issuer));
      expect(page.status).toBe(status);
      expect(page.text).toBe('');
      expect(page.location).toBeUndefined();
      expect(await isSignedIn(first, browser)).toBe(true);
    });

    it('OIDC-6 is a GET, with each parameter once', async () => {
      const { idp, first, second } = fixture;
      const browser = await signInAs(whom);
      const query = new URLSearchParams({ iss: idp.issuer, sid: 's1' });
      const url = `${logoutUrlOf(second, 'okta')}/front-channel`;
      for (const method of ['POST', 'HEAD', 'PUT']) {
        const page = await new TestBrowser().request(`${url}?${query}`, {
          method,
        });
        expect([method, page.status]).toEqual([method, 405]);
      }
      const twice = await new TestBrowser().request(`${url}?${query}&sid=s2`);
      expect(twice.status).toBe(400);
      expect(await isSignedIn(first, browser)).toBe(true);
    });
  },
);
