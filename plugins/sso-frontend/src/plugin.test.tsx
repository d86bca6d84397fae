import { createApp } from '@backstage/frontend-defaults';
import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import ssoPlugin from './index';
import { protocol, summary } from './__testUtils__';

const server = setupServer();
registerMswTestHooks(server);
const backend = 'http://localhost:7007/api/sso';

describe('ssoPlugin', () => {
  it('CONN-1 has a page with tabs and reads from the backend', async () => {
    server.use(
      http.get(`${backend}/connections`, () =>
        HttpResponse.json({ connections: [summary] }),
      ),
      http.get(`${backend}/protocols`, () =>
        HttpResponse.json({ protocols: [protocol] }),
      ),
      http.get(`${backend}/status`, () =>
        HttpResponse.json({
          disabledPlugins: { all: false, connectionIds: [] },
          escapeRoutes: [],
        }),
      ),
    );
    window.history.replaceState({}, '', '/sso');
    const config = mockApis.config({
      data: {
        app: {
          baseUrl: 'http://localhost',
          extensions: [{ 'sign-in-page:app': false }],
        },
        backend: { baseUrl: 'http://localhost:7007' },
        permission: { enabled: false },
      },
    });
    const app = createApp({
      features: [ssoPlugin],
      advanced: { configLoader: async () => ({ config }) },
    });

    render(app.createRoot());

    expect(
      await screen.findByRole('link', { name: 'Okta' }, { timeout: 15_000 }),
    ).toHaveAttribute('href', '/sso/connections/okta');
    expect(
      screen.getByRole('tab', { name: 'Activate a plugin' }),
    ).toHaveAttribute('href', '/sso/activate');
    expect(screen.getByRole('tab', { name: 'Accounts' })).toHaveAttribute(
      'href',
      '/sso/accounts',
    );
    expect(screen.getByRole('tab', { name: 'Ways in' })).toHaveAttribute(
      'href',
      '/sso/ways-in',
    );
    expect(screen.getByRole('link', { name: 'My security' })).toHaveAttribute(
      'href',
      '/my-security',
    );
  });
});
