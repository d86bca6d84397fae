import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, usePortal } from './__testUtils__/portalFixture';
import { refusalOf, signIn } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import { createTestDatabases } from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe('a portal behind a proxy that rewrites paths', () => {
  const fixture = usePortal(databases, 'SQLITE_3');
  let proxy: Server;
  let target: string | undefined;
  const seen: string[] = [];

  beforeAll(async () => {
    proxy = createServer((req, res) => {
      const [path, query] = (req.url ?? '').split('?');
      seen.push(path);
      const upstream = request(
        `${target}?${query}`,
        { method: req.method, headers: req.headers },
        answer => {
          res.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
          answer.pipe(res);
        },
      );
      req.pipe(upstream);
    });
    await new Promise<void>(resolve => {
      proxy.listen(0, 'localhost', resolve);
    });
  });
  afterAll(
    () =>
      new Promise(resolve => {
        proxy.close(resolve);
        proxy.closeAllConnections();
      }),
  );

  it('OIDC-3 gets the answer at the redirect override URI', async () => {
    const { portal, idp } = fixture;
    const { port } = proxy.address() as AddressInfo;
    const redirectUri = `http://localhost:${port}/sso/callback`;
    const { id, providerValues } = await connect(fixture, {
      settings: { redirectUri },
    });
    expect(providerValues).toEqual(
      expect.arrayContaining([expect.objectContaining({ value: redirectUri })]),
    );
    target = `${portal.apiUrl}/sso/sign-in/${id}/callback`;

    const page = await signIn({
      portal,
      browser: new TestBrowser(),
      connectionId: id,
      provider: idp,
    });

    expect(refusalOf(page)).toEqual({});
    expect(seen).toEqual(['/sso/callback']);
  });
});
