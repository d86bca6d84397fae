import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { renderSignInPage, startFakePortal } from '../../__testUtils__';

const server = setupServer();
registerMswTestHooks(server);

describe('texts in the address of the sign-in page', () => {
  it('shows our own reason for a known code and the reference', async () => {
    startFakePortal(server);
    renderSignInPage(
      '/catalog?sso_error=state-expired&sso_reference=AB12-CD34&x=1',
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('This sign-in took too long.');
    expect(alert).toHaveTextContent('AB12-CD34');
    expect(window.location.search).toBe('?x=1');
  });

  it.each([
    'Your account is locked, call +1 555 0100',
    '<img src=x onerror=alert(1)>',
    'constructor',
    '__proto__',
  ])('does not show the text %s as a reason', async text => {
    startFakePortal(server);
    const { container } = renderSignInPage(
      `/?sso_error=${encodeURIComponent(text)}&sso_reference=AB12-CD34`,
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The sign-in did not work.');
    expect(alert).toHaveTextContent('AB12-CD34');
    expect(container).not.toHaveTextContent(text);
    expect(container.querySelector('img')).toBeNull();
  });

  it.each([
    'CALL +1 555 0100',
    'https://evil.test',
    'ABC',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    'ab12-cd34',
  ])('does not show the text %s as a reference', async text => {
    startFakePortal(server);
    const { container } = renderSignInPage(
      `/?sso_error=state-expired&sso_reference=${encodeURIComponent(text)}`,
    );

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This sign-in took too long.',
    );
    expect(container).not.toHaveTextContent(text);
    expect(container).not.toHaveTextContent('Reference');
    expect(window.location.search).toBe('');
  });

  it('CONN-8 returns to pages of this portal only', async () => {
    const connections = [{ id: 'okta', displayName: 'Okta' }];
    startFakePortal(server, { connections });
    renderSignInPage('/catalog');
    const honest = await screen.findByRole('link', { name: 'Okta' });
    expect(honest.getAttribute('href')).toContain('returnTo=%2Fcatalog');
  });

  it('CONN-8 does not return to another host that hides in the path', async () => {
    const connections = [{ id: 'okta', displayName: 'Okta' }];
    startFakePortal(server, { connections });
    renderSignInPage('http://localhost//evil.test/x');

    const link = await screen.findByRole('link', { name: 'Okta' });
    expect(
      new URL(link.getAttribute('href')!).searchParams.get('returnTo'),
    ).toBe('/');
  });
});
