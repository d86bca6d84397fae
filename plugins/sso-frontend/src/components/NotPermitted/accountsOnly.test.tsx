import { screen } from '@testing-library/react';
import { accountSummary, renderPage } from '../../__testUtils__';

describe('accounts for people who may see nothing else', () => {
  it('CONN-9 the list is there without the state of the portal', async () => {
    const { callsOf } = renderPage(
      '/sso/accounts',
      {
        listAccounts: () => ({
          accounts: [accountSummary, { ...accountSummary, source: 'okta' }],
          limited: false,
        }),
        listConnections: () => {
          throw new Error('Not allowed');
        },
      },
      { denied: ['sso.connection.read'] },
    );

    expect(await screen.findAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText('Through okta')).toBeVisible();
    expect(callsOf('getPortalStatus')).toHaveLength(0);
  });
});
