import { NotFoundError } from '@backstage/errors';
import { SsoApiError, SsoInputError } from '@latchkey/plugin-sso-react';
import { screen, waitFor, within } from '@testing-library/react';
import { fill, myAccount, renderPage } from '../../__testUtils__';

const address = '/my-security';
const answers = { getMyAccount: () => myAccount };
const region = (name: string) => screen.findByRole('region', { name });
/** The same account, made by a provider. */
const sso = {
  ...myAccount,
  source: 'okta',
  sourceName: 'Okta',
  editableFields: [],
  hasPassword: false,
  passwordOpen: false,
  proofNeeded: 'recentSignIn',
};

describe('MySecurityPage', () => {
  it('is calm about people without an account here', async () => {
    renderPage(address, {
      getMyAccount: () => {
        throw new NotFoundError('There is no such account.');
      },
    });

    expect(
      await screen.findByText('Your account is not kept here'),
    ).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('offers to try again when it fails to load', async () => {
    const getMyAccount = jest
      .fn()
      .mockRejectedValueOnce(new Error('The portal cannot be reached'))
      .mockResolvedValue(myAccount);
    const { user } = renderPage(address, { getMyAccount });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal cannot be reached',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await region('Profile')).toHaveTextContent('Alice Ferreira');
  });

  it('USER-9 shows the profile of an SSO account closed', async () => {
    renderPage(address, { getMyAccount: () => sso });

    expect(await region('Profile')).toHaveTextContent(
      'Your profile comes from Okta and is changed there.',
    );
    expect(
      screen.queryByRole('button', { name: 'Edit profile' }),
    ).not.toBeInTheDocument();
    expect(await region('Password')).toHaveTextContent(
      'You sign in through Okta, so your password is changed there.',
    );
    expect(
      within(await region('Password')).queryByRole('button'),
    ).not.toBeInTheDocument();
  });

  it('USER-9 opens only the fields that are open', async () => {
    const open = { ...sso, editableFields: ['displayName'] };
    const { user, callsOf } = renderPage(address, {
      getMyAccount: () => open,
      updateMyProfile: ({ body }) => ({ ...open, ...body }),
    });

    expect(await region('Profile')).toHaveTextContent(
      'The rest of your profile comes from Okta',
    );
    await user.click(screen.getByRole('button', { name: 'Edit profile' }));
    const dialog = await screen.findByRole('dialog');
    const [field, ...others] = within(dialog).getAllByRole('textbox');
    expect(others).toHaveLength(0);
    await user.clear(field);
    await fill(user, field, 'Alice F.');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));

    expect(await screen.findByText('Alice F.')).toBeVisible();
    expect(callsOf('updateMyProfile')).toEqual([
      { body: { displayName: 'Alice F.' } },
    ]);
  });

  it('LOCAL-1 changes the password and says at each field what is wrong', async () => {
    const changeMyPassword = jest
      .fn()
      .mockRejectedValueOnce(
        new SsoApiError('Your current password is wrong.', {
          status: 403,
          refusal: {
            code: 'password-wrong',
            reason: 'Your current password is wrong.',
          },
        }),
      )
      .mockRejectedValueOnce(
        new SsoInputError('Not accepted', [
          { path: 'newPassword', message: 'Everybody uses this one.' },
        ]),
      )
      .mockResolvedValue(myAccount);
    const { user } = renderPage(address, { ...answers, changeMyPassword });

    await user.click(
      await screen.findByRole('button', { name: 'Change password' }),
    );
    const dialog = await screen.findByRole('dialog');
    const submit = within(dialog).getByRole('button', {
      name: 'Change password',
    });
    const current = within(dialog).getByLabelText(/^Current password/);
    const chosen = within(dialog).getByLabelText(/^New password/);
    const repeated = within(dialog).getByLabelText(/^Repeat/);

    await user.click(submit);
    expect(current).toHaveAccessibleDescription(/This is needed/);
    await waitFor(() => expect(current).toHaveFocus());
    await fill(user, current, 'old');
    await fill(user, chosen, 'short');
    await user.click(submit);
    expect(chosen).toHaveAccessibleDescription(/Use at least 12 characters/);
    await fill(user, chosen, ' and then longer');
    await user.click(submit);
    expect(repeated).toHaveAccessibleDescription(/not the same/);
    expect(changeMyPassword).not.toHaveBeenCalled();
    await fill(user, repeated, 'short and then longer');

    await user.click(submit);
    await waitFor(() =>
      expect(current).toHaveAccessibleDescription(/password is wrong/),
    );
    await fill(user, current, '!');
    await user.click(submit);
    await waitFor(() =>
      expect(chosen).toHaveAccessibleDescription(/Everybody uses this one/),
    );
    await user.click(submit);
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(changeMyPassword.mock.calls.at(-1)[0].body).toEqual({
      currentPassword: 'old!',
      newPassword: 'short and then longer',
    });
  });

  it('LOCAL-1 asks for no password after a sign-in of now, and for a sign-in where there is none', async () => {
    const getMyAccount = jest
      .fn()
      .mockResolvedValueOnce({
        ...myAccount,
        hasPassword: false,
        proofNeeded: 'recentSignIn',
      })
      .mockResolvedValue({
        ...myAccount,
        hasPassword: false,
        proofNeeded: 'nothing',
      });
    const first = renderPage(address, { getMyAccount });

    await first.user.click(
      await screen.findByRole('button', { name: 'Set a password' }),
    );
    let dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Sign in again first');
    expect(
      within(dialog).getByRole('button', { name: 'Set a password' }),
    ).toBeDisabled();
    first.unmount();

    const second = renderPage(address, {
      getMyAccount,
      changeMyPassword: () => myAccount,
    });
    await second.user.click(
      await screen.findByRole('button', { name: 'Set a password' }),
    );
    dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).queryByLabelText(/^Current password/),
    ).not.toBeInTheDocument();
    const password = 'correct horse battery';
    await fill(
      second.user,
      within(dialog).getByLabelText(/^New password/),
      password,
    );
    await fill(second.user, within(dialog).getByLabelText(/^Repeat/), password);
    await second.user.keyboard('{Enter}');
    await waitFor(() =>
      expect(second.callsOf('changeMyPassword')).toEqual([
        { body: { newPassword: password } },
      ]),
    );
  });

  it('shows the recent activity, with the reference for the administrators', async () => {
    renderPage(address, answers);

    const list = await screen.findByRole('list', { name: 'Recent activity' });
    const [signedIn, refused] = within(list).getAllByRole('listitem');
    expect(signedIn).toHaveTextContent('Signed in');
    expect(refused).toHaveTextContent('Reference AB12-CD34');
    expect(within(list).queryByRole('link')).not.toBeInTheDocument();
  });
});
