import { z } from 'zod/v4';

/** A key of the ring. Only keys derived from the secret are ever used. */
export interface SecretKey {
  /** Stands beside every sealed value; never reused for another secret. */
  readonly id: string;
  readonly secret: string;
}

/** The keys that open values; the first one also seals. Never empty. */
export type KeyRing = readonly [SecretKey, ...SecretKey[]];

const MIN_SECRET_LENGTH = 32;

const keySchema = z.strictObject({
  id: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
      'has to be up to 64 letters, digits, dots, hyphens or underscores',
    ),
  secret: z
    .string()
    .min(
      MIN_SECRET_LENGTH,
      `has to have at least ${MIN_SECRET_LENGTH} characters; make one with: openssl rand -base64 32`,
    ),
});

const keyRingSchema = z
  .array(keySchema)
  .min(1, 'has to hold at least one key')
  .refine(
    keys => new Set(keys.map(key => key.id)).size === keys.length,
    'has two keys of the same id',
  );

/**
 * Checks a key ring.
 *
 * @param source - what an error calls it, such as `sso.secrets.keys`
 * @throws Error that says what is wrong, without any secret
 */
export function parseKeyRing(value: unknown, source: string): KeyRing {
  const result = keyRingSchema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    const path = issue.path.map(part =>
      typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
    );
    throw new Error(`${source}${path.join('')}: ${issue.message}`);
  }
  return result.data as unknown as KeyRing;
}
