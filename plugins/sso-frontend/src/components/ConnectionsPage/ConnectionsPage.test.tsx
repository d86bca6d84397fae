import { screen, waitFor, within } from '@testing-library/react';
import { connection, protocol, renderPage, summary } from '../../__testUtils__';

const protocols = () => ({ protocols: [protocol] });
const school = {
  ...summary,
  id: 'school',
  displayName: 'School',
  order: 1,
  hidden: true,
  active: false,
  version: 7,
  lastSignIn: {
    at: new Date(Date.now() - 2 * 3600_000).toISOString(),
    outcome: 'refused' as const,
    code: 'not-admitted',
  },
};
const two = { connections: [summary, school] };

describe('ConnectionsPage', () => {
  it('CONN-3 lists the SSO connections with what there is to know', async () => {
    renderPage('/sso/connections', {
      listConnections: () => ({
        connections: [{ ...summary, protocolInstalled: false }, school],
      }),
      listProtocols: protocols,
    });

    const rows = await screen.findAllByRole('listitem');
    expect(rows).toHaveLength(2);
    expect(within(rows[0]).getByRole('link', { name: 'Okta' })).toHaveAttribute(
      'href',
      '/sso/connections/okta',
    );
    expect(await within(rows[0]).findByText('OpenID Connect')).toBeVisible();
    expect(within(rows[0]).getByText('Protocol not installed')).toBeVisible();
    expect(within(rows[0]).getByText('No sign-in yet')).toBeVisible();
    expect(within(rows[1]).getByText('Hidden')).toBeVisible();
    expect(rows[1]).toHaveTextContent('Refused 2 hours ago');
    expect(
      within(rows[1]).getByRole('switch', { name: 'Sign-in through School' }),
    ).not.toBeChecked();
  });

  it('CONN-4 switches an SSO connection off on top of its version', async () => {
    const { user, callsOf } = renderPage('/sso/connections', {
      listConnections: () => two,
      listProtocols: protocols,
      setConnectionActive: ({ body }) => ({
        ...connection,
        active: body.active,
        version: 4,
      }),
    });

    const toggle = await screen.findByRole('switch', {
      name: 'Sign-in through Okta',
    });
    await waitFor(() => expect(toggle).toBeEnabled());
    await user.click(toggle);
    await waitFor(() => expect(toggle).not.toBeChecked());
    await waitFor(() => expect(toggle).toBeEnabled());
    await user.click(toggle);
    await waitFor(() => expect(toggle).toBeChecked());

    expect(callsOf('setConnectionActive')).toEqual([
      { params: { connectionId: 'okta' }, body: { active: false, version: 3 } },
      { params: { connectionId: 'okta' }, body: { active: true, version: 4 } },
    ]);
  });

  it('CONN-4 takes the switch back when the server refuses', async () => {
    const { user } = renderPage('/sso/connections', {
      listConnections: () => two,
      listProtocols: protocols,
      setConnectionActive: () => {
        throw new Error('Somebody else changed it');
      },
    });

    const toggle = await screen.findByRole('switch', {
      name: 'Sign-in through Okta',
    });
    await waitFor(() => expect(toggle).toBeEnabled());
    await user.click(toggle);

    expect(
      await screen.findByText('Somebody else changed it'),
    ).toBeInTheDocument();
    expect(toggle).toBeChecked();
  });

  it('CONN-3 changes the order and keeps the focus on the row', async () => {
    const { user, callsOf } = renderPage('/sso/connections', {
      listConnections: () => two,
      listProtocols: protocols,
      orderConnections: ({ body }) => ({
        connections: (body.connectionIds as string[]).map(id =>
          id === 'okta' ? summary : school,
        ),
      }),
    });

    await user.click(
      await screen.findByRole('button', { name: 'Move School up' }),
    );

    await waitFor(() =>
      expect(callsOf('orderConnections')).toEqual([
        { body: { connectionIds: ['school', 'okta'] } },
      ]),
    );
    expect(screen.getAllByRole('listitem')[0]).toHaveTextContent('School');
    expect(screen.getByText('School is now number 1 of 2')).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Move School down' }),
      ).toHaveFocus(),
    );
    expect(
      screen.getByRole('button', { name: 'Move School up' }),
    ).toBeDisabled();
  });

  it('SAML-8 marks the SSO connections that have notices', async () => {
    const since = '2026-11-20T10:00:00.000Z';
    const notices = [
      { title: 'A certificate expires', outcome: 'note', since },
      { title: 'The metadata cannot be read', outcome: 'failed', since },
    ];
    renderPage('/sso/connections', {
      listConnections: () => ({
        connections: [{ ...summary, notices }, school],
      }),
      listProtocols: protocols,
    });

    const [marked, unmarked] = await screen.findAllByRole('listitem');
    expect(within(marked).getByText('2 notices')).toBeVisible();
    expect(
      within(marked).getByTitle(/A certificate expires\s+The metadata/),
    ).toBeVisible();
    expect(within(unmarked).queryByText(/notice/)).not.toBeInTheDocument();
  });

  it('CONN-1 explains an empty list and leads to the plugins', async () => {
    renderPage('/sso/connections', {
      listConnections: () => ({ connections: [] }),
    });

    expect(
      await screen.findByText('Nobody signs in through a provider yet'),
    ).toBeVisible();
    expect(
      await screen.findByRole('link', { name: 'Activate a plugin' }),
    ).toHaveAttribute('href', '/sso/activate');
  });

  it('offers to try again when the list fails to load', async () => {
    const listConnections = jest
      .fn()
      .mockRejectedValueOnce(new Error('The portal cannot be reached'))
      .mockResolvedValue(two);
    const { user } = renderPage('/sso/connections', {
      listConnections,
      listProtocols: protocols,
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal cannot be reached',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'Okta' })).toBeVisible();
  });
});
