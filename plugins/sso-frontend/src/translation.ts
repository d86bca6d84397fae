import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { connectionMessages } from './messages/connectionMessages';
import { formMessages } from './messages/formMessages';
import { pageMessages } from './messages/pageMessages';

/**
 * Texts of the settings pages.
 *
 * @public
 */
export const ssoTranslationRef = createTranslationRef({
  id: 'sso',
  messages: { ...pageMessages, ...connectionMessages, ...formMessages },
});
