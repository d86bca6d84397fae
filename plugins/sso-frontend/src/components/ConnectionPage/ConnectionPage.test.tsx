import { ConflictError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import {
  fill,
  connection,
  protocol,
  renderPage,
  trace,
} from '../../__testUtils__';

const address = '/sso/connections/okta';
const answers = {
  getConnection: () => connection,
  listProtocols: () => ({ protocols: [protocol] }),
};

describe('ConnectionPage', () => {
  it('CONN-12 keeps edits when somebody else saved first', async () => {
    const newer = {
      ...connection,
      version: 9,
      comment: 'From somebody else',
      displayName: 'Renamed',
    };
    const getConnection = jest
      .fn()
      .mockResolvedValueOnce(connection)
      .mockResolvedValue(newer);
    const { user, callsOf } = renderPage(address, {
      ...answers,
      getConnection,
      updateConnection: ({ body }) => {
        if (body.version !== 9) {
          throw new ConflictError('Version 9 is newer');
        }
        return { ...newer, ...body, version: 10 };
      },
    });

    const clientId = await screen.findByLabelText(/^Client ID/);
    await user.clear(clientId);
    await fill(user, clientId, 'mine');
    await user.click(await screen.findByRole('button', { name: 'Save' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Somebody else changed this connection meanwhile',
    );
    expect(clientId).toHaveValue('mine');

    await user.click(screen.getByRole('button', { name: 'Reload' }));
    await waitFor(() =>
      expect(screen.getByLabelText(/^Display name/)).toHaveValue('Renamed'),
    );
    expect(screen.getByLabelText(/^Client ID/)).toHaveValue('mine');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Renamed is saved')).toBeInTheDocument();
    expect(callsOf('updateConnection')[1].body).toMatchObject({
      version: 9,
      comment: 'From somebody else',
      settings: { clientId: 'mine' },
    });
  });

  it('CONN-4 switches it off without losing edits', async () => {
    const { user } = renderPage(address, {
      ...answers,
      setConnectionActive: ({ body }) => ({
        ...connection,
        active: body.active,
        version: 4,
      }),
    });

    const name = await screen.findByLabelText(/^Display name/);
    await fill(user, name, ' staff');
    const toggle = screen.getByRole('switch', { name: 'Sign-in through Okta' });
    await user.click(toggle);

    await waitFor(() => expect(toggle).not.toBeChecked());
    expect(name).toHaveValue('Okta staff');
    expect(screen.getByText('You have unsaved changes.')).toBeVisible();
  });

  it('orders the ways to find an account', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      updateConnection: ({ body }) => ({ ...connection, ...body, version: 4 }),
    });

    await user.click(
      await screen.findByRole('checkbox', { name: 'Username of an account' }),
    );
    await user.click(
      screen.getByRole('button', { name: 'Move Username of an account up' }),
    );
    expect(
      screen.queryByRole('checkbox', { name: 'Linked identity' }),
    ).not.toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(callsOf('updateConnection')[0]?.body.policy).toMatchObject({
        resolvers: [
          'usernameMatchingAccount',
          'emailMatchingAccount',
          'createAccount',
        ],
      }),
    );
  });

  it('checks the provider and shows what it found', async () => {
    const { user } = renderPage(address, {
      ...answers,
      checkConnection: () => ({
        findings: [
          { title: 'Discovery document', outcome: 'passed' },
          {
            title: 'Issuer',
            outcome: 'failed',
            detail: 'It calls itself otherwise.',
            advice: 'Copy the issuer exactly.',
          },
        ],
      }),
    });

    await user.click(
      await screen.findByRole('button', { name: 'Check provider' }),
    );

    expect(await screen.findByText('Discovery document')).toBeVisible();
    expect(screen.getByText('Copy the issuer exactly.')).toBeVisible();
    expect(screen.getByRole('img', { name: 'Failed' })).toBeVisible();
  });

  it('copies what the provider asks for', async () => {
    const { user } = renderPage(address, answers);
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');

    await user.click(
      await screen.findByRole('button', { name: 'Copy Redirect URI' }),
    );

    expect(writeText).toHaveBeenCalledWith(connection.providerValues[0].value);
    expect(screen.getByText('Redirect URI copied')).toBeInTheDocument();
  });

  it('CONN-2 deletes it only when its name is typed', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      deleteConnection: () => undefined,
      listConnections: () => ({ connections: [] }),
    });

    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete Okta?' });
    const submit = within(dialog).getByRole('button', {
      name: 'Delete connection',
    });
    expect(submit).toBeDisabled();
    await fill(
      user,
      within(dialog).getByLabelText('Type "Okta" to confirm'),
      'Okta',
    );
    await user.click(submit);

    await waitFor(() =>
      expect(screen.getByTestId('address')).toHaveTextContent(
        /^\/sso\/connections$/,
      ),
    );
    expect(callsOf('deleteConnection')).toEqual([
      { params: { connectionId: 'okta' } },
    ]);
  });

  it('CONN-12 lists who changed what', async () => {
    const { user } = renderPage(address, {
      ...answers,
      listConnectionVersions: () => ({
        versions: [
          {
            version: 3,
            changedAt: '2026-11-20T10:00:00.000Z',
            changedBy: 'user:default/admin',
            action: 'updated',
            changedPaths: ['settings.issuer', 'secrets.clientSecret'],
          },
        ],
      }),
    });

    await user.click(await screen.findByRole('tab', { name: 'History' }));

    const [version] = within(
      await screen.findByRole('list', { name: 'History' }),
    ).getAllByRole('listitem');
    expect(version).toHaveTextContent('Version 3');
    expect(version).toHaveTextContent('user:default/admin');
    expect(version).toHaveTextContent('settings.issuer');
  });

  it('lists its traces', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      listTraces: () => ({ traces: [trace] }),
    });

    await user.click(
      await screen.findByRole('tab', { name: 'Sign-in traces' }),
    );

    expect(
      await screen.findByRole('link', { name: 'AB12-CD34' }),
    ).toHaveAttribute('href', '/sso/traces/AB12-CD34');
    expect(callsOf('listTraces')[0].query).toMatchObject({
      connectionId: 'okta',
    });
  });

  it('tells that the protocol is not installed', async () => {
    renderPage(address, {
      getConnection: () => ({ ...connection, protocolInstalled: false }),
      listProtocols: () => ({ protocols: [] }),
    });

    expect(await screen.findByText('Protocol not installed')).toBeVisible();
    expect(screen.queryByLabelText(/^Display name/)).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Delete' })).toBeVisible();
  });
});
