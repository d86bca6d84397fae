import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  mockServices,
  ServiceFactoryTester,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { ssoServiceMock } from '../testUtils';
import { DefaultSsoService } from './DefaultSsoService';
import { ssoServiceRef } from './ssoServiceRef';

describe('DefaultSsoService', () => {
  let server: Server;
  let answer: { status: number; body?: unknown };
  let seen: {
    method?: string;
    url?: string;
    authorization?: string;
    body: string;
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => {
        const { method, url, headers } = request;
        seen = { method, url, authorization: headers.authorization, body };
        response.writeHead(answer.status, {
          'content-type': 'application/json',
        });
        response.end(answer.body && JSON.stringify(answer.body));
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  function create() {
    const { port } = server.address() as AddressInfo;
    const auth = mockServices.auth.mock();
    auth.getPluginRequestToken.mockResolvedValue({ token: 'service-token' });
    const discovery = mockServices.discovery.mock();
    discovery.getBaseUrl.mockImplementation(
      async id => `http://127.0.0.1:${port}/api/${id}`,
    );
    return { auth, service: DefaultSsoService.create({ auth, discovery }) };
  }

  it('calls the sso plugin with the credentials of its own plugin', async () => {
    const { auth, service } = create();
    const session = {
      sessionToken: 'session',
      expiresAt: '2030-01-01T00:00:00.000Z',
      returnTo: '/catalog',
    };
    answer = { status: 200, body: session };
    await expect(service.redeemTicket({ ticket: 't' })).resolves.toEqual(
      session,
    );
    expect(seen).toEqual({
      method: 'POST',
      url: '/api/sso/internal/tickets/redeem',
      authorization: 'Bearer service-token',
      body: '{"ticket":"t"}',
    });
    expect(auth.getPluginRequestToken).toHaveBeenCalledWith(
      expect.objectContaining({ targetPluginId: 'sso' }),
    );
  });

  it('sends queries, without what is undefined', async () => {
    const page = { users: [], asOf: '2030-01-01T00:00:00.000Z' };
    answer = { status: 200, body: page };
    await expect(
      create().service.readDirectoryUsers({
        cursor: 'a&b',
        changedSince: undefined,
        limit: 10,
      }),
    ).resolves.toEqual(page);
    expect(seen).toMatchObject({
      method: 'GET',
      url: '/api/sso/internal/directory/users?cursor=a%26b&limit=10',
    });
  });

  it('SAML-9 tells where signing out goes on, if it does', async () => {
    const { service } = create();
    const providerLogoutUrl = 'https://idp.test/logout?SAMLRequest=x';
    answer = { status: 200, body: { providerLogoutUrl } };
    await expect(service.endSession({ sessionToken: 's' })).resolves.toEqual({
      providerLogoutUrl,
    });
    answer = { status: 200, body: {} };
    await expect(service.endSession({ sessionToken: 's' })).resolves.toEqual(
      {},
    );
  });

  it('turns refusals back into coded errors', async () => {
    answer = {
      status: 403,
      body: {
        error: { name: 'NotAllowedError', message: 'no' },
        refusal: { code: 'account-disabled', reason: 'no', reference: 'AB12' },
      },
    };
    await expect(
      create().service.refreshSession({ sessionToken: 's' }),
    ).rejects.toMatchObject({
      name: 'SsoError',
      code: 'account-disabled',
      reference: 'AB12',
    });
  });

  it.each([
    { refusal: { code: 'from-the-future', reason: 'no' } },
    { error: { name: 'NotAllowedError', message: 'no' } },
    undefined,
  ])('reports other failures as they are (%j)', async body => {
    answer = { status: 403, body };
    await expect(
      create().service.refreshSession({ sessionToken: 's' }),
    ).rejects.toMatchObject({ name: 'ResponseError', statusCode: 403 });
  });

  it('reads whose session it is, and which', async () => {
    const identity = {
      sessionId: '42',
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada'],
    };
    answer = { status: 200, body: identity };
    await expect(
      create().service.refreshSession({ sessionToken: 's' }),
    ).resolves.toEqual(identity);
  });

  it('does not take an answer of another form', async () => {
    answer = { status: 200, body: { userEntityRef: 7 } };
    await expect(
      create().service.refreshSession({ sessionToken: 's' }),
    ).rejects.toThrow();
  });

  it('is what other plugins get by the service reference', async () => {
    let service: unknown;
    const backend = await startTestBackend({
      features: [
        createBackendPlugin({
          pluginId: 'other',
          register(plugin) {
            plugin.registerInit({
              deps: { sso: ssoServiceRef },
              async init({ sso }) {
                service = sso;
              },
            });
          },
        }),
      ],
    });
    await backend.stop();
    expect(service).toBeInstanceOf(DefaultSsoService);
  });
});

describe('ssoServiceMock', () => {
  it('knows nobody, except what a test tells it', async () => {
    const mock = await ServiceFactoryTester.from(
      ssoServiceMock.factory({
        async endSession() {
          throw new Error('told');
        },
      }),
    ).getSubject();
    await expect(mock.endSession({ sessionToken: 's' })).rejects.toThrow(
      'told',
    );
    await expect(
      mock.refreshSession({ sessionToken: 's' }),
    ).rejects.toMatchObject({ code: 'session-ended' });
    await expect(
      ssoServiceMock().endSession({ sessionToken: 's' }),
    ).resolves.toEqual({});
    await expect(mock.readDirectoryUsers({})).resolves.toMatchObject({
      users: [],
    });
  });
});
