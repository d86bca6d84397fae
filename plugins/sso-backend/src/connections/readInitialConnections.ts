import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ssoConnectionIdSchema,
  ssoConnectionInputSchema,
} from '@latchkey/plugin-sso-common';
import { z } from 'zod/v4';

const KEY = 'sso.initialConnections';

const initialConnectionSchema = ssoConnectionInputSchema.extend({
  id: ssoConnectionIdSchema,
  protocol: z.string().min(1).max(100),
  active: z.boolean().default(true),
  /** Address of metadata that settings are read from. */
  metadataUrl: z.url().optional(),
});

/** An SSO connection that a portal begins with. */
export type InitialConnection = z.output<typeof initialConnectionSchema>;

/**
 * Reads `sso.initialConnections`.
 *
 * @throws InputError naming what is wrong
 */
export function readInitialConnections(config: Config): InitialConnection[] {
  const parsed = z
    .array(initialConnectionSchema)
    .safeParse(config.getOptional(KEY) ?? []);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues
        // Messages of the schema never repeat a value.
        .map(({ path, message }) => `${[KEY, ...path].join('.')}: ${message}`)
        .join('; '),
    );
  }
  return parsed.data;
}
