import { ConflictError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import {
  fill,
  metadataConnection,
  metadataProtocol,
  renderPage,
} from '../../__testUtils__';

const generate = {
  id: 'generate-key',
  title: 'Generate a key',
  description: 'Makes a key and its certificate.',
};
const replace = {
  id: 'replace-key',
  title: 'Replace the key',
  description: 'Throws the key away.',
  confirmation: 'The provider has to learn the new one. Go on?',
};
const connection = { ...metadataConnection, actions: [generate, replace] };
const answers = {
  listProtocols: () => ({ protocols: [metadataProtocol] }),
  getConnection: () => connection,
  inspectSetting: () => ({ inspections: [] }),
};
const address = '/sso/connections/school';

describe('ProtocolActions', () => {
  it('SAML-5 runs an action, takes over what it changed and keeps edits', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      runConnectionAction: () => ({
        connection: {
          ...connection,
          version: 4,
          actions: [replace],
          settings: { ...connection.settings, certificates: 'MIIB-made' },
          secrets: {
            privateKey: {
              setAt: '2026-11-22T00:00:00.000Z',
              fingerprint: 'cafe',
            },
          },
        },
        findings: [{ title: 'A key was made', outcome: 'passed' }],
      }),
    });

    await fill(user, await screen.findByLabelText(/^Display name/), ' 2');
    const section = screen.getByRole('region', { name: 'Actions' });
    expect(within(section).getByText(generate.description)).toBeVisible();
    await user.click(
      within(section).getByRole('button', { name: 'Generate a key' }),
    );

    expect(await screen.findByText('A key was made')).toBeVisible();
    expect(within(section).getByRole('status')).toHaveTextContent(
      'Generate a key: done',
    );
    expect(
      within(section).queryByRole('button', { name: 'Generate a key' }),
    ).not.toBeInTheDocument();
    expect(within(section).getByRole('heading')).toHaveFocus();
    expect(screen.getByLabelText('Certificates')).toHaveValue('MIIB-made');
    expect(
      screen.getByRole('group', { name: 'Private key' }),
    ).toHaveTextContent('cafe');
    expect(screen.getByLabelText(/^Display name/)).toHaveValue('School 2');
    expect(callsOf('runConnectionAction')).toEqual([
      {
        params: { connectionId: 'school', actionId: 'generate-key' },
        body: { version: 3 },
      },
    ]);
  });

  it('SAML-5 asks before an action that says so', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      runConnectionAction: () => ({ connection, findings: [] }),
    });

    const button = await screen.findByRole('button', {
      name: 'Replace the key',
    });
    await user.click(button);
    const dialog = await screen.findByRole('dialog', {
      name: 'Replace the key',
    });
    expect(dialog).toHaveTextContent(replace.confirmation);
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(callsOf('runConnectionAction')).toHaveLength(0);

    await user.click(button);
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    expect(await screen.findByText('Replace the key: done')).toBeVisible();
    expect(callsOf('runConnectionAction')).toHaveLength(1);
  });

  it('SAML-5 CONN-12 does nothing on top of a version that is not known', async () => {
    const getConnection = jest
      .fn()
      .mockResolvedValueOnce(connection)
      .mockResolvedValue({ ...connection, version: 9 });
    const { user, callsOf } = renderPage(address, {
      ...answers,
      getConnection,
      runConnectionAction: ({ body }) => {
        if (body.version !== 9) {
          throw new ConflictError('Version 9 is newer');
        }
        return { connection, findings: [] };
      },
    });

    const run = await screen.findByRole('button', { name: 'Generate a key' });
    await user.click(run);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Nothing was done.',
    );
    await user.click(screen.getByRole('button', { name: 'Reload' }));
    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
    await user.click(run);

    expect(await screen.findByText('Generate a key: done')).toBeVisible();
    expect(callsOf('runConnectionAction')[1].body).toEqual({ version: 9 });
  });

  it('tells what went wrong', async () => {
    const { user } = renderPage(address, {
      ...answers,
      runConnectionAction: () => {
        throw new Error('No randomness');
      },
    });

    await user.click(
      await screen.findByRole('button', { name: 'Generate a key' }),
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Generate a key: this was not done');
    expect(alert).toHaveTextContent('No randomness');
  });

  it('is not there without actions', async () => {
    renderPage(address, {
      ...answers,
      getConnection: () => metadataConnection,
    });

    expect(await screen.findByLabelText(/^Display name/)).toBeVisible();
    expect(
      screen.queryByRole('region', { name: 'Actions' }),
    ).not.toBeInTheDocument();
  });
});
