import { http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';

const backend = 'http://localhost:7007/api';

/** Makes a token of which only the expiry matters to the browser. */
export function fakeToken(expiresInSeconds: number, name = 'token'): string {
  const exp = Math.floor(Date.now() / 1000) + expiresInSeconds;
  const payload = Buffer.from(JSON.stringify({ exp, name }));
  return `header.${payload.toString('base64url')}.signature`;
}

/** What the refresh endpoint answers for somebody. */
export function sessionOf(username: string, token = fakeToken(3600)) {
  const userEntityRef = `user:default/${username}`;
  return {
    providerInfo: {},
    profile: { displayName: username, email: `${username}@example.com` },
    backstageIdentity: {
      token,
      identity: {
        type: 'user',
        userEntityRef,
        ownershipEntityRefs: [userEntityRef],
      },
    },
  };
}

/** One request that the portal got. */
export interface SeenRequest {
  readonly path: string;
  readonly body: string;
  readonly headers: Headers;
  readonly credentials: string;
}

/** An error body of the portal with a coded refusal. */
export function refusal(code: string, status: number, reference?: string) {
  return HttpResponse.json(
    {
      error: { name: 'Error', message: code },
      refusal: { code, reason: `Reason of ${code}`, reference },
    },
    { status },
  );
}

/**
 * The backend as the sign-in page sees it: nobody is signed in until a ticket
 * is redeemed.
 */
export function startFakePortal(
  server: SetupServer,
  options: {
    connections?: object[];
    localSignIn?: boolean;
    setupNeeded?: boolean;
    /** More of what the sign-in page offers; by the query of the request. */
    offer?: (query: URLSearchParams) => object;
    /** Signed in from before. */
    signedIn?: string;
    /** What the logout endpoint answers, if not 204. */
    logoutAnswer?: object;
  } = {},
) {
  const seen: SeenRequest[] = [];
  const portal = { seen, user: options.signedIn };
  const record = async (request: Request) =>
    seen.push({
      path: new URL(request.url).pathname.replace('/api', ''),
      body: await request.clone().text(),
      headers: request.headers,
      credentials: request.credentials,
    });

  server.use(
    http.get(`${backend}/auth/sso/refresh`, async ({ request }) => {
      await record(request);
      return portal.user
        ? HttpResponse.json(sessionOf(portal.user))
        : HttpResponse.json(
            { error: { name: 'AuthenticationError', message: 'No session' } },
            { status: 401 },
          );
    }),
    http.post(`${backend}/auth/sso/handler/frame`, async ({ request }) => {
      await record(request);
      portal.user = 'jo';
      return new HttpResponse(undefined, { status: 204 });
    }),
    http.post(`${backend}/auth/sso/logout`, async ({ request }) => {
      await record(request);
      portal.user = undefined;
      return options.logoutAnswer
        ? HttpResponse.json(options.logoutAnswer)
        : new HttpResponse(undefined, { status: 204 });
    }),
    http.get(`${backend}/sso/sign-in/options`, async ({ request }) => {
      await record(request);
      return HttpResponse.json({
        connections: options.connections ?? [],
        localSignIn: options.localSignIn ?? true,
        setupNeeded: options.setupNeeded ?? false,
        passwordReset: false,
        nossoRefused: false,
        pluginsDisabled: 'none',
        ...options.offer?.(new URL(request.url).searchParams),
      });
    }),
    http.post(`${backend}/sso/local/sign-in`, async ({ request }) => {
      await record(request);
      return HttpResponse.json({ status: 'signedIn', ticket: 'ticket-1' });
    }),
    http.post(`${backend}/sso/local/setup/read`, async ({ request }) => {
      await record(request);
      return HttpResponse.json({ username: 'admin', passwordMinLength: 12 });
    }),
    http.post(`${backend}/sso/local/setup`, async ({ request }) => {
      await record(request);
      return HttpResponse.json({ ticket: 'ticket-2' });
    }),
  );
  return portal;
}
