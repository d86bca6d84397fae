import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { browserNavigation } from '../../location';
import {
  refusal,
  renderSignInPage,
  startFakePortal,
} from '../../__testUtils__';

const server = setupServer();
registerMswTestHooks(server);

const url = 'http://localhost:7007/api/sso/local/second-factor';

/** The portal answers codes; a right one is 123456. */
function takeCodes(bound: boolean): unknown[] {
  const seen: unknown[] = [];
  server.use(
    http.post(url, async ({ request }) => {
      const body = (await request.json()) as { code: string };
      seen.push(body);
      return body.code === '123456'
        ? HttpResponse.json({ ticket: 'ticket-3', bound })
        : refusal('second-factor-wrong', 401);
    }),
  );
  return seen;
}

describe('SecondFactorPage', () => {
  afterEach(() => jest.restoreAllMocks());

  it('LOCAL-4 asks for a code after the password', async () => {
    startFakePortal(server);
    const seen = takeCodes(false);
    server.use(
      http.post('http://localhost:7007/api/sso/local/sign-in', () =>
        HttpResponse.json({ status: 'secondFactor', challenge: 'waits-1' }),
      ),
    );
    const { user, onSignInSuccess } = renderSignInPage('/catalog');
    await user.type(await screen.findByLabelText('Username or email'), 'jo');
    await user.type(screen.getByLabelText('Password'), 'correct horse{Enter}');

    const code = await screen.findByLabelText('Code');
    expect(code).toHaveFocus();
    expect(code).toHaveAttribute('autocomplete', 'one-time-code');
    await user.type(code, '654321{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The code is wrong or was used before.',
    );
    expect(onSignInSuccess).not.toHaveBeenCalled();
    expect(code).toHaveFocus();

    await user.clear(code);
    await user.type(code, '123456{Enter}');
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(seen).toEqual([
      { challenge: 'waits-1', code: '654321' },
      { challenge: 'waits-1', code: '123456' },
    ]);
  });

  it('LOCAL-4 goes on in the browser as a whole after single sign-on', async () => {
    const portal = startFakePortal(server);
    takeCodes(true);
    const replace = jest
      .spyOn(browserNavigation, 'replace')
      .mockImplementation(() => {});
    const { user } = renderSignInPage('/catalog#sso-challenge=waits-2');

    const code = await screen.findByLabelText('Code');
    expect(window.location.hash).toBe('');
    expect(portal.seen).toHaveLength(0);
    await user.type(code, '123456{Enter}');
    await waitFor(() =>
      expect(replace.mock.calls).toEqual([
        ['http://localhost:7007/api/auth/sso/handler/frame?ticket=ticket-3'],
      ]),
    );
  });

  it('LOCAL-4 begins again when the sign-in has expired', async () => {
    startFakePortal(server);
    server.use(http.post(url, () => refusal('second-factor-expired', 401)));
    const { user } = renderSignInPage('/#sso-challenge=waits-3');
    await user.type(await screen.findByLabelText('Code'), '123456{Enter}');

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This took too long',
    );
    await user.click(screen.getByRole('button', { name: 'Go to sign-in' }));
    expect(await screen.findByLabelText('Password')).toBeVisible();
  });

  it('asks for a code before it asks the server', async () => {
    startFakePortal(server);
    const seen = takeCodes(false);
    const { user } = renderSignInPage('/#sso-challenge=waits-4');
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    expect(screen.getByText('Enter the code.')).toBeVisible();
    expect(seen).toEqual([]);
  });
});
