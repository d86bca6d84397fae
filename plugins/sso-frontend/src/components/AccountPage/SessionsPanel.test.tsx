import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { account, renderPage, summary } from '../../__testUtils__';

const address = '/sso/accounts/7';
const params = { accountId: '7' };
const answers = {
  listConnections: () => ({ connections: [summary] }),
  getAccount: () => account,
};

/** Presses a button of the page and the one of the same name that asks. */
async function doAndConfirm(
  user: UserEvent,
  name: string,
  submit: string = name,
): Promise<void> {
  await user.click(await screen.findByRole('button', { name }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: submit }));
}

describe('sessions and links of an account', () => {
  it('LOCAL-6 ends one session and all', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      endAccountSession: () => ({
        ...account,
        sessions: account.sessions.slice(0, 1),
      }),
      endAccountSessions: () => ({ ...account, sessions: [] }),
    });

    await doAndConfirm(
      user,
      'End the session: Safari on iPhone',
      'End session',
    );
    await waitFor(() =>
      expect(screen.queryByText('Safari on iPhone')).not.toBeInTheDocument(),
    );
    await doAndConfirm(user, 'End all sessions');
    expect(
      await screen.findByText('Nobody is signed in with this account.'),
    ).toBeVisible();
    expect(callsOf('endAccountSession')).toEqual([
      { params: { ...params, sessionId: '12' } },
    ]);
    expect(callsOf('endAccountSessions')).toEqual([{ params }]);
  });

  it('USER-1 removes a link to an identity', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      removeAccountLink: () => ({ ...account, links: [] }),
    });

    await doAndConfirm(user, 'Remove the link to Okta', 'Remove link');
    expect(
      await screen.findByText('No identity at a provider is linked.'),
    ).toBeVisible();
    expect(callsOf('removeAccountLink')).toEqual([
      { params: { ...params, linkId: '31' } },
    ]);
  });
});
