import type { JsonObject } from '@backstage/types';
import { ssoWaysIn } from '@latchkey/plugin-sso-common';
import { z } from 'zod/v4';

const schema = z.object({
  way: z.enum(ssoWaysIn).exclude(['refresh']),
  returnTo: z.string(),
  /** Hash of the cookie that the ticket is bound to. */
  binding: z.string().optional(),
  connectionId: z.string().optional(),
  client: z.object({
    address: z.string().optional(),
    userAgent: z.string().optional(),
  }),
  /** What the session will know of the one at the provider. */
  provider: z
    .object({
      issuer: z.string().optional(),
      providerSessionId: z.string().optional(),
      providerPrincipalHash: z.string().optional(),
      providerMemory: z
        .object({ keyId: z.string(), ciphertext: z.string() })
        .optional(),
    })
    .optional(),
});

/** What opens the session of a sign-in that waits for a code. */
export type EntryMemory = z.infer<typeof schema>;

/** As it is kept in the meantime. */
export function toJson(memory: EntryMemory): JsonObject {
  return JSON.parse(JSON.stringify(memory));
}

/** @throws ZodError for what {@link toJson} did not make */
export function fromJson(kept: JsonObject): EntryMemory {
  return schema.parse(kept);
}
