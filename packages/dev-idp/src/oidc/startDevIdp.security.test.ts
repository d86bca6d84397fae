import { signInAt } from '../browser/signInAt';
import { fetchOnLoopback } from './fetchOnLoopback';
import { startDevIdp } from './startDevIdp';
import { DevIdp } from './types';

describe('startDevIdp', () => {
  let idp: DevIdp;

  beforeAll(async () => {
    idp = await startDevIdp();
  });
  afterAll(async () => {
    await idp.stop();
  });

  function authorizationUrl(redirectUri: string): URL {
    const url = new URL('/auth', idp.issuer);
    url.search = new URLSearchParams({
      client_id: idp.clientId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: redirectUri,
    }).toString();
    return url;
  }

  it.each([
    'http://localhost:7007/api/sso/sign-in/any/callback',
    'http://127.0.0.1:3000/elsewhere?tenant=1',
    'https://localhost/callback',
  ])('redirects to %s', async redirectUri => {
    const redirect = await signInAt(
      idp,
      authorizationUrl(redirectUri),
      idp.people[0],
    );
    expect(redirect.url.startsWith(redirectUri)).toBe(true);
  });

  it.each([
    'https://portal.example.test/callback',
    'http://localhost.example.test/callback',
    'http://localhost@example.test/callback',
  ])('refuses to redirect to %s', async redirectUri => {
    await expect(
      signInAt(idp, authorizationUrl(redirectUri), idp.people[0]),
    ).rejects.toThrow('answered 400');
  });

  it('escapes what a request puts on the login page', async () => {
    const url = authorizationUrl('http://localhost:7007/callback');
    url.searchParams.set('login_hint', '"><script>alert(1)</script>');
    const html = await openLoginPage(url);
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)');
    expect(html).not.toContain('<script>alert(1)');
  });

  it('labels the form and lists the people', async () => {
    const html = await openLoginPage(
      authorizationUrl('http://localhost:7007/callback'),
    );
    expect(html).toContain('<label for="username">Username</label>');
    expect(html).toContain('<label for="password">Password</label>');
    expect(html).toMatch(/<button[^>]*>Sign in<\/button>/);
    expect(html).toMatch(/<button[^>]*>Cancel<\/button>/);
    for (const { username } of idp.people) {
      expect(html).toContain(`data-username="${username}"`);
    }
  });

  it('does not let another browser finish a sign-in', async () => {
    const started = await fetch(
      authorizationUrl('http://localhost:7007/callback'),
      { redirect: 'manual' },
    );
    const loginPage = new URL(
      started.headers.get('location') ?? '',
      idp.issuer,
    );
    const response = await fetch(loginPage, {
      method: 'POST',
      body: new URLSearchParams({
        username: 'alice',
        password: 'alice-password',
      }),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('sign_in_expired');
  });

  it('talks to clients on loopback only', async () => {
    await expect(
      fetchOnLoopback('https://client.example.test/jwks'),
    ).rejects.toThrow('live on loopback');
    await expect(fetchOnLoopback(`${idp.issuer}/jwks`)).resolves.toMatchObject({
      status: 200,
    });
  });

  async function openLoginPage(url: URL): Promise<string> {
    const started = await fetch(url, { redirect: 'manual' });
    const response = await fetch(
      new URL(started.headers.get('location') ?? '', idp.issuer),
      {
        headers: {
          cookie: started.headers
            .getSetCookie()
            .map(cookie => cookie.split(';')[0])
            .join('; '),
        },
      },
    );
    expect(response.headers.get('content-security-policy')).toContain(
      "frame-ancestors 'none'",
    );
    return response.text();
  }
});
