import { screen, waitFor, within } from '@testing-library/react';
import { browser } from '../../browser';
import { myAccount, renderPage, session } from '../../__testUtils__';

const address = '/my-security';
const answers = { getMyAccount: () => myAccount };

afterEach(() => jest.restoreAllMocks());

describe('MySessionsPanel', () => {
  it('LOCAL-6 marks this session and ends another one', async () => {
    const { user, identity, callsOf } = renderPage(address, {
      ...answers,
      endMySession: () => ({ ...myAccount, sessions: [session] }),
    });

    const list = await screen.findByRole('list', {
      name: 'Where you are signed in',
    });
    const [own, other] = within(list).getAllByRole('listitem');
    expect(within(own).getByText('This session')).toBeVisible();
    expect(within(other).queryByText('This session')).not.toBeInTheDocument();
    await user.click(
      within(other).getByRole('button', {
        name: 'End the session: Safari on iPhone',
      }),
    );
    await user.click(
      await screen.findByRole('button', { name: 'End session' }),
    );

    await waitFor(() => expect(other).not.toBeInTheDocument());
    expect(callsOf('endMySession')).toEqual([{ params: { sessionId: '12' } }]);
    expect(identity.signOut).not.toHaveBeenCalled();
  });

  it('LOCAL-6 leaves when the session here is ended', async () => {
    const { user, identity } = renderPage(address, {
      ...answers,
      endMySession: () => myAccount,
    });

    await user.click(
      await screen.findByRole('button', {
        name: 'End the session: Firefox on Linux',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('you are signed out');
    await user.click(
      within(dialog).getByRole('button', { name: 'End session' }),
    );

    await waitFor(() => expect(identity.signOut).toHaveBeenCalled());
  });

  it.each([
    [0, 'You were not signed in anywhere else'],
    [1, 'One other session is ended'],
    [3, '3 other sessions are ended'],
  ])(
    'LOCAL-6 signs out everywhere else, %d sessions',
    async (ended, message) => {
      const { user, identity, callsOf } = renderPage(address, {
        ...answers,
        endMySessions: () => ({ ended }),
      });

      await user.click(
        await screen.findByRole('button', { name: 'Sign out everywhere else' }),
      );
      await user.click(
        within(await screen.findByRole('dialog')).getByRole('button', {
          name: 'Sign out everywhere else',
        }),
      );

      expect(await screen.findByText(message)).toBeInTheDocument();
      expect(callsOf('endMySessions')).toEqual([
        { body: { keepCurrent: true } },
      ]);
      expect(callsOf('getMyAccount')).toHaveLength(2);
      expect(identity.signOut).not.toHaveBeenCalled();
    },
  );

  it.each(['works', 'fails'])(
    'LOCAL-6 signs out everywhere and comes to the sign-in page when signing out %s',
    async outcome => {
      const reload = jest.spyOn(browser, 'reload').mockReturnValue();
      const { user, identity, callsOf } = renderPage(address, {
        ...answers,
        endMySessions: () => ({ ended: 2 }),
      });
      if (outcome === 'fails') {
        identity.signOut.mockRejectedValue(new Error('No session'));
      }

      await user.click(
        await screen.findByRole('button', { name: 'Sign out everywhere' }),
      );
      await user.click(
        within(await screen.findByRole('dialog')).getByRole('button', {
          name: 'Sign out everywhere',
        }),
      );

      await waitFor(() => expect(identity.signOut).toHaveBeenCalled());
      await waitFor(() =>
        expect(reload).toHaveBeenCalledTimes(outcome === 'fails' ? 1 : 0),
      );
      expect(callsOf('endMySessions')).toEqual([
        { body: { keepCurrent: false } },
      ]);
    },
  );
});
