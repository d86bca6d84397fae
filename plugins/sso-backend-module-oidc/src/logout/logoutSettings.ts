import { z } from 'zod/v4';

/** Ending the session at the provider. */
export const logoutSettings = {
  signOutAtProvider: z.boolean().default(false).meta({
    title: 'Sign out at the provider as well',
    description:
      'Signing out of the portal ends the session at the provider, and with it those at other applications.',
    group: 'Signing out',
  }),
};
