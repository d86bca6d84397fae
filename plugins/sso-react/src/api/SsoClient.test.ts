import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  ssoAdminOperations,
  ssoPublicOperations,
  ssoSelfOperations,
} from '@latchkey/plugin-sso-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { SsoApiError, SsoInputError } from '../errors';
import { SsoClient } from './SsoClient';

const base = 'http://localhost:7007/api/sso';
const server = setupServer();
registerMswTestHooks(server);

const client = SsoClient.create({
  discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
  fetchApi: mockApis.fetch({ injectIdentityAuth: { token: 'admin-token' } }),
});

describe('SsoClient', () => {
  it('calls an operation for administrators with their token', async () => {
    let seen: { url: string; authorization: string | null } | undefined;
    server.use(
      http.get(`${base}/traces`, ({ request }) => {
        seen = {
          url: request.url,
          authorization: request.headers.get('authorization'),
        };
        return HttpResponse.json({ traces: [] });
      }),
    );

    const answer = await client.call(ssoAdminOperations.listTraces, {
      query: { connectionId: 'okta', limit: 5 },
    });

    expect(answer).toEqual({ traces: [] });
    expect(seen).toEqual({
      url: `${base}/traces?connectionId=okta&limit=5`,
      authorization: 'Bearer admin-token',
    });
  });

  it('calls an operation on the own account with the token of the person', async () => {
    let seen: { url: string; authorization: string | null } | undefined;
    server.use(
      http.delete(`${base}/me/sessions/7`, ({ request }) => {
        seen = {
          url: request.url,
          authorization: request.headers.get('authorization'),
        };
        return HttpResponse.json({ username: 'ada' });
      }),
    );

    const answer = await client.call(ssoSelfOperations.endMySession, {
      params: { sessionId: '7' },
    });

    expect(answer).toEqual({ username: 'ada' });
    expect(seen).toEqual({
      url: `${base}/me/sessions/7`,
      authorization: 'Bearer admin-token',
    });
  });

  it('calls a public operation with cookies and without a token', async () => {
    let seen: { authorization: string | null; credentials: string } | undefined;
    server.use(
      http.get(`${base}/sign-in/options`, ({ request }) => {
        seen = {
          authorization: request.headers.get('authorization'),
          credentials: request.credentials,
        };
        return HttpResponse.json({
          connections: [],
          localSignIn: true,
          setupNeeded: false,
        });
      }),
    );

    await client.call(ssoPublicOperations.getSignInOptions);

    expect(seen).toEqual({ authorization: null, credentials: 'include' });
  });

  it('sends a body as JSON and accepts an answer without a body', async () => {
    let body: unknown;
    server.use(
      http.put(`${base}/connections/a%2Fb/active`, async ({ request }) => {
        body = await request.json();
        return new HttpResponse(undefined, { status: 204 });
      }),
    );

    const answer = await client.call(ssoAdminOperations.setConnectionActive, {
      params: { connectionId: 'a/b' },
      body: { active: true, version: 3 },
    });

    expect(body).toEqual({ active: true, version: 3 });
    expect(answer).toBeUndefined();
  });

  it('ends a call when its signal says so', async () => {
    let calls = 0;
    server.use(
      http.get(`${base}/connections`, () => {
        calls += 1;
        return HttpResponse.json({ connections: [] });
      }),
    );
    const controller = new AbortController();
    const { signal } = controller;

    await expect(
      client.call(ssoAdminOperations.listConnections, { signal }),
    ).resolves.toEqual({ connections: [] });
    controller.abort();
    await expect(
      client.call(ssoAdminOperations.listConnections, { signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(calls).toBe(1);
  });

  it('refuses to make a request without a parameter of its path', async () => {
    await expect(
      client.call(ssoAdminOperations.deleteConnection, {
        params: { connectionId: '' },
      }),
    ).rejects.toThrow('needs the parameter connectionId');
  });

  const failWith = async (status: number, body: object) => {
    server.use(
      http.get(`${base}/connections`, () =>
        HttpResponse.json(body, { status }),
      ),
    );
    return client.call(ssoAdminOperations.listConnections).then(
      () => undefined,
      error => error,
    );
  };
  const bodyOf = (name: string, message: string) => ({
    error: { name, message },
    response: { statusCode: 400 },
  });

  it('throws the fields that the server does not accept', async () => {
    const error = await failWith(400, {
      ...bodyOf('InputError', 'Not accepted'),
      fields: [{ path: 'settings.issuer', message: 'Not https' }],
    });

    expect(error).toBeInstanceOf(SsoInputError);
    expect(error.name).toBe('InputError');
    expect(error.fields).toEqual([
      { path: 'settings.issuer', message: 'Not https' },
    ]);
  });

  it('throws the coded refusal', async () => {
    const error = await failWith(429, {
      ...bodyOf('Error', 'x'),
      refusal: {
        code: 'too-many-attempts',
        reason: 'Too many attempts.',
        reference: 'AB12-CD34',
      },
    });

    expect(error).toBeInstanceOf(SsoApiError);
    expect(error.message).toBe('Too many attempts.');
    expect(error.refusal.reference).toBe('AB12-CD34');
  });

  it.each([
    [401, 'AuthenticationError'],
    [403, 'NotAllowedError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
    [500, 'SsoApiError'],
  ])('throws status %s as %s with its message', async (status, name) => {
    const error = await failWith(status, bodyOf(name, 'What happened'));

    expect(error.name).toBe(name);
    expect(error.message).toContain('What happened');
  });

  it('survives an answer that is not JSON', async () => {
    server.use(
      http.get(`${base}/connections`, () =>
        HttpResponse.text('<html>Bad gateway</html>', { status: 502 }),
      ),
    );

    await expect(
      client.call(ssoAdminOperations.listConnections),
    ).rejects.toThrow('The portal answered with 502.');
  });

  it('says that the backend cannot be reached', async () => {
    server.use(http.get(`${base}/connections`, () => HttpResponse.error()));

    await expect(
      client.call(ssoAdminOperations.listConnections),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
  });
});
