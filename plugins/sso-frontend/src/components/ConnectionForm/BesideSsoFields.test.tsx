import { screen, waitFor, within } from '@testing-library/react';
import { connection, protocol, renderPage } from '../../__testUtils__';

const address = '/sso/connections/okta';
const answers = {
  getConnection: () => connection,
  listProtocols: () => ({ protocols: [protocol] }),
  updateConnection: ({ body }: { body: Record<string, unknown> }) => ({
    ...connection,
    ...body,
    secrets: {},
    version: 4,
  }),
};

describe('BesideSsoFields', () => {
  it('USER-10 warns about migrating local accounts, and sends it', async () => {
    const { user, callsOf } = renderPage(address, answers);

    const toggle = await screen.findByRole('switch', {
      name: 'Migrate local accounts',
    });
    expect(toggle).not.toBeChecked();
    expect(
      screen.queryByText('Somebody could take over an account this way'),
    ).not.toBeInTheDocument();
    await user.click(toggle);
    expect(
      screen.getByText('Somebody could take over an account this way'),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(callsOf('updateConnection')[0]?.body.policy).toMatchObject({
        migrateLocalAccounts: true,
      }),
    );
  });

  it('USER-9 opens fields of the profile', async () => {
    const { user, callsOf } = renderPage(address, answers);

    const group = await screen.findByRole('group', {
      name: 'Fields that people may change themselves',
    });
    await user.click(
      within(group).getByRole('checkbox', { name: 'Full name' }),
    );
    await user.click(await screen.findByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(callsOf('updateConnection')[0]?.body.policy).toMatchObject({
        editableFields: ['displayName'],
      }),
    );
  });

  it('LOCAL-4 sets when the second factor is asked for', async () => {
    const { user, callsOf } = renderPage(address, answers);

    await user.click(
      await screen.findByRole('button', { name: /Ask for two-factor/ }),
    );
    await user.click(
      await screen.findByRole('option', {
        name: 'Unless the provider has checked a second factor',
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(callsOf('updateConnection')[0]?.body.secondFactor).toBe(
        'unlessProven',
      ),
    );
  });
});
