import type { JsonObject } from '@backstage/types';
import { z } from 'zod/v4';
import type { OidcSettings } from '../settings';

/**
 * A longer ID token is not kept: the provider then asks the person, instead of
 * every session being as large as all groups of somebody.
 */
const MAX_HINT_CHARACTERS = 16_384;

const memorySchema = z.object({ idToken: z.string().optional() });

/** What signing out at the provider needs, if the settings want that. */
export function toSessionMemory(
  settings: Pick<OidcSettings, 'signOutAtProvider'>,
  idToken: string | undefined,
): Record<string, string> | undefined {
  if (!settings.signOutAtProvider) {
    return undefined;
  }
  return idToken !== undefined && idToken.length <= MAX_HINT_CHARACTERS
    ? { idToken }
    : {};
}

/** @returns the ID token of the sign-in, where it was kept */
export function readIdTokenHint(memory: JsonObject): string | undefined {
  return memorySchema.safeParse(memory).data?.idToken;
}
