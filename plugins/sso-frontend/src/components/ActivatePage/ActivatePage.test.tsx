import { ConflictError } from '@backstage/errors';
import { SsoInputError } from '@latchkey/plugin-sso-react';
import { screen, waitFor, within } from '@testing-library/react';
import { fill, connection, protocol, renderPage } from '../../__testUtils__';

const listProtocols = () => ({ protocols: [protocol] });

describe('ActivatePage', () => {
  it('CONN-1 lists the protocols, and activating one opens its form', async () => {
    const { user } = renderPage('/sso/activate', { listProtocols });

    expect(
      await screen.findByRole('heading', { name: 'OpenID Connect' }),
    ).toBeVisible();
    expect(screen.getByText(protocol.description)).toBeVisible();
    await user.click(
      screen.getByRole('link', { name: 'Activate OpenID Connect' }),
    );

    expect(
      await screen.findByRole('heading', {
        name: 'New connection: OpenID Connect',
      }),
    ).toBeVisible();
  });

  it('explains a backend without protocols', async () => {
    renderPage('/sso/activate', { listProtocols: () => ({ protocols: [] }) });

    expect(await screen.findByText('No plugin is installed')).toBeVisible();
  });

  it('draws the form from the schema of the protocol', async () => {
    renderPage('/sso/activate/oidc', { listProtocols });

    const group = await screen.findByRole('region', { name: 'Provider' });
    const issuer = within(group).getByLabelText(/^Issuer/);
    expect(issuer).toHaveAttribute('type', 'url');
    expect(issuer).toHaveAttribute('placeholder', 'https://login.example.com');
    expect(issuer).toBeRequired();
    expect(issuer).toHaveAccessibleDescription('Address of the provider.');
    expect(within(group).getByLabelText('Client secret')).toHaveAttribute(
      'type',
      'password',
    );
    expect(within(group).getByLabelText('Private key').tagName).toBe(
      'TEXTAREA',
    );
    expect(
      within(group).getByRole('button', { name: /Client authentication/ }),
    ).toHaveTextContent('basic');

    const claims = screen.getByRole('region', { name: 'Claims' });
    expect(within(claims).getByLabelText(/^Scopes/)).toHaveValue(
      'openid\nemail',
    );
    expect(
      within(claims).getByRole('switch', { name: 'Read userinfo' }),
    ).toBeChecked();
    expect(
      screen.queryByRole('textbox', { name: 'Clock tolerance' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /Advanced settings/ }),
    ).toHaveAttribute('aria-expanded', 'false');
  });

  it('CONN-1 CONN-11 creates an SSO connection with its secrets', async () => {
    const { user, callsOf } = renderPage('/sso/activate/oidc', {
      listProtocols,
      createConnection: () => connection,
      getConnection: () => connection,
    });

    await fill(
      user,
      await screen.findByLabelText(/^Display name/),
      'École 42 Staff',
    );
    expect(screen.getByLabelText('ID')).toHaveValue('ecole-42-staff');
    await fill(
      user,
      screen.getByLabelText(/^Issuer/),
      'https://okta.example.com ',
    );
    await fill(user, screen.getByLabelText(/^Client ID/), 'portal');
    await fill(user, screen.getByLabelText('Client secret'), 'top secret');
    await user.type(screen.getByLabelText(/^Scopes/), '{Enter}groups');
    await user.click(screen.getByRole('switch', { name: 'Create users' }));
    await user.click(screen.getByRole('button', { name: 'Create connection' }));

    expect(
      await screen.findByText('The SSO connection is created'),
    ).toBeVisible();
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/sso/connections/okta',
    );
    expect(
      screen.getByText('http://localhost:7007/api/sso/sign-in/okta/callback'),
    ).toBeVisible();

    const [{ body }] = callsOf('createConnection');
    expect(body).toMatchObject({
      id: 'ecole-42-staff',
      protocol: 'oidc',
      displayName: 'École 42 Staff',
      icon: 'openid',
      settings: {
        issuer: 'https://okta.example.com',
        clientId: 'portal',
        authentication: 'basic',
        scopes: ['openid', 'email', 'groups'],
        userinfo: true,
        clockTolerance: 60,
      },
      secrets: { clientSecret: 'top secret' },
    });
    expect((body.policy as { resolvers: string[] }).resolvers).toEqual([
      'linkedIdentity',
      'emailMatchingAccount',
    ]);
    expect(body.settings).not.toHaveProperty('clientSecret');
  });

  it('shows what is missing and goes to the first of it', async () => {
    const { user, callsOf } = renderPage('/sso/activate/oidc', {
      listProtocols,
    });

    const issuer = await screen.findByLabelText(/^Issuer/);
    await fill(user, screen.getByLabelText(/^Display name/), 'Okta');
    await fill(user, issuer, 'okta');
    await user.click(screen.getByRole('button', { name: 'Create connection' }));

    expect(screen.getByRole('alert')).toHaveTextContent(
      '2 values are not accepted',
    );
    expect(issuer).toHaveAccessibleDescription(
      /Enter a full address that starts with https/,
    );
    expect(screen.getByLabelText(/^Client ID/)).toBeInvalid();
    expect(issuer).toHaveFocus();
    expect(callsOf('createConnection')).toHaveLength(0);

    await fill(user, screen.getByLabelText(/^Client ID/), 'portal');
    expect(screen.getByLabelText(/^Client ID/)).toBeValid();
  });

  it('CONN-8 does not accept a redirect to another site', async () => {
    const { user, callsOf } = renderPage('/sso/activate/oidc', {
      listProtocols,
      createConnection: () => connection,
      getConnection: () => connection,
    });

    await fill(user, await screen.findByLabelText(/^Display name/), 'Okta');
    await fill(user, screen.getByLabelText(/^Issuer/), 'https://okta.test');
    await fill(user, screen.getByLabelText(/^Client ID/), 'portal');
    const redirect = screen.getByLabelText('Login success redirect');
    await fill(user, redirect, '//evil.test');
    await user.click(screen.getByRole('button', { name: 'Create connection' }));

    expect(redirect).toHaveAccessibleDescription(/Use a path of this portal/);
    expect(redirect).toHaveFocus();
    expect(callsOf('createConnection')).toHaveLength(0);

    await user.clear(redirect);
    await fill(user, redirect, '/docs');
    await user.click(screen.getByRole('button', { name: 'Create connection' }));
    await waitFor(() =>
      expect(callsOf('createConnection')[0]?.body).toMatchObject({
        loginSuccessRedirect: '/docs',
      }),
    );
  });

  it('shows what the server does not accept at its field', async () => {
    const { user } = renderPage('/sso/activate/oidc', {
      listProtocols,
      createConnection: () => {
        throw new SsoInputError('Not accepted', [
          { path: 'settings.clientSecret', message: 'A secret is needed.' },
          { path: 'settings.clockTolerance', message: 'At most a minute.' },
          { path: 'settings.scopes.0', message: 'Not a scope.' },
        ]);
      },
    });

    await fill(user, await screen.findByLabelText(/^Display name/), 'Okta');
    await fill(user, screen.getByLabelText(/^Issuer/), 'https://okta.test');
    await fill(user, screen.getByLabelText(/^Client ID/), 'portal');
    await user.click(screen.getByRole('button', { name: 'Create connection' }));

    const secret = screen.getByLabelText('Client secret');
    await waitFor(() => expect(secret).toHaveFocus());
    expect(secret).toHaveAccessibleDescription(/A secret is needed/);
    expect(screen.getByLabelText(/^Scopes/)).toHaveAccessibleDescription(
      /Not a scope/,
    );
    // Opened, because something in there is wrong.
    expect(
      await screen.findByRole('textbox', { name: 'Clock tolerance' }),
    ).toHaveAccessibleDescription(/At most a minute/);
  });

  it('tells of a name that is taken and keeps what was typed', async () => {
    const { user } = renderPage('/sso/activate/oidc', {
      listProtocols,
      createConnection: () => {
        throw new ConflictError('There is an SSO connection "okta" already.');
      },
    });

    await fill(user, await screen.findByLabelText(/^Display name/), 'Okta');
    await fill(user, screen.getByLabelText(/^Issuer/), 'https://okta.test');
    await fill(user, screen.getByLabelText(/^Client ID/), 'portal');
    await user.click(screen.getByRole('button', { name: 'Create connection' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is an SSO connection "okta" already.',
    );
    expect(screen.getByLabelText(/^Issuer/)).toHaveValue('https://okta.test');
  });
});
