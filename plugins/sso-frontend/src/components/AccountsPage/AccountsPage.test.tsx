import { ConflictError } from '@backstage/errors';
import { SsoInputError } from '@latchkey/plugin-sso-react';
import { screen, waitFor, within } from '@testing-library/react';
import {
  account,
  accountSummary,
  fill,
  renderPage,
  summary,
} from '../../__testUtils__';

const bob = {
  ...accountSummary,
  id: '8',
  username: 'bob',
  displayName: undefined,
  email: undefined,
  source: 'okta',
  active: false,
  lockedUntil: '2099-01-01T00:00:00.000Z',
  inactive: true,
  secondFactor: true,
  administrator: true,
  lastActiveAt: undefined,
};
const listConnections = () => ({ connections: [summary] });
const two = () => ({ accounts: [accountSummary, bob], limited: false });

describe('AccountsPage', () => {
  it('LOCAL-3 LOCAL-4 lists accounts with what is special about them', async () => {
    renderPage('/sso/accounts', { listConnections, listAccounts: two });

    const [alice, other] = await screen.findAllByRole('listitem');
    expect(
      within(alice).getByRole('link', { name: 'Alice Ferreira' }),
    ).toHaveAttribute('href', '/sso/accounts/7');
    expect(alice).toHaveTextContent('alice · alice@example.com');
    expect(alice).toHaveTextContent('With a password');
    for (const mark of [
      'Disabled',
      'Locked',
      'Inactive',
      'Two-factor',
      'Administrator',
    ]) {
      expect(within(other).getByText(mark)).toBeVisible();
      expect(within(alice).queryByText(mark)).not.toBeInTheDocument();
    }
    expect(within(other).getByRole('link', { name: 'bob' })).toBeVisible();
    expect(await within(other).findByText('Through Okta')).toBeVisible();
    expect(within(other).getByText('Not used yet')).toBeVisible();
  });

  it('searches once the typing rests, and at once with Enter', async () => {
    const { user, callsOf } = renderPage('/sso/accounts', {
      listConnections,
      listAccounts: ({ query }) => ({
        accounts: query.search ? [bob] : [accountSummary, bob],
        limited: false,
      }),
    });

    await user.type(await screen.findByRole('searchbox'), ' bo');
    await waitFor(() =>
      expect(screen.getAllByRole('listitem')).toHaveLength(1),
    );
    await user.type(screen.getByRole('searchbox'), 'b{Enter}');

    await waitFor(() =>
      expect(callsOf('listAccounts').map(({ query }) => query.search)).toEqual([
        undefined,
        'bo',
        'bob',
      ]),
    );
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/sso/accounts?search=bob',
    );
  });

  it('filters by state and source, and takes both from the address', async () => {
    const { user, callsOf } = renderPage('/sso/accounts?state=locked', {
      listConnections,
      listAccounts: two,
    });

    await user.click(await screen.findByRole('button', { name: /Signs in/ }));
    await user.click(
      await screen.findByRole('option', { name: 'Through Okta' }),
    );

    await waitFor(() =>
      expect(callsOf('listAccounts').map(({ query }) => query)).toEqual([
        expect.objectContaining({ state: 'locked', source: undefined }),
        expect.objectContaining({ state: 'locked', source: 'okta' }),
      ]),
    );
  });

  it('leads through the pages, and back to the first with a new search', async () => {
    const { user, callsOf } = renderPage('/sso/accounts', {
      listConnections,
      listAccounts: ({ query }) => ({
        accounts: [query.cursor ? bob : accountSummary],
        nextCursor: query.cursor ? undefined : 'after-alice',
        limited: false,
      }),
    });

    const next = await screen.findByRole('button', { name: 'Next page' });
    expect(
      screen.getByRole('button', { name: 'Previous page' }),
    ).toBeDisabled();
    await user.click(next);
    expect(await screen.findByRole('link', { name: 'bob' })).toBeVisible();
    expect(screen.getByText('Page 2')).toBeVisible();
    await waitFor(() => expect(next).toBeDisabled());
    await user.click(screen.getByRole('button', { name: 'Previous page' }));
    expect(
      await screen.findByRole('link', { name: 'Alice Ferreira' }),
    ).toBeVisible();

    await user.click(next);
    await user.type(screen.getByRole('searchbox'), 'a{Enter}');
    expect(await screen.findByText('Page 1')).toBeVisible();
    expect(callsOf('listAccounts').at(-1)!.query).toMatchObject({
      search: 'a',
      cursor: undefined,
    });
  });

  it('says that a search looked at some accounts only', async () => {
    renderPage('/sso/accounts?search=a', {
      listConnections,
      listAccounts: () => ({ accounts: [accountSummary], limited: true }),
    });

    expect(await screen.findByText(/Type more letters/)).toBeVisible();
  });

  it('explains a search without a result and shows all again', async () => {
    const { user } = renderPage('/sso/accounts?search=zoe', {
      listConnections,
      listAccounts: ({ query }) =>
        query.search ? { accounts: [], limited: false } : two(),
    });

    expect(await screen.findByText('No account fits')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all accounts' }));
    expect(await screen.findAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('offers to try again when the list fails to load', async () => {
    const listAccounts = jest
      .fn()
      .mockRejectedValueOnce(new Error('The portal cannot be reached'))
      .mockImplementation(two);
    const { user } = renderPage('/sso/accounts', {
      listConnections,
      listAccounts,
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal cannot be reached',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findAllByRole('listitem')).toHaveLength(2);
  });

  it('LOCAL-1 creates an account and shows its password link once', async () => {
    const url = 'https://portal.example.com/#sso-reset=key';
    const { user, callsOf } = renderPage('/sso/accounts', {
      listConnections,
      listAccounts: two,
      createAccount: () => ({
        account,
        passwordLink: { url, expiresAt: '2026-11-22T08:00:00.000Z' },
      }),
    });

    await user.click(
      await screen.findByRole('button', { name: 'Create account' }),
    );
    await fill(user, screen.getByLabelText(/^Username/), 'alice');
    await fill(user, screen.getByLabelText('Full name'), 'Alice Ferreira');
    await user.keyboard('{Enter}');

    const dialog = await screen.findByRole('dialog', {
      name: 'The account alice is created',
    });
    expect(within(dialog).getByText(url)).toBeVisible();
    expect(dialog).toHaveTextContent('Give this link to Alice Ferreira');
    expect(
      within(dialog).getByRole('button', { name: 'Copy Password link' }),
    ).toBeEnabled();
    // Nothing but a button closes it.
    await user.keyboard('{Escape}');
    expect(within(dialog).getByText(url)).toBeVisible();
    await user.click(
      within(dialog).getAllByRole('button', { name: 'Close' }).at(-1)!,
    );
    await waitFor(() =>
      expect(screen.queryByText(url)).not.toBeInTheDocument(),
    );
    expect(callsOf('createAccount')).toEqual([
      {
        body: {
          username: 'alice',
          displayName: 'Alice Ferreira',
          email: undefined,
        },
      },
    ]);
    expect(callsOf('listAccounts')).toHaveLength(2);
  });

  it('LOCAL-1 says at the field what is not accepted, here and on the server', async () => {
    const createAccount = jest
      .fn()
      .mockRejectedValueOnce(
        new SsoInputError('Not accepted', [
          { path: 'email', message: 'Somebody else has this email.' },
        ]),
      )
      .mockRejectedValue(new ConflictError('There is an account alice.'));
    const { user } = renderPage('/sso/accounts', {
      listConnections,
      listAccounts: two,
      createAccount,
    });

    await user.click(
      await screen.findByRole('button', { name: 'Create account' }),
    );
    const dialog = await screen.findByRole('dialog');
    const submit = within(dialog).getByRole('button', {
      name: 'Create account',
    });
    const username = screen.getByLabelText(/^Username/);
    await fill(user, username, 'al ice');
    await user.click(submit);
    expect(username).toHaveAccessibleDescription(/Use letters, digits/);
    await waitFor(() => expect(username).toHaveFocus());
    expect(createAccount).not.toHaveBeenCalled();

    await user.clear(username);
    await fill(user, username, 'alice');
    expect(username).toBeValid();
    await user.click(submit);
    await waitFor(() =>
      expect(screen.getByLabelText('Email')).toHaveAccessibleDescription(
        /Somebody else has this email/,
      ),
    );
    await user.click(submit);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'There is an account alice.',
    );
  });
});
