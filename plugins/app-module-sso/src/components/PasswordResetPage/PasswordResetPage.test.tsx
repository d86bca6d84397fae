import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  refusal,
  renderSignInPage,
  startFakePortal,
} from '../../__testUtils__';

const server = setupServer();
registerMswTestHooks(server);

const resetUrl = 'http://localhost:7007/api/sso/local/password-reset';

function takeKey(
  complete = () => new HttpResponse(undefined, { status: 204 }),
) {
  const seen: unknown[] = [];
  server.use(
    http.post(`${resetUrl}/read`, () =>
      HttpResponse.json({ username: 'jo', passwordMinLength: 12 }),
    ),
    http.post(resetUrl, async ({ request }) => {
      seen.push(await request.json());
      return complete();
    }),
  );
  return seen;
}

async function typePasswords(
  user: ReturnType<typeof renderSignInPage>['user'],
  password: string,
  repeat = password,
) {
  await user.type(await screen.findByLabelText('New password'), password);
  await user.type(screen.getByLabelText('Repeat the password'), repeat);
  await user.click(screen.getByRole('button', { name: 'Set password' }));
}

describe('PasswordResetPage', () => {
  it('LOCAL-5 sets a password with the key of the link, then asks to sign in', async () => {
    const portal = startFakePortal(server, { signedIn: 'somebody' });
    const seen = takeKey();
    const { user } = renderSignInPage('/#sso-reset=the-key');
    expect(await screen.findByLabelText('Username')).toHaveValue('jo');
    expect(window.location.hash).toBe('');
    // Nobody is signed in silently in place of what the link is for.
    expect(portal.seen.some(({ path }) => path.endsWith('/refresh'))).toBe(
      false,
    );
    await typePasswords(user, 'correct horse battery');

    expect(
      await screen.findByText('Your new password is set. Sign in with it.'),
    ).toBeVisible();
    expect(await screen.findByLabelText('Password')).toBeVisible();
    expect(seen).toEqual([
      { key: 'the-key', password: 'correct horse battery' },
    ]);
  });

  it('LOCAL-5 says what is wrong with a password', async () => {
    startFakePortal(server);
    takeKey(() =>
      HttpResponse.json(
        {
          error: { name: 'InputError', message: 'password: Too common.' },
          fields: [{ path: 'password', message: 'Too common.' }],
        },
        { status: 400 },
      ),
    );
    const { user } = renderSignInPage('/#sso-reset=the-key');
    await typePasswords(user, 'short');
    expect(screen.getByText('Use at least 12 characters.')).toBeVisible();
    await typePasswords(user, 'er and longer', 'different');
    expect(
      screen.getByText('The two passwords are not the same.'),
    ).toBeVisible();
    await user.clear(screen.getByLabelText('Repeat the password'));
    await user.type(
      screen.getByLabelText('Repeat the password'),
      'shorter and longer{Enter}',
    );
    expect(await screen.findByText('Too common.')).toBeVisible();
    expect(screen.getByLabelText('New password')).toHaveFocus();
  });

  it.each([403, 400])('LOCAL-5 says that a link is over (%s)', async status => {
    startFakePortal(server);
    server.use(
      http.post(`${resetUrl}/read`, () =>
        status === 403
          ? refusal('reset-key-invalid', 403)
          : HttpResponse.json(
              { error: { name: 'InputError', message: 'key' } },
              { status },
            ),
      ),
    );
    const { user } = renderSignInPage('/#sso-reset=old');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This password link does not work any more',
    );
    await user.click(screen.getByRole('button', { name: 'Go to sign-in' }));
    expect(await screen.findByLabelText('Password')).toBeVisible();
  });

  it('LOCAL-5 notices a link that was used in the meantime', async () => {
    startFakePortal(server);
    takeKey(() => refusal('reset-key-invalid', 403));
    const { user } = renderSignInPage('/#sso-reset=the-key');
    await typePasswords(user, 'correct horse battery');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This password link does not work any more',
    );
  });
});

describe('ForgotPasswordPage', () => {
  it('LOCAL-5 has a link sent and says the same for everyone', async () => {
    const seen: unknown[] = [];
    startFakePortal(server, { offer: () => ({ passwordReset: true }) });
    server.use(
      http.post(`${resetUrl}/request`, async ({ request }) => {
        seen.push(await request.json());
        return new HttpResponse(undefined, { status: 204 });
      }),
    );
    const { user } = renderSignInPage('/');
    await user.click(
      await screen.findByRole('button', { name: 'Forgot your password?' }),
    );
    await user.click(screen.getByRole('button', { name: 'Send the link' }));
    expect(screen.getByText('Enter your username or email.')).toBeVisible();
    await user.type(screen.getByLabelText('Username or email'), 'jo{Enter}');

    expect(await screen.findByRole('status')).toHaveTextContent(
      'If there is an account',
    );
    expect(seen).toEqual([{ username: 'jo' }]);
    await user.click(screen.getByRole('button', { name: 'Go to sign-in' }));
    expect(await screen.findByLabelText('Password')).toBeVisible();
  });

  it('LOCAL-5 offers nothing where no links can be sent', async () => {
    startFakePortal(server);
    renderSignInPage('/');
    await screen.findByLabelText('Password');
    expect(
      screen.queryByRole('button', { name: 'Forgot your password?' }),
    ).not.toBeInTheDocument();
  });
});
