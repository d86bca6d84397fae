import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { browserNavigation } from '../../location';
import {
  refusal,
  renderSignInPage,
  startFakePortal,
} from '../../__testUtils__';

const server = setupServer();
registerMswTestHooks(server);

const connections = [
  { id: 'okta', displayName: 'Okta' },
  { id: 'school', displayName: 'School' },
];
const start = (id: string, returnTo: string) =>
  `http://localhost:7007/api/auth/sso/start?connection=${id}&returnTo=${encodeURIComponent(
    returnTo,
  )}`;

describe('override auth on the sign-in page', () => {
  let replace: jest.SpyInstance<void, [string]>;
  beforeEach(() => {
    window.sessionStorage.clear();
    window.localStorage.clear();
    replace = jest
      .spyOn(browserNavigation, 'replace')
      .mockImplementation(() => {});
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** An override, which `?nosso=1` avoids where it is allowed. */
  const overridden = (nossoAllowed = true) =>
    startFakePortal(server, {
      connections,
      localSignIn: nossoAllowed,
      offer: query =>
        query.get('nosso') === '1' && nossoAllowed
          ? {}
          : { override: 'hidden', nossoRefused: query.get('nosso') === '1' },
    });

  it('CONN-5 goes straight to the SSO connection, with the page asked for', async () => {
    overridden();
    renderSignInPage('/catalog?x=1');

    await waitFor(() =>
      expect(replace.mock.calls).toEqual([[start('hidden', '/catalog?x=1')]]),
    );
    expect(screen.queryByLabelText('Password')).not.toBeInTheDocument();
  });

  it('CONN-6 shows all ways with ?nosso=1, and keeps it until somebody is signed in', async () => {
    overridden();
    const { user, onSignInSuccess } = renderSignInPage('/catalog?nosso=1&x=1');

    const link = await screen.findByRole('link', { name: 'Okta' });
    expect(link).toHaveAttribute('href', start('okta', '/catalog?x=1'));
    expect(replace).not.toHaveBeenCalled();
    expect(window.location.search).toBe('?nosso=1&x=1');
    await user.type(screen.getByLabelText('Username or email'), 'jo');
    await user.type(screen.getByLabelText('Password'), 'correct horse{Enter}');
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    await waitFor(() => expect(window.location.search).toBe('?x=1'));
  });

  it('CONN-6 says so where ?nosso=1 is not open to this network', async () => {
    overridden(false);
    renderSignInPage('/?nosso=1');

    expect(
      await screen.findByText(/not open to your network/),
    ).toBeInTheDocument();
    expect(screen.queryByLabelText('Password')).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Okta' })).toBeVisible();
  });

  it('CONN-6 lands a refused sign-in on the page with buttons', async () => {
    overridden();
    renderSignInPage('/?sso_error=provider-unreachable');

    expect(await screen.findByRole('link', { name: 'Okta' })).toBeVisible();
    expect(screen.getByLabelText('Password')).toBeVisible();
    expect(replace).not.toHaveBeenCalled();
  });

  it('CONN-6 does not go in circles when the session is never kept', async () => {
    overridden();
    const first = renderSignInPage('/');
    await waitFor(() => expect(replace).toHaveBeenCalledTimes(1));
    first.unmount();

    renderSignInPage('/');
    expect(await screen.findByRole('link', { name: 'Okta' })).toBeVisible();
    expect(replace).toHaveBeenCalledTimes(1);
  });

  it('CONN-6 stays where the tab cannot remember that it was sent away', async () => {
    const { setItem } = Storage.prototype;
    jest
      .spyOn(Storage.prototype, 'setItem')
      .mockImplementation(function set(this: Storage, key, value) {
        if (key.startsWith('latchkey')) {
          throw new DOMException('No storage', 'QuotaExceededError');
        }
        setItem.call(this, key, value);
      });
    overridden();
    renderSignInPage('/');

    expect(await screen.findByRole('link', { name: 'Okta' })).toBeVisible();
    expect(replace).not.toHaveBeenCalled();
  });

  it('CONN-5 stays signed out after signing out', async () => {
    overridden();
    browserNavigation.markSignedOut();
    renderSignInPage('/');

    expect(await screen.findByText('You have signed out')).toBeVisible();
    expect(replace).not.toHaveBeenCalled();
  });

  it('LOCAL-3 says why a session ended instead of signing in again', async () => {
    overridden();
    server.use(
      http.get('http://localhost:7007/api/auth/sso/refresh', () =>
        refusal('account-disabled', 403),
      ),
    );
    renderSignInPage('/');

    expect(await screen.findByText('Your account is disabled.')).toBeVisible();
    await screen.findByRole('link', { name: 'Okta' });
    expect(replace).not.toHaveBeenCalled();
  });

  it('CONN-5 goes to the first button where the feature flag is on', async () => {
    startFakePortal(server, { connections });
    const off = renderSignInPage('/');
    expect(await screen.findByRole('link', { name: 'Okta' })).toBeVisible();
    expect(replace).not.toHaveBeenCalled();
    off.unmount();

    renderSignInPage('/', { flags: ['sso-override-auth'] });
    await waitFor(() =>
      expect(replace.mock.calls).toEqual([[start('okta', '/')]]),
    );
  });

  it('CONN-6 shows all ways with ?nosso=1 also where the feature flag is on', async () => {
    startFakePortal(server, { connections });
    renderSignInPage('/?nosso=1', { flags: ['sso-override-auth'] });
    expect(await screen.findByRole('link', { name: 'Okta' })).toBeVisible();
    expect(replace).not.toHaveBeenCalled();
  });

  it.each([
    ['some', /without some of its ways to sign in/],
    ['all', /without single sign-on/],
  ])('CONN-6 shows that %s plugins are disabled', async (which, text) => {
    startFakePortal(server, { offer: () => ({ pluginsDisabled: which }) });
    renderSignInPage('/');
    expect(await screen.findByText(text)).toBeVisible();
    expect(screen.getByLabelText('Password')).toBeVisible();
  });
});
