import { screen, waitFor } from '@testing-library/react';
import { connection, fill, protocol, renderPage } from '../../__testUtils__';

const address = '/sso/connections/okta';
const answers = {
  getConnection: () => connection,
  listProtocols: () => ({ protocols: [protocol] }),
};

describe('SecretField', () => {
  it('CONN-11 shows of a secret when it was set and its fingerprint', async () => {
    const { container } = renderPage(address, answers);

    const secret = await screen.findByRole('group', { name: 'Client secret' });
    expect(secret).toHaveTextContent(/Set on .*2026.*a1b2c3d4e5f60718/);
    expect(container.querySelector('input[type=password]')).toBeNull();
  });

  it('CONN-11 keeps a secret that nobody touched', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      updateConnection: ({ body }) => ({ ...connection, ...body, version: 4 }),
    });

    const name = await screen.findByLabelText(/^Display name/);
    await user.clear(name);
    await fill(user, name, 'Okta staff');
    await user.click(await screen.findByRole('button', { name: 'Save' }));

    expect(await screen.findByText('Okta staff is saved')).toBeInTheDocument();
    const [{ params, body }] = callsOf('updateConnection');
    expect(params).toEqual({ connectionId: 'okta' });
    expect(body).toMatchObject({
      displayName: 'Okta staff',
      version: 3,
      secrets: {},
      settings: connection.settings,
    });
    expect(body).not.toHaveProperty('id');
  });

  it('CONN-11 replaces a secret, and forgets it after the save', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      updateConnection: () => ({
        ...connection,
        version: 4,
        secrets: {
          clientSecret: {
            setAt: '2026-11-21T12:00:00.000Z',
            fingerprint: 'ffffffffffffffff',
          },
        },
      }),
    });

    await user.click(await screen.findByRole('button', { name: 'Replace' }));
    await fill(user, screen.getByLabelText('Client secret'), 'next secret');
    await user.click(await screen.findByRole('button', { name: 'Save' }));

    expect(
      await screen.findByRole('group', { name: 'Client secret' }),
    ).toHaveTextContent('ffffffffffffffff');
    expect(callsOf('updateConnection')[0].body.secrets).toEqual({
      clientSecret: 'next secret',
    });
    expect(screen.queryByDisplayValue('next secret')).not.toBeInTheDocument();
  });

  it('CONN-11 removes a secret, or keeps it on second thoughts', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      updateConnection: () => ({ ...connection, version: 4, secrets: {} }),
    });

    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await user.click(
      screen.getByRole('button', { name: 'Keep the current one' }),
    );
    expect(
      screen.getByRole('group', { name: 'Client secret' }),
    ).toHaveTextContent('a1b2c3d4e5f60718');
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(screen.getByText('Will be removed when you save.')).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(callsOf('updateConnection')[0]?.body.secrets).toEqual({
        clientSecret: null,
      }),
    );
  });
});
