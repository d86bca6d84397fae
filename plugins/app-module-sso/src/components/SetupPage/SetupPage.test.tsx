import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  refusal,
  renderSignInPage,
  startFakePortal,
} from '../../__testUtils__';

const server = setupServer();
registerMswTestHooks(server);

const address = '/catalog#sso-setup=the-key';

async function fillIn(
  user: ReturnType<typeof renderSignInPage>['user'],
  values: { name?: string; email?: string; password: string; repeat?: string },
) {
  await user.type(await screen.findByLabelText('Name'), values.name ?? 'Jo');
  await user.type(
    screen.getByLabelText('Email'),
    values.email ?? 'jo@example.com',
  );
  await user.type(screen.getByLabelText('Password'), values.password);
  await user.type(
    screen.getByLabelText('Repeat the password'),
    values.repeat ?? values.password,
  );
  await user.click(
    screen.getByRole('button', { name: 'Create administrator and sign in' }),
  );
}

describe('SetupPage', () => {
  it('LOCAL-1 creates the first administrator and signs in', async () => {
    const portal = startFakePortal(server, { setupNeeded: true });
    const { user, onSignInSuccess } = renderSignInPage(address);

    expect(
      await screen.findByRole('heading', {
        name: 'Create the first administrator',
      }),
    ).toBeVisible();
    const username = await screen.findByLabelText('Username');
    expect(username).toHaveValue('admin');
    expect(username).toHaveAttribute('readonly');
    expect(screen.getByLabelText('Password')).toHaveAttribute(
      'autocomplete',
      'new-password',
    );
    await fillIn(user, { password: 'correct horse battery' });

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const setup = portal.seen.find(({ path }) => path === '/sso/local/setup');
    expect(JSON.parse(setup!.body)).toEqual({
      key: 'the-key',
      displayName: 'Jo',
      email: 'jo@example.com',
      password: 'correct horse battery',
    });
    expect(
      portal.seen.find(({ path }) => path === '/auth/sso/handler/frame')?.body,
    ).toBe('ticket=ticket-2');
  });

  it('LOCAL-1 takes the key out of the address at once', async () => {
    startFakePortal(server, { setupNeeded: true });
    renderSignInPage(address);

    expect(window.location.href).toBe('http://localhost/catalog');
    expect(await screen.findByLabelText('Username')).toBeVisible();
  });

  it('LOCAL-1 shows what to correct and goes there', async () => {
    const portal = startFakePortal(server, { setupNeeded: true });
    const { user } = renderSignInPage(address);

    await fillIn(user, { email: 'jo', password: 'short', repeat: 'other' });

    expect(screen.getByText(/^Enter an email address/)).toBeVisible();
    expect(screen.getByText('Use at least 12 characters.')).toBeVisible();
    expect(
      screen.getByText('The two passwords are not the same.'),
    ).toBeVisible();
    expect(screen.getByLabelText('Email')).toHaveFocus();
    expect(portal.seen.some(({ path }) => path === '/sso/local/setup')).toBe(
      false,
    );
  });

  it('LOCAL-1 shows what the server did not accept at its field', async () => {
    startFakePortal(server, { setupNeeded: true });
    server.use(
      http.post('http://localhost:7007/api/sso/local/setup', () =>
        HttpResponse.json(
          {
            error: { name: 'InputError', message: 'Not accepted' },
            fields: [{ path: 'password', message: 'This one is well known.' }],
          },
          { status: 400 },
        ),
      ),
    );
    const { user, onSignInSuccess } = renderSignInPage(address);

    await fillIn(user, { password: 'password1234' });

    expect(await screen.findByText('This one is well known.')).toBeVisible();
    expect(screen.getByLabelText('Password')).toHaveFocus();
    expect(onSignInSuccess).not.toHaveBeenCalled();
  });

  it('LOCAL-1 explains a link that was used and leads to sign-in', async () => {
    startFakePortal(server);
    server.use(
      http.post('http://localhost:7007/api/sso/local/setup/read', () =>
        refusal('setup-key-invalid', 403),
      ),
    );
    const { user } = renderSignInPage(address);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This set-up link does not work any more',
    );
    await user.click(screen.getByRole('button', { name: 'Go to sign-in' }));
    expect(await screen.findByLabelText('Username or email')).toBeVisible();
  });
});
