import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
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
  { id: 'okta', displayName: 'Okta for staff', icon: 'shield' },
  { id: 'school', displayName: 'School account' },
];

describe('SsoSignInPage', () => {
  it('signs in silently where the browser has a session', async () => {
    const portal = startFakePortal(server, { signedIn: 'jo' });
    const { onSignInSuccess } = renderSignInPage('/catalog');

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [identity] = onSignInSuccess.mock.calls[0];
    await expect(identity.getProfileInfo()).resolves.toEqual({
      displayName: 'jo',
      email: 'jo@example.com',
    });
    const [refresh] = portal.seen;
    expect(refresh.headers.get('x-requested-with')).toBe('XMLHttpRequest');
    expect(refresh.credentials).toBe('include');
    expect(portal.seen).toHaveLength(1);
  });

  it('SAML-9 goes on to the provider after signing out, once', async () => {
    const portal = startFakePortal(server, { signedIn: 'jo' });
    const replace = jest
      .spyOn(browserNavigation, 'replace')
      .mockImplementation(() => {});
    browserNavigation.continueAt('https://idp.test/logout?SAMLRequest=x');
    const { onSignInSuccess } = renderSignInPage('/');

    await waitFor(() =>
      expect(replace.mock.calls).toEqual([
        ['https://idp.test/logout?SAMLRequest=x'],
      ]),
    );
    expect(portal.seen).toHaveLength(0);
    expect(onSignInSuccess).not.toHaveBeenCalled();
    expect(browserNavigation.takeNext()).toBeUndefined();
    replace.mockRestore();
  });

  it('CONN-1 CONN-3 has a link per SSO connection with its display name', async () => {
    startFakePortal(server, { connections });
    renderSignInPage('/catalog?filter=a%20b#top');

    expect(
      await screen.findByRole('heading', { name: 'Sign in to Example Portal' }),
    ).toBeVisible();
    const links = within(
      await screen.findByRole('navigation', { name: 'Sign in with' }),
    ).getAllByRole('link');
    expect(links.map(link => link.textContent)).toEqual([
      'Okta for staff',
      'School account',
    ]);

    const url = new URL(links[0].getAttribute('href')!);
    expect(url.origin + url.pathname).toBe(
      'http://localhost:7007/api/auth/sso/start',
    );
    expect(Object.fromEntries(url.searchParams)).toEqual({
      connection: 'okta',
      returnTo: '/catalog?filter=a%20b#top',
    });
    expect(links[0]).not.toHaveAttribute('target');
  });

  it('CONN-8 returns to the page first asked for, below the base path', async () => {
    startFakePortal(server, { connections });
    renderSignInPage('/portal/docs/x', {
      baseUrl: 'http://localhost/portal',
    });

    const link = await screen.findByRole('link', { name: 'School account' });
    expect(
      new URL(link.getAttribute('href')!).searchParams.get('returnTo'),
    ).toBe('/docs/x');
  });

  it('LOCAL-1 signs in with username and password and keeps the page', async () => {
    const portal = startFakePortal(server, { connections });
    const { user, onSignInSuccess } = renderSignInPage('/catalog?x=1');

    const username = await screen.findByLabelText('Username or email');
    const password = screen.getByLabelText('Password');
    expect(username).toHaveAttribute('autocomplete', 'username');
    expect(password).toHaveAttribute('autocomplete', 'current-password');
    await user.type(username, 'jo');
    await user.type(password, 'correct horse{Enter}');

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const local = portal.seen.find(({ path }) => path === '/sso/local/sign-in');
    expect(JSON.parse(local!.body)).toEqual({
      username: 'jo',
      password: 'correct horse',
    });
    const redeem = portal.seen.find(
      ({ path }) => path === '/auth/sso/handler/frame',
    )!;
    expect(redeem.body).toBe('ticket=ticket-1');
    expect(redeem.headers.get('content-type')).toContain(
      'application/x-www-form-urlencoded',
    );
    expect(redeem.headers.get('x-requested-with')).toBe('XMLHttpRequest');
    expect(redeem.credentials).toBe('include');
    expect(window.location.pathname + window.location.search).toBe(
      '/catalog?x=1',
    );
  });

  it('LOCAL-1 tells why a local sign-in was refused and stays ready', async () => {
    startFakePortal(server);
    server.use(
      http.post('http://localhost:7007/api/sso/local/sign-in', () =>
        refusal('credentials-wrong', 401, 'AB12-CD34'),
      ),
    );
    const { user, onSignInSuccess } = renderSignInPage();

    await user.type(await screen.findByLabelText('Username or email'), 'jo');
    await user.type(screen.getByLabelText('Password'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The username or the password is wrong.');
    expect(alert).toHaveTextContent('AB12-CD34');
    expect(onSignInSuccess).not.toHaveBeenCalled();
    expect(screen.getByLabelText('Password')).toHaveFocus();
  });

  it('LOCAL-1 asks for what is missing before it asks the server', async () => {
    const portal = startFakePortal(server);
    const { user } = renderSignInPage();

    const username = await screen.findByLabelText('Username or email');
    expect(username).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Sign in' }));

    expect(screen.getByText('Enter your username or email.')).toBeVisible();
    expect(screen.getByText('Enter your password.')).toBeVisible();
    expect(username).toHaveFocus();
    expect(portal.seen.some(({ path }) => path === '/sso/local/sign-in')).toBe(
      false,
    );
  });

  it('leaves out the local form where it is off', async () => {
    startFakePortal(server, { connections, localSignIn: false });
    renderSignInPage();

    await screen.findByRole('link', { name: 'School account' });
    expect(screen.queryByLabelText('Password')).not.toBeInTheDocument();
    expect(screen.queryByRole('separator')).not.toBeInTheDocument();
  });

  it('explains a portal without any way to sign in', async () => {
    startFakePortal(server, { localSignIn: false });
    renderSignInPage();

    expect(
      await screen.findByRole('heading', { name: 'No way to sign in yet' }),
    ).toBeVisible();
  });

  it('LOCAL-1 points to the set-up link while there is no administrator', async () => {
    startFakePortal(server, { setupNeeded: true });
    renderSignInPage();

    expect(
      await screen.findByText('This portal has no administrator yet'),
    ).toBeVisible();
  });

  it('offers to try again when the backend cannot be reached', async () => {
    startFakePortal(server);
    server.use(
      http.get(
        'http://localhost:7007/api/auth/sso/refresh',
        () => HttpResponse.error(),
        { once: true },
      ),
    );
    const { user } = renderSignInPage();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal cannot be reached',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByLabelText('Password')).toBeVisible();
  });

  it('offers to try again when the ways to sign in fail to load', async () => {
    startFakePortal(server);
    server.use(
      http.get(
        'http://localhost:7007/api/sso/sign-in/options',
        () => new HttpResponse('oops', { status: 502 }),
        { once: true },
      ),
    );
    const { user } = renderSignInPage();

    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByLabelText('Password')).toBeVisible();
  });

  it('tells why a session may not go on', async () => {
    startFakePortal(server);
    server.use(
      http.get('http://localhost:7007/api/auth/sso/refresh', () =>
        refusal('account-disabled', 403),
      ),
    );
    renderSignInPage();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your account is disabled.',
    );
  });

  it('SAML-9 says that the provider did not sign out everywhere', async () => {
    startFakePortal(server);
    renderSignInPage('/?sso_error=logout-incomplete&sso_reference=AB12-CD34');

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Signing out is not complete');
    expect(alert).toHaveTextContent('close the browser to be safe');
    expect(alert).toHaveTextContent('AB12-CD34');
    expect(alert).not.toHaveTextContent('You are not signed in');
    expect(window.location.search).toBe('');
  });

  it('does not tell somebody who is signed in that they are not', async () => {
    startFakePortal(server, { signedIn: 'jo' });
    const { onSignInSuccess, onToast } = renderSignInPage(
      '/?sso_error=logout-incomplete',
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    expect(onToast).not.toHaveBeenCalled();
  });

  it('tells somebody who is still signed in that a sign-in was refused', async () => {
    startFakePortal(server, { signedIn: 'jo' });
    const { onToast } = renderSignInPage('/?sso_error=state-expired');
    await waitFor(() =>
      expect(onToast).toHaveBeenCalledWith(
        expect.objectContaining({
          title: expect.stringContaining('This sign-in took too long.'),
        }),
      ),
    );
  });

  it('loads anew when the browser brings the page back from memory', async () => {
    const reload = jest
      .spyOn(browserNavigation, 'reload')
      .mockImplementation(() => {});
    startFakePortal(server, { signedIn: 'jo' });
    const { onSignInSuccess } = renderSignInPage();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());

    window.dispatchEvent(
      new PageTransitionEvent('pageshow', { persisted: false }),
    );
    expect(reload).not.toHaveBeenCalled();
    window.dispatchEvent(
      new PageTransitionEvent('pageshow', { persisted: true }),
    );
    expect(reload).toHaveBeenCalledTimes(1);
    reload.mockRestore();
  });
});
