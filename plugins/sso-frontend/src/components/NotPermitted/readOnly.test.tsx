import { screen } from '@testing-library/react';
import { connection, protocol, renderPage, summary } from '../../__testUtils__';

const denied = [
  'sso.connection.create',
  'sso.connection.update',
  'sso.connection.delete',
];
const answers = {
  listConnections: () => ({ connections: [summary] }),
  listProtocols: () => ({ protocols: [protocol] }),
  getConnection: () => connection,
};

describe('pages for people who may look but not change', () => {
  it('CONN-9 the list has nothing to change it with', async () => {
    renderPage('/sso/connections', answers, { denied });

    expect(
      await screen.findByRole('switch', { name: 'Sign-in through Okta' }),
    ).toBeDisabled();
    expect(
      screen.queryByRole('button', { name: /^Move/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Activate a plugin' }),
    ).not.toBeInTheDocument();
  });

  it('CONN-9 the settings have no way to save or delete', async () => {
    renderPage('/sso/connections/okta', answers, { denied });

    expect(
      await screen.findByText(
        'You may look at these settings, but not change them.',
      ),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Save' }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Delete' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Check provider' }),
    ).toBeDisabled();
  });

  it('CONN-5 CONN-9 override auth can only be looked at', async () => {
    renderPage(
      '/sso/connections/okta',
      {
        ...answers,
        getConnectionOverride: () => ({
          state: 'confirmed',
          canConfirm: false,
          nosso: { addresses: [] },
          override: {
            connectionId: 'okta',
            displayName: 'Okta',
            state: 'confirmed',
            armedAt: '2026-11-21T08:00:00.000Z',
            armedBy: 'user:default/admin',
            effective: true,
          },
        }),
      },
      { denied },
    );

    expect(
      await screen.findByRole('button', { name: 'Switch off' }),
    ).toBeDisabled();
  });
});
