import { SsoApiError } from '@latchkey/plugin-sso-react';
import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { account, fill, renderPage, summary } from '../../__testUtils__';

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

describe('AccountPage', () => {
  it('LOCAL-6 shows who it is, where they are and what happened', async () => {
    renderPage(address, answers);

    expect(
      await screen.findByRole('heading', { name: 'Alice Ferreira' }),
    ).toBeVisible();
    const profile = screen.getByRole('region', { name: 'Profile' });
    expect(profile).toHaveTextContent('alice@example.com proved');
    const signIn = screen.getByRole('region', { name: 'Signing in' });
    expect(signIn).toHaveTextContent('The person can sign in.');
    expect(signIn).toHaveTextContent('With a password of this portal');

    const sessions = screen.getByRole('list', { name: 'Sessions' });
    const [desk, phone] = within(sessions).getAllByRole('listitem');
    expect(desk).toHaveTextContent('Firefox on Linux');
    expect(desk).toHaveTextContent('With a password · Address 192.0.2.7');
    expect(desk).toHaveTextContent('Two-factor');
    expect(phone).toHaveTextContent('Safari on iPhone');
    expect(phone).toHaveTextContent('Through Okta');

    const events = screen.getByRole('list', { name: 'Recent activity' });
    const [signedIn, refused, enabled] =
      within(events).getAllByRole('listitem');
    expect(signedIn).toHaveTextContent('Signed in');
    expect(refused).toHaveTextContent(/Sign-in refused.*account is locked/);
    expect(
      within(refused).getByRole('link', { name: 'Trace AB12-CD34' }),
    ).toHaveAttribute('href', '/sso/traces/AB12-CD34');
    expect(enabled).toHaveTextContent(/Account enabled.*by admin/);

    const groups = screen.getByRole('list', { name: 'Groups' });
    await waitFor(() =>
      expect(groups).toHaveTextContent('Platform Team · made by Okta'),
    );
    const links = screen.getByRole('list', { name: 'Linked providers' });
    expect(links).toHaveTextContent('Known there as alice@okta');
  });

  it('LOCAL-3 disables after it has asked, and offers to enable again', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      setAccountActive: ({ body }) => ({
        ...account,
        active: body.active,
        sessions: body.active ? account.sessions : [],
      }),
    });

    await user.click(await screen.findByRole('button', { name: 'Disable' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Disable Alice Ferreira?',
    });
    expect(dialog).toHaveTextContent('All sessions end at once');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(callsOf('setAccountActive')).toHaveLength(0);

    await doAndConfirm(user, 'Disable');
    expect(
      await screen.findByText(
        'Disabled by an administrator. Nobody can sign in.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText('Nobody is signed in with this account.'),
    ).toBeVisible();
    await doAndConfirm(user, 'Enable');
    expect(await screen.findByText('The person can sign in.')).toBeVisible();
    expect(callsOf('setAccountActive')).toEqual([
      { params, body: { active: false } },
      { params, body: { active: true } },
    ]);
  });

  it('LOCAL-3 opens an account that was not used for too long', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      getAccount: () => ({ ...account, inactive: true }),
      setAccountActive: () => account,
    });

    expect(await screen.findByText(/Not used for so long/)).toBeVisible();
    await doAndConfirm(user, 'Enable');
    expect(await screen.findByText('The person can sign in.')).toBeVisible();
    expect(callsOf('setAccountActive')).toEqual([
      { params, body: { active: true } },
    ]);
  });

  it('LOCAL-2 unlocks', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      getAccount: () => ({
        ...account,
        lockedUntil: '2099-01-01T00:00:00.000Z',
      }),
      unlockAccount: () => account,
    });

    expect(await screen.findByText(/^Locked until/)).toBeVisible();
    await doAndConfirm(user, 'Unlock');
    expect(await screen.findByText('The person can sign in.')).toBeVisible();
    expect(callsOf('unlockAccount')).toEqual([{ params }]);
    await waitFor(() =>
      expect(screen.getByRole('heading', { name: 'Signing in' })).toHaveFocus(),
    );
  });

  it('LOCAL-5 resets the password and shows the link once', async () => {
    const url = 'https://portal.example.com/#sso-reset=key';
    const getAccount = jest
      .fn()
      .mockResolvedValueOnce(account)
      .mockResolvedValue({ ...account, resetPending: true, sessions: [] });
    const { user } = renderPage(address, {
      ...answers,
      getAccount,
      resetAccountPassword: () => ({
        url,
        expiresAt: '2026-11-22T08:00:00.000Z',
      }),
    });

    await doAndConfirm(user, 'Reset password');
    const dialog = await screen.findByRole('dialog', {
      name: 'Link for a new password',
    });
    expect(within(dialog).getByText(url)).toBeVisible();
    await user.click(
      within(dialog).getAllByRole('button', { name: 'Close' }).at(-1)!,
    );

    await waitFor(() =>
      expect(screen.queryByText(url)).not.toBeInTheDocument(),
    );
    expect(await screen.findByText(/^Withdrawn/)).toBeVisible();
  });

  it('USER-8 sets the source of an SSO account back to local', async () => {
    const sso = { ...account, source: 'okta', sourceName: 'Okta' };
    const { user, callsOf } = renderPage(address, {
      ...answers,
      getAccount: () => sso,
      setAccountSource: () => account,
    });

    expect(await screen.findByText('Only through Okta')).toBeVisible();
    // Its password is none of the portal.
    expect(
      screen.queryByRole('button', { name: 'Reset password' }),
    ).not.toBeInTheDocument();
    await doAndConfirm(user, 'Make it a local account');

    expect(
      await screen.findByText('With a password of this portal'),
    ).toBeVisible();
    expect(callsOf('setAccountSource')).toEqual([
      { params, body: { source: 'local' } },
    ]);
    expect(
      screen.queryByRole('button', { name: 'Make it a local account' }),
    ).not.toBeInTheDocument();
  });

  it('LOCAL-4 removes the second factor of somebody who lost it', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      getAccount: () => ({
        ...account,
        secondFactor: true,
        secondFactorState: {
          on: true,
          since: '2026-01-02T08:00:00.000Z',
          recoveryCodesLeft: 1,
        },
      }),
      removeAccountSecondFactor: () => account,
    });

    expect(await screen.findByText(/one recovery code left/)).toBeVisible();
    await doAndConfirm(user, 'Remove two-factor');
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: 'Remove two-factor' }),
      ).not.toBeInTheDocument(),
    );
    expect(callsOf('removeAccountSecondFactor')).toEqual([{ params }]);
  });

  it('USER-9 sends only the changed fields of the profile', async () => {
    const { user, callsOf } = renderPage(address, {
      ...answers,
      updateAccount: ({ body }) => ({ ...account, ...body }),
    });

    await user.click(
      await screen.findByRole('button', { name: 'Edit profile' }),
    );
    const field = await screen.findByLabelText('Given name');
    await user.clear(field);
    await user.keyboard('{Enter}');
    expect(field).toHaveAccessibleDescription('Enter a name.');
    await fill(user, field, 'Alicia');
    await user.keyboard('{Enter}');

    expect(await screen.findByText('Alicia')).toBeVisible();
    expect(callsOf('updateAccount')).toEqual([
      { params, body: { givenName: 'Alicia' } },
    ]);
  });

  it('tells in the dialog why something was not done', async () => {
    const { user } = renderPage(address, {
      ...answers,
      setAccountActive: () => {
        throw new SsoApiError('You cannot shut yourself out.', { status: 409 });
      },
    });

    await doAndConfirm(user, 'Disable');
    expect(
      await within(screen.getByRole('dialog')).findByRole('alert'),
    ).toHaveTextContent('You cannot shut yourself out.');
  });

  it('explains an account that is not there', async () => {
    renderPage(address, {
      ...answers,
      getAccount: () => {
        throw new SsoApiError('There is no such account.', { status: 404 });
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It may have been removed meanwhile.',
    );
  });
});
