import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import ssoSignInModule from '@latchkey/plugin-app-module-sso';
import ssoPlugin from '@latchkey/plugin-sso-frontend';
import { navModule } from './modules/nav';

export default createApp({
  features: [
    catalogPlugin,
    orgPlugin,
    userSettingsPlugin,
    ssoPlugin,
    ssoSignInModule,
    navModule,
  ],
});
