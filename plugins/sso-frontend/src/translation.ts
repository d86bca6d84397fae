import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { accountMessages } from './messages/accountMessages';
import { activityMessages } from './messages/activityMessages';
import { connectionMessages } from './messages/connectionMessages';
import { formMessages } from './messages/formMessages';
import { overrideMessages } from './messages/overrideMessages';
import { pageMessages } from './messages/pageMessages';
import { securityMessages } from './messages/securityMessages';
import { setupMessages } from './messages/setupMessages';
import { traceMessages } from './messages/traceMessages';

/**
 * Texts of the settings pages and of the page about one's own security.
 *
 * @public
 */
export const ssoTranslationRef = createTranslationRef({
  id: 'sso',
  messages: {
    ...pageMessages,
    ...connectionMessages,
    ...formMessages,
    ...setupMessages,
    ...traceMessages,
    ...accountMessages,
    ...activityMessages,
    ...securityMessages,
    ...overrideMessages,
  },
});
