import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  FeatureFlagState,
  type IdentityApi,
  type ToastApi,
  toastApiRef,
} from '@backstage/frontend-plugin-api';
import type { RenderResult } from '@testing-library/react';
import userEvent, { UserEvent } from '@testing-library/user-event';
import { SsoSignInPage } from '../components/SsoSignInPage';

/** Opens the sign-in page at an address of the portal. */
export function renderSignInPage(
  address = '/',
  options: {
    /** `app.baseUrl` */
    baseUrl?: string;
    /** Feature flags that are on in this browser. */
    flags?: readonly string[];
  } = {},
): RenderResult & {
  onSignInSuccess: jest.Mock<void, [IdentityApi]>;
  onToast: jest.Mock<
    ReturnType<ToastApi['post']>,
    Parameters<ToastApi['post']>
  >;
  user: UserEvent;
} {
  window.history.replaceState({}, '', address);
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  const onToast = jest.fn<
    ReturnType<ToastApi['post']>,
    Parameters<ToastApi['post']>
  >(() => ({ close: () => {} }));
  const view = renderInTestApp(
    <SsoSignInPage onSignInSuccess={onSignInSuccess} />,
    {
      config: {
        app: {
          title: 'Example Portal',
          baseUrl: options.baseUrl ?? 'http://localhost',
        },
        backend: { baseUrl: 'http://localhost:7007' },
      },
      apis: [
        [toastApiRef, { post: onToast }],
        mockApis.featureFlags({
          initialStates: Object.fromEntries(
            (options.flags ?? []).map(name => [name, FeatureFlagState.Active]),
          ),
        }),
      ],
    },
  );
  return { ...view, onSignInSuccess, onToast, user: userEvent.setup() };
}
