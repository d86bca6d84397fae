import { screen, within } from '@testing-library/react';
import { account, accountSummary, renderPage } from '../../__testUtils__';

const denied = ['sso.account.create', 'sso.account.update'];
const answers = {
  listConnections: () => ({ connections: [] }),
  listAccounts: () => ({ accounts: [accountSummary], limited: false }),
  getAccount: () => ({
    ...account,
    source: 'okta',
    lockedUntil: '2099-01-01T00:00:00.000Z',
    secondFactorState: { on: true, recoveryCodesLeft: 5 },
  }),
};

describe('accounts for people who may look but not change', () => {
  it('CONN-9 the list offers no new account', async () => {
    renderPage('/sso/accounts', answers, { denied });

    expect(await screen.findAllByRole('listitem')).toHaveLength(1);
    expect(
      screen.queryByRole('button', { name: 'Create account' }),
    ).not.toBeInTheDocument();
  });

  it('CONN-9 USER-8 LOCAL-4 LOCAL-6 the page of an account has no actions', async () => {
    renderPage('/sso/accounts/7', answers, { denied });

    expect(
      await screen.findByText(
        'You may look at this account, but not change it.',
      ),
    ).toBeVisible();
    const main = screen.getByRole('region', { name: 'Signing in' });
    expect(within(main).queryByRole('button')).not.toBeInTheDocument();
    for (const name of [/^End/, /^Remove/, /^Edit/]) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
  });
});
