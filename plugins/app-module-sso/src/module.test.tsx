import { createApp } from '@backstage/frontend-defaults';
import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import ssoSignInModule from './index';
import { startFakePortal } from './__testUtils__';

const server = setupServer();
registerMswTestHooks(server);

describe('ssoSignInModule', () => {
  it('takes the place of the sign-in page of the app', async () => {
    startFakePortal(server);
    window.history.replaceState({}, '', '/');
    const config = mockApis.config({
      data: {
        app: { title: 'Example Portal', baseUrl: 'http://localhost' },
        backend: { baseUrl: 'http://localhost:7007' },
      },
    });
    const app = createApp({
      features: [ssoSignInModule],
      advanced: { configLoader: async () => ({ config }) },
    });

    render(app.createRoot());

    expect(
      await screen.findByRole(
        'heading',
        { name: 'Sign in to Example Portal' },
        { timeout: 10_000 },
      ),
    ).toBeVisible();
    expect(await screen.findByLabelText('Password')).toBeVisible();
  });
});
