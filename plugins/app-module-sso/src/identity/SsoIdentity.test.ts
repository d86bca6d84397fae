import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  fakeToken,
  refusal,
  sessionOf,
  startFakePortal,
} from '../__testUtils__/fakePortal';
import { SsoAuthClient } from './SsoAuthClient';
import { SsoIdentity } from './SsoIdentity';
import { readSsoSession } from './SsoSession';

const server = setupServer();
registerMswTestHooks(server);
const scriptAddress = ['javascript', 'alert(1)'].join(':');
const refreshUrl = 'http://localhost:7007/api/auth/sso/refresh';

function setup(token: string) {
  const navigation = {
    reload: jest.fn(),
    replace: jest.fn(),
    continueAt: jest.fn(),
    takeNext: jest.fn(),
    markSignedOut: jest.fn(),
    takeSignedOut: jest.fn(),
  };
  const identity = SsoIdentity.create({
    authClient: SsoAuthClient.create({
      discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
    }),
    session: readSsoSession(sessionOf('jo', token)),
    navigation,
    signOutTarget: '/portal',
  });
  return { identity, navigation };
}

describe('SsoIdentity', () => {
  it('signs out on the server before it leaves the page', async () => {
    const portal = startFakePortal(server, { signedIn: 'jo' });
    const { identity, navigation } = setup(fakeToken(3600));
    navigation.replace.mockImplementation(() =>
      expect(portal.user).toBeUndefined(),
    );

    await identity.signOut();

    const [logout] = portal.seen;
    expect(logout.path).toBe('/auth/sso/logout');
    expect(logout.headers.get('x-requested-with')).toBe('XMLHttpRequest');
    expect(logout.credentials).toBe('include');
    expect(navigation.replace).toHaveBeenCalledWith('/portal');
  });

  it.each(['https://idp.test/logout?SAMLRequest=x', 'http://localhost:9/out'])(
    'SAML-9 goes on to the provider at %s',
    async providerLogoutUrl => {
      startFakePortal(server, {
        signedIn: 'jo',
        logoutAnswer: { providerLogoutUrl },
      });
      const { identity, navigation } = setup(fakeToken(3600));

      await identity.signOut();

      expect(navigation.continueAt.mock.calls).toEqual([[providerLogoutUrl]]);
      expect(navigation.replace.mock.calls).toEqual([['/portal']]);
    },
  );

  it.each([
    scriptAddress,
    ` ${scriptAddress}`,
    'data:text/html,x',
    '//evil.test',
    '/catalog',
    '',
    7,
    undefined,
  ])('M28 does not go to %p after signing out', async providerLogoutUrl => {
    const portal = startFakePortal(server, {
      signedIn: 'jo',
      logoutAnswer: { providerLogoutUrl },
    });
    const { identity, navigation } = setup(fakeToken(3600));

    await identity.signOut();

    expect(navigation.replace.mock.calls).toEqual([['/portal']]);
    expect(navigation.continueAt).not.toHaveBeenCalled();
    expect(portal.user).toBeUndefined();
  });

  it('stays where it is when signing out fails', async () => {
    server.use(
      http.post('http://localhost:7007/api/auth/sso/logout', () =>
        HttpResponse.error(),
      ),
    );
    const { identity, navigation } = setup(fakeToken(3600));

    await expect(identity.signOut()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect(navigation.replace).not.toHaveBeenCalled();
  });

  it('uses a token until shortly before it expires', async () => {
    const portal = startFakePortal(server, { signedIn: 'jo' });
    const token = fakeToken(3600);
    const { identity } = setup(token);

    await expect(identity.getCredentials()).resolves.toEqual({ token });
    expect(portal.seen).toHaveLength(0);
  });

  it('fetches one new token for many requests', async () => {
    const portal = startFakePortal(server, { signedIn: 'jo' });
    const { identity, navigation } = setup(fakeToken(-1));

    const [first, second] = await Promise.all([
      identity.getCredentials(),
      identity.getCredentials(),
    ]);

    expect(first.token).toBeDefined();
    expect(second).toEqual(first);
    expect(portal.seen).toHaveLength(1);
    expect(navigation.reload).not.toHaveBeenCalled();
  });

  it.each([
    ['ended on the server', () => new HttpResponse(undefined, { status: 401 })],
    ['of a disabled account', () => refusal('account-disabled', 403)],
    ['of somebody else', () => HttpResponse.json(sessionOf('mallory'))],
  ])('loads the page anew for a session %s', async (_, answer) => {
    server.use(http.get(refreshUrl, answer));
    const { identity, navigation } = setup(fakeToken(-1));

    await expect(identity.getCredentials()).rejects.toThrow();
    expect(navigation.reload).toHaveBeenCalledTimes(1);
  });

  it('reports a network that is down without leaving the page', async () => {
    server.use(http.get(refreshUrl, () => HttpResponse.error()));
    const { identity, navigation } = setup(fakeToken(-1));

    await expect(identity.getCredentials()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect(navigation.reload).not.toHaveBeenCalled();
  });

  it('uses a token that is still good while the network is down', async () => {
    server.use(http.get(refreshUrl, () => HttpResponse.error()));
    jest.useFakeTimers({ advanceTimers: true });
    try {
      const token = fakeToken(3600);
      const { identity } = setup(token);
      jest.setSystemTime(Date.now() + 3590_000);

      await expect(identity.getCredentials()).resolves.toEqual({ token });
    } finally {
      jest.useRealTimers();
    }
  });
});
