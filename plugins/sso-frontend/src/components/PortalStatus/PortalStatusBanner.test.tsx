import { act, screen, waitFor, within } from '@testing-library/react';
import { protocol, renderPage, summary } from '../../__testUtils__';

const calm = {
  disabledPlugins: { all: false, connectionIds: [] as string[] },
  escapeRoutes: [],
};
const override = {
  connectionId: 'okta',
  displayName: 'Okta',
  state: 'pending',
  armedAt: new Date().toISOString(),
  armedBy: 'user:default/admin',
  effective: true,
};
const answers = {
  listConnections: () => ({ connections: [summary] }),
  listProtocols: () => ({ protocols: [protocol] }),
  listTraces: () => ({ traces: [] }),
  listAccounts: () => ({ accounts: [], limited: false }),
};
const inTenMinutes = () => new Date(Date.now() + 599_000).toISOString();

describe('PortalStatusBanner', () => {
  it('is not there while there is nothing to say', async () => {
    const { callsOf } = renderPage('/sso/connections', answers);

    expect(await screen.findByRole('link', { name: 'Okta' })).toBeVisible();
    await waitFor(() => expect(callsOf('getPortalStatus')).toHaveLength(1));
    expect(
      screen.queryByRole('region', { name: 'State of the portal' }),
    ).not.toBeInTheDocument();
  });

  it.each(['connections', 'activate', 'accounts', 'ways-in', 'traces'])(
    'LOCAL-7 warns on /sso/%s that no local administrator could sign in',
    async page => {
      renderPage(`/sso/${page}`, {
        ...answers,
        getPortalStatus: () => ({
          ...calm,
          escapeRoutes: [
            {
              title: 'Local administrator',
              outcome: 'failed',
              detail: 'No local administrator could sign in.',
            },
          ],
        }),
      });

      const banner = await screen.findByRole('region', {
        name: 'State of the portal',
      });
      expect(banner).toHaveTextContent(
        'Local administrator: No local administrator could sign in.',
      );
      expect(
        within(banner).getByRole('link', { name: 'Show ways in' }),
      ).toHaveAttribute('href', '/sso/ways-in');
    },
  );

  it('CONN-7 counts down while override auth is pending, and looks again then', async () => {
    const getPortalStatus = jest
      .fn()
      .mockResolvedValueOnce({
        ...calm,
        override: {
          ...override,
          revertsAt: new Date(Date.now() + 4_000).toISOString(),
        },
      })
      .mockResolvedValue(calm);
    renderPage('/sso/connections', { ...answers, getPortalStatus });

    const banner = await screen.findByRole('region', {
      name: 'State of the portal',
    });
    expect(banner).toHaveTextContent(
      'Override auth for Okta waits to be confirmed',
    );
    expect(banner).toHaveTextContent('Switched on by admin.');
    expect(within(banner).getByRole('timer')).toHaveTextContent(/^0:0[0-4]$/);
    expect(await screen.findByText(/, to be confirmed/)).toBeVisible();
    await waitFor(() => expect(banner).not.toBeInTheDocument(), {
      timeout: 15_000,
    });
    expect(screen.queryByText(/, to be confirmed/)).not.toBeInTheDocument();
  });

  it('CONN-5 sees a confirmation in another window when this one is looked at', async () => {
    const getPortalStatus = jest
      .fn()
      .mockResolvedValueOnce({
        ...calm,
        override: { ...override, revertsAt: inTenMinutes() },
      })
      .mockResolvedValue({
        ...calm,
        override: { ...override, state: 'confirmed' },
      });
    renderPage('/sso/connections', { ...answers, getPortalStatus });
    expect(await screen.findByRole('timer')).toHaveTextContent(/^9:5\d$/);

    act(() => {
      window.dispatchEvent(new Event('focus'));
    });

    expect(
      await screen.findByText('Everyone is sent to Okta to sign in'),
    ).toBeVisible();
  });

  it('CONN-6 says which plugins the backend was started without', async () => {
    const getPortalStatus = jest
      .fn()
      .mockResolvedValueOnce({
        ...calm,
        disabledPlugins: { all: false, connectionIds: ['okta', 'gone'] },
      })
      .mockResolvedValue({
        ...calm,
        disabledPlugins: { all: true, connectionIds: [] },
      });
    renderPage('/sso/connections', { ...answers, getPortalStatus });

    expect(await screen.findByText(/for: Okta, gone\./)).toBeVisible();
    act(() => {
      window.dispatchEvent(new Event('focus'));
    });
    expect(
      await screen.findByText('The backend runs without SSO plugins'),
    ).toBeVisible();
  });
});
