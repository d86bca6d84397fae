import { bindings } from './bindings';
import { choiceField, switchField, urlField } from './fields';

const group = 'Signing out';

/** Ending the session at the provider. */
export const logoutSettings = {
  signOutAtProvider: switchField({
    title: 'Sign out at the provider as well',
    description:
      'Signing out of the portal ends the session at the provider, and with it those at other applications.',
    group,
  }),
  logoutUrl: urlField({
    title: 'Sign-out URL',
    description: 'SingleLogoutService in the metadata.',
    group,
    placeholder: 'https://idp.example.com/slo',
  }),
  logoutResponseUrl: urlField({
    title: 'Sign-out response URL',
    description:
      'Only when answers go to another address than requests (ResponseLocation).',
    group,
    advanced: true,
  }),
  logoutBinding: choiceField(bindings, 'redirect', {
    title: 'Binding of sign-out messages',
    description: 'How they travel to the sign-out URL.',
    group,
  }),
};
