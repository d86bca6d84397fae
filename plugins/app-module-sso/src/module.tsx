import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

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
});
