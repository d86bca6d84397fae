import { SsoApiError } from '@latchkey/plugin-sso-react';
import { screen, waitFor, within } from '@testing-library/react';
import { browser } from '../../browser';
import { connection, protocol, renderPage } from '../../__testUtils__';

const address = '/sso/connections/okta';
const params = { connectionId: 'okta' };
const answers = {
  getConnection: () => connection,
  listProtocols: () => ({ protocols: [protocol] }),
  listConnections: () => ({ connections: [connection] }),
};
const off = { state: 'off', canConfirm: false, nosso: { addresses: [] } };
const tested = { ...off, testedAt: new Date().toISOString() };
const panel = () => screen.findByRole('region', { name: 'Override auth' });

afterEach(() => jest.restoreAllMocks());

describe('test sign-ins', () => {
  it('CONN-7 has to be tested first, which leads to the provider', async () => {
    const leaveTo = jest.spyOn(browser, 'leaveTo').mockReturnValue();
    const url = 'https://portal.example.com/api/auth/sso/start?errand=key';
    const { user, callsOf } = renderPage(address, {
      ...answers,
      beginConnectionTest: () => ({ url }),
    });

    const section = await panel();
    const test = await within(section).findByRole('button', {
      name: 'Test sign-in',
    });
    expect(
      within(section).queryByRole('button', {
        name: 'Switch override auth on',
      }),
    ).not.toBeInTheDocument();
    await waitFor(() => expect(test).toBeEnabled());
    await user.click(test);

    await waitFor(() => expect(leaveTo).toHaveBeenCalledWith(url));
    expect(callsOf('beginConnectionTest')).toEqual([{ params }]);
  });

  it('CONN-7 hands the proof in once, takes it out of the address and shows the result', async () => {
    const getConnectionOverride = jest
      .fn()
      .mockResolvedValueOnce(off)
      .mockResolvedValue(tested);
    const { user, callsOf } = renderPage(`${address}#sso-proof=bearer`, {
      ...answers,
      getConnectionOverride,
      completeConnectionTest: () => ({
        outcome: 'success',
        account: 'alice',
        accountCreated: false,
        evidence: [{ label: 'sub', value: 'alice@okta' }],
      }),
    });

    const section = await panel();
    expect(
      await within(section).findByText('The test sign-in succeeded'),
    ).toBeVisible();
    expect(
      within(section).getByText('This person would sign in as alice.'),
    ).toBeVisible();
    expect(window.location.hash).toBe('');
    await user.click(within(section).getByText(/What the provider sent/));
    expect(within(section).getByText('alice@okta')).toBeVisible();
    expect(
      await within(section).findByRole('button', {
        name: 'Switch override auth on',
      }),
    ).toBeVisible();
    expect(callsOf('completeConnectionTest')).toEqual([
      { params, body: { proof: 'bearer' } },
    ]);
    await user.click(
      within(section).getByRole('button', { name: 'Close the result' }),
    );
    expect(
      within(section).queryByText('The test sign-in succeeded'),
    ).not.toBeInTheDocument();
  });

  it('CONN-7 shows why a test was refused, and what to do', async () => {
    renderPage(`${address}#sso-proof=bearer`, {
      ...answers,
      completeConnectionTest: () => ({
        outcome: 'refused',
        code: 'not-admitted',
        detail: 'The claim "groups" has none of the values.',
        advice: 'Look at the admission rule.',
        accountCreated: false,
        evidence: [],
      }),
    });

    expect(
      await screen.findByText('The test sign-in was refused'),
    ).toBeVisible();
    expect(screen.getByText('Look at the admission rule.')).toBeVisible();
    expect(screen.getByText('Code: not-admitted')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Switch override auth on' }),
    ).not.toBeInTheDocument();
  });

  it('CONN-7 says that a proof is no good', async () => {
    renderPage(`${address}#sso-proof=stolen`, {
      ...answers,
      completeConnectionTest: () => {
        throw new SsoApiError('This proof was made for somebody else.', {
          status: 403,
        });
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This proof was made for somebody else.',
    );
  });

  it('CONN-7 asks again for a test when the settings have changed', async () => {
    const getConnectionOverride = jest
      .fn()
      .mockResolvedValueOnce(tested)
      .mockResolvedValue(off);
    const { user } = renderPage(address, {
      ...answers,
      getConnectionOverride,
      updateConnection: ({ body }) => ({
        ...connection,
        ...body,
        version: 4,
        secrets: {},
      }),
    });
    expect(
      await screen.findByRole('button', { name: 'Switch override auth on' }),
    ).toBeVisible();

    await user.click(
      await screen.findByRole('switch', { name: 'Hide on the sign-in page' }),
    );
    await user.click(await screen.findByRole('button', { name: 'Save' }));

    expect(
      await screen.findByRole('button', { name: 'Test sign-in' }),
    ).toBeVisible();
  });
});
