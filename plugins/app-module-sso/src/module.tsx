import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { OVERRIDE_FLAG } from './overrideFlag';

// Without a name it takes the place of the sign-in page of the app.
const ssoSignInPage = SignInPageBlueprint.make({
  params: {
    loader: () =>
      import('./components/SsoSignInPage').then(m => m.SsoSignInPage),
  },
});

/**
 * Replaces the sign-in page of the app with the one of Latchkey.
 *
 * @public
 */
export const ssoSignInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [ssoSignInPage],
  featureFlags: [
    {
      name: OVERRIDE_FLAG,
      description:
        'Override auth in this browser: the sign-in page goes straight to single sign-on',
    },
  ],
});
