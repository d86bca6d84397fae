import { SsoApiError } from '@latchkey/plugin-sso-react';
import { screen, waitFor, within } from '@testing-library/react';
import { browser } from '../../browser';
import { fill, myAccount, renderPage } from '../../__testUtils__';

const address = '/my-security';
const answers = { getMyAccount: () => myAccount };

afterEach(() => jest.restoreAllMocks());

describe('MyLinksPanel', () => {
  it('USER-1 goes to the provider to link it, with the password as proof', async () => {
    const leaveTo = jest.spyOn(browser, 'leaveTo').mockReturnValue();
    const url = 'https://portal.example.com/api/auth/sso/start?errand=key';
    const { user, callsOf } = renderPage(address, {
      ...answers,
      beginMyLink: () => ({ url }),
    });

    await user.click(
      await screen.findByRole('button', { name: 'Link School' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Link School?' });
    await fill(user, within(dialog).getByLabelText(/^Current password/), 'old');
    await user.click(
      within(dialog).getByRole('button', { name: 'Go to School' }),
    );

    await waitFor(() => expect(leaveTo).toHaveBeenCalledWith(url));
    expect(callsOf('beginMyLink')).toEqual([
      { body: { connectionId: 'school', currentPassword: 'old' } },
    ]);
  });

  it('USER-1 links what the provider has proved, once', async () => {
    const linked = {
      ...myAccount,
      linkable: [],
      links: [
        ...myAccount.links,
        { ...myAccount.links[0], id: '32', connection: 'School' },
      ],
    };
    const { callsOf } = renderPage(`${address}#sso-proof=bearer`, {
      ...answers,
      completeMyLink: () => linked,
    });

    expect(
      await screen.findByText('The provider is linked to your account'),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Remove the link to School' }),
    ).toBeVisible();
    expect(window.location.pathname).toBe('/my-security');
    expect(window.location.hash).toBe('');
    expect(callsOf('completeMyLink')).toEqual([{ body: { proof: 'bearer' } }]);
  });

  it('USER-1 says why it was not linked', async () => {
    renderPage(`${address}#sso-proof=bearer`, {
      ...answers,
      completeMyLink: () => {
        throw new SsoApiError('This identity is linked to another account.', {
          status: 409,
        });
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This identity is linked to another account.',
    );
  });

  it('USER-1 removes a link, or says why it has to stay', async () => {
    const removeMyLink = jest
      .fn()
      .mockRejectedValueOnce(
        new SsoApiError(
          'Without this link nobody could sign in to the account.',
          { status: 409 },
        ),
      )
      .mockResolvedValue({ ...myAccount, links: [] });
    const { user } = renderPage(address, { ...answers, removeMyLink });

    await user.click(
      await screen.findByRole('button', { name: 'Remove the link to Okta' }),
    );
    const dialog = await screen.findByRole('dialog');
    const remove = within(dialog).getByRole('button', { name: 'Remove link' });
    await user.click(remove);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'nobody could sign in',
    );
    await user.click(remove);

    expect(await screen.findByText('None is linked.')).toBeVisible();
    expect(removeMyLink.mock.calls[0][0]).toEqual({ params: { linkId: '31' } });
  });
});
