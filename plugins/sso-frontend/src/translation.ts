import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { connectionMessages } from './messages/connectionMessages';
import { formMessages } from './messages/formMessages';
import { pageMessages } from './messages/pageMessages';
import { setupMessages } from './messages/setupMessages';
import { traceMessages } from './messages/traceMessages';

/**
 * Texts of the settings pages.
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
  },
});
