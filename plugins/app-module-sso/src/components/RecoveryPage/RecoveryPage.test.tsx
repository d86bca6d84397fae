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

const url = 'http://localhost:7007/api/sso/local/recovery';
const address = '/#sso-recovery=head.body.signature';

describe('RecoveryPage', () => {
  it('LOCAL-7 signs in with the token of the link when asked to', async () => {
    const seen: unknown[] = [];
    const portal = startFakePortal(server, {
      offer: () => ({ override: 'okta' }),
    });
    server.use(
      http.post(url, async ({ request }) => {
        seen.push(await request.json());
        return HttpResponse.json({ status: 'signedIn', ticket: 'ticket-4' });
      }),
    );
    const { user, onSignInSuccess } = renderSignInPage(address);
    const button = await screen.findByRole('button', {
      name: 'Sign in as administrator',
    });
    expect(window.location.hash).toBe('');
    expect(seen).toEqual([]);
    expect(portal.seen).toHaveLength(0);
    await user.click(button);

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(seen).toEqual([{ token: 'head.body.signature' }]);
  });

  it('LOCAL-7 goes on with the set-up where there is no administrator', async () => {
    startFakePortal(server);
    server.use(
      http.post(url, () =>
        HttpResponse.json({ status: 'setup', key: 'the-key' }),
      ),
    );
    const { user } = renderSignInPage(address);
    await user.click(
      await screen.findByRole('button', { name: 'Sign in as administrator' }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Create the first administrator',
      }),
    ).toBeVisible();
  });

  it('LOCAL-7 says that a link is over', async () => {
    startFakePortal(server);
    server.use(http.post(url, () => refusal('recovery-link-invalid', 403)));
    const { user } = renderSignInPage(address);
    await user.click(
      await screen.findByRole('button', { name: 'Sign in as administrator' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This recovery link was already used or has expired.',
    );
    await user.click(screen.getByRole('button', { name: 'Go to sign-in' }));
    expect(await screen.findByLabelText('Password')).toBeVisible();
  });
});
