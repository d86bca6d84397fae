import { SsoApiError } from '@latchkey/plugin-sso-react';
import { screen, waitFor, within } from '@testing-library/react';
import { fill, myAccount, renderPage } from '../../__testUtils__';

const address = '/my-security';
const codes = ['AAAA-BBBB-CCCC-DDDD', 'EEEE-FFFF-GGGG-HHHH'];
const on = {
  ...myAccount,
  secondFactorState: {
    on: true,
    since: '2026-11-21T08:00:00.000Z',
    recoveryCodesLeft: 10,
  },
};
const wrong = () =>
  new SsoApiError('The code is wrong or was used before.', {
    status: 401,
    refusal: {
      code: 'second-factor-wrong',
      reason: 'The code is wrong or was used before.',
    },
  });
const begun = () => ({
  secret: 'JBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/Latchkey:alice?secret=JBSWY3DPEHPK3PXP',
});

afterEach(() => jest.restoreAllMocks());

describe('SecondFactorPanel', () => {
  it('LOCAL-4 turns it on: proof, QR code, code, recovery codes', async () => {
    const saved: string[] = [];
    URL.createObjectURL = jest.fn(() => 'blob:codes');
    URL.revokeObjectURL = jest.fn();
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
    const getMyAccount = jest
      .fn()
      .mockResolvedValueOnce(myAccount)
      .mockResolvedValue(on);
    const confirmSecondFactor = jest
      .fn()
      .mockRejectedValueOnce(wrong())
      .mockResolvedValue({ recoveryCodes: codes });
    const { user, callsOf } = renderPage(address, {
      getMyAccount,
      beginSecondFactor: begun,
      confirmSecondFactor,
    });

    await user.click(
      await screen.findByRole('button', {
        name: 'Turn on two-factor authentication',
      }),
    );
    await fill(user, await screen.findByLabelText(/^Current password/), 'old');
    await user.keyboard('{Enter}');

    expect(
      await screen.findByRole('img', {
        name: 'QR code for your authenticator app',
      }),
    ).toBeVisible();
    expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeVisible();
    const code = screen.getByLabelText(/^Code/);
    await user.click(screen.getByRole('button', { name: 'Turn on' }));
    expect(code).toHaveAccessibleDescription(/Enter the code/);
    await fill(user, code, '123 456');
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(code).toHaveAccessibleDescription(/code is wrong/),
    );
    await user.keyboard('{Enter}');

    const dialog = await screen.findByRole('dialog', {
      name: 'Two-factor authentication is on',
    });
    const list = within(dialog).getByRole('list', { name: 'Recovery codes' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(codes);
    const copy = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(within(dialog).getByRole('button', { name: 'Copy all' }));
    expect(copy).toHaveBeenCalledWith(`${codes.join('\n')}\n`);
    expect(
      await within(dialog).findByText('The recovery codes are copied'),
    ).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Download' }));
    expect(saved).toEqual(['recovery-codes.txt']);
    await user.keyboard('{Escape}');
    expect(list).toBeVisible();
    await user.click(
      within(dialog).getByRole('button', { name: 'I have kept them' }),
    );

    await waitFor(() => expect(list).not.toBeInTheDocument());
    expect(await screen.findByText(/^On since/)).toBeVisible();
    expect(callsOf('beginSecondFactor')).toEqual([
      { body: { currentPassword: 'old' } },
    ]);
    expect(callsOf('confirmSecondFactor').map(({ body }) => body)).toEqual([
      { code: '123456' },
      { code: '123456' },
    ]);
  });

  it('LOCAL-4 renews the recovery codes', async () => {
    const { user, callsOf } = renderPage(address, {
      getMyAccount: () => ({
        ...on,
        secondFactorState: { ...on.secondFactorState, recoveryCodesLeft: 1 },
      }),
      renewRecoveryCodes: () => ({ recoveryCodes: codes }),
    });

    expect(
      await screen.findByText('One recovery code is left. Get new ones.'),
    ).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Get new recovery codes' }),
    );
    await fill(
      user,
      await screen.findByLabelText(/^Code of your app/),
      '123456',
    );
    await user.keyboard('{Enter}');

    const dialog = await screen.findByRole('dialog', {
      name: 'Keep your recovery codes',
    });
    expect(within(dialog).getByText(codes[0])).toBeVisible();
    expect(callsOf('renewRecoveryCodes')).toEqual([
      { body: { code: '123456' } },
    ]);
  });

  it('LOCAL-4 turns it off with a code or a recovery code', async () => {
    const { user, callsOf } = renderPage(address, {
      getMyAccount: () => on,
      removeSecondFactor: () => myAccount,
    });

    await user.click(
      await screen.findByRole('button', {
        name: 'Turn off two-factor authentication',
      }),
    );
    await fill(
      user,
      await screen.findByLabelText(/^Code of your app/),
      codes[0],
    );
    await user.click(
      within(screen.getByRole('dialog')).getByRole('button', {
        name: 'Turn off',
      }),
    );

    expect(
      await screen.findByRole('button', {
        name: 'Turn on two-factor authentication',
      }),
    ).toBeVisible();
    expect(callsOf('removeSecondFactor')).toEqual([
      { body: { code: codes[0] } },
    ]);
  });

  it('LOCAL-4 tells in the dialog what has nothing to do with the code', async () => {
    const { user } = renderPage(address, {
      getMyAccount: () => on,
      removeSecondFactor: () => {
        throw new SsoApiError('Too many attempts.', { status: 429 });
      },
    });

    await user.click(
      await screen.findByRole('button', {
        name: 'Turn off two-factor authentication',
      }),
    );
    await fill(
      user,
      await screen.findByLabelText(/^Code of your app/),
      '123456',
    );
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Too many attempts.',
    );
  });
});
