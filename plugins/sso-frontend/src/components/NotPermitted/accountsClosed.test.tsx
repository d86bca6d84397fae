import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__';

// The answers about permissions are kept for all tests of a file.
describe('accounts for people without the permission', () => {
  it('CONN-9 the page is closed and asks the backend nothing', async () => {
    const { callsOf } = renderPage(
      '/sso/accounts',
      {},
      { denied: ['sso.account.read'] },
    );

    expect(await screen.findByText('You may not see this page')).toBeVisible();
    expect(callsOf('listAccounts')).toHaveLength(0);
  });
});
