import { SsoApiError } from '@latchkey/plugin-sso-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import { connection, protocol, renderPage } from '../../__testUtils__';

const address = '/sso/connections/okta';
const params = { connectionId: 'okta' };
const answers = {
  getConnection: () => connection,
  listProtocols: () => ({ protocols: [protocol] }),
  listConnections: () => ({ connections: [connection] }),
};
const off = { state: 'off', canConfirm: false, nosso: { addresses: [] } };
const tested = { ...off, testedAt: new Date().toISOString() };
const override = {
  connectionId: 'okta',
  displayName: 'Okta',
  state: 'pending',
  armedAt: new Date().toISOString(),
  armedBy: 'user:default/admin',
  revertsAt: new Date(Date.now() + 600_000).toISOString(),
  effective: true,
};
const pending = { ...tested, state: 'pending', override };
const confirmed = {
  ...tested,
  state: 'confirmed',
  override: { ...override, state: 'confirmed', revertsAt: undefined },
};
const panel = () => screen.findByRole('region', { name: 'Override auth' });

describe('OverridePanel', () => {
  it.each([
    [[], /to any active account, from every address/],
    [['10.0.0.0/8'], /from these addresses only: 10\.0\.0\.0\/8/],
  ])(
    'CONN-5 CONN-6 warns about the way around before it is switched on (%j)',
    async (addresses, warning) => {
      const { user, callsOf } = renderPage(address, {
        ...answers,
        getConnectionOverride: () => ({ ...tested, nosso: { addresses } }),
        armOverride: () => pending,
      });

      const arm = await screen.findByRole('button', {
        name: 'Switch override auth on',
      });
      await waitFor(() => expect(arm).toBeEnabled());
      await user.click(arm);
      const dialog = await screen.findByRole('dialog', {
        name: 'Send everyone to Okta?',
      });
      expect(dialog).toHaveTextContent('?nosso=1');
      expect(dialog).toHaveTextContent(warning);
      expect(callsOf('armOverride')).toHaveLength(0);
      await user.click(
        within(dialog).getByRole('button', { name: 'Switch override auth on' }),
      );

      const section = await panel();
      expect(
        await within(section).findByText('On, but not confirmed'),
      ).toBeVisible();
      expect(callsOf('armOverride')).toEqual([{ params }]);
    },
  );

  it('CONN-7 tells how to confirm while this session cannot', async () => {
    const revertsAt = new Date(Date.now() + 300_000).toISOString();
    renderPage(address, {
      ...answers,
      getConnectionOverride: () => ({
        ...pending,
        override: { ...override, revertsAt },
      }),
    });

    const section = await panel();
    expect(await within(section).findByRole('timer')).toHaveTextContent(
      /^(5:00|4:\d\d)$/,
    );
    expect(section).toHaveTextContent(/by admin/);
    expect(within(section).getAllByRole('listitem')).toHaveLength(3);
    expect(
      within(section).getByRole('button', { name: 'Confirm' }),
    ).toBeDisabled();
  });

  it('CONN-7 confirms, and CONN-5 switches off', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      getConnectionOverride: () => ({ ...pending, canConfirm: true }),
      confirmOverride: () => confirmed,
      disarmOverride: () => tested,
    });

    const section = await panel();
    const confirm = await within(section).findByRole('button', {
      name: 'Confirm',
    });
    await waitFor(() => expect(confirm).toBeEnabled());
    await user.click(confirm);
    expect(
      await within(section).findByText(/^Since .* by admin$/),
    ).toBeVisible();

    await user.click(
      within(section).getByRole('button', { name: 'Switch off' }),
    );
    const dialog = await screen.findByRole('dialog');
    await user.click(
      within(dialog).getByRole('button', { name: 'Switch off' }),
    );
    expect(
      await within(section).findByRole('button', {
        name: 'Switch override auth on',
      }),
    ).toBeVisible();
    expect(callsOf('confirmOverride')).toEqual([{ params }]);
    expect(callsOf('disarmOverride')).toEqual([{ params }]);
  });

  it('CONN-7 says why it was not confirmed', async () => {
    const { user } = renderPage(address, {
      ...answers,
      getConnectionOverride: () => ({ ...pending, canConfirm: true }),
      confirmOverride: () => {
        throw new SsoApiError(
          'Override auth is not on, or has reverted by itself.',
          { status: 409 },
        );
      },
    });

    const confirm = await screen.findByRole('button', { name: 'Confirm' });
    await waitFor(() => expect(confirm).toBeEnabled());
    await user.click(confirm);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'has reverted by itself',
    );
  });

  it('CONN-7 has reverted when the time is over', async () => {
    const getConnectionOverride = jest
      .fn()
      .mockResolvedValueOnce({
        ...pending,
        override: {
          ...override,
          revertsAt: new Date(Date.now() + 4_000).toISOString(),
        },
      })
      .mockResolvedValue(tested);
    renderPage(address, { ...answers, getConnectionOverride });

    expect(await screen.findByText('On, but not confirmed')).toBeVisible();
    expect(
      await screen.findByRole(
        'button',
        { name: 'Switch override auth on' },
        { timeout: 15_000 },
      ),
    ).toBeVisible();
  });

  it('CONN-5 names the connection that has it meanwhile', async () => {
    renderPage(address, {
      ...answers,
      getConnectionOverride: () => ({
        ...tested,
        override: {
          ...override,
          connectionId: 'school',
          displayName: 'School',
          state: 'confirmed',
        },
      }),
    });

    expect(await screen.findByText(/It is on for School/)).toBeVisible();
  });

  it('CONN-7 looks again when the person comes back from another window', async () => {
    const getConnectionOverride = jest
      .fn()
      .mockResolvedValueOnce(pending)
      .mockResolvedValue(confirmed);
    renderPage(address, { ...answers, getConnectionOverride });
    expect(await screen.findByText('On, but not confirmed')).toBeVisible();

    act(() => {
      window.dispatchEvent(new Event('focus'));
    });

    expect(await screen.findByText(/^Since .* by admin$/)).toBeVisible();
  });
});
