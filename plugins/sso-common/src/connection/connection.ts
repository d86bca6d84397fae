import { z } from 'zod/v4';
import { ssoProvisioningPolicySchema } from './policy';
import { ssoIconSchema } from './icons';
import { portalPathSchema } from './portalPath';

/**
 * The id of an SSO connection: it stands in the addresses that the provider gets, so it never
 * changes. Lower-case letters, digits and hyphens.
 *
 * @public
 */
export const ssoConnectionIdSchema = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
    'Use 1 to 40 lower-case letters, digits and hyphens, with no hyphen at either end.',
  );

const displayName = z
  .string()
  .trim()
  .min(1, 'Give the button a name.')
  .max(80, 'Use at most 80 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'Leave out line breaks and control characters.');

/**
 * `always`; `unlessProven`: not when the provider says that it has checked a
 * second factor; `never`.
 *
 * @public
 */
export const ssoSecondFactorRuleSchema = z.enum([
  'always',
  'unlessProven',
  'never',
]);

/** @public */
export type SsoSecondFactorRule = z.infer<typeof ssoSecondFactorRuleSchema>;

/**
 * What an administrator sets on every SSO connection, whatever its protocol.
 *
 * @public
 */
export const ssoConnectionInputSchema = z.strictObject({
  /** Label of the button on the sign-in page. */
  displayName,
  icon: ssoIconSchema.optional(),
  /** Not on the sign-in page; reachable by its link only. */
  hidden: z.boolean().default(false),
  /** A note for administrators. */
  comment: z.string().trim().max(2000).optional(),
  /** Where everyone lands; without it, the page first asked for. */
  loginSuccessRedirect: portalPathSchema.optional(),
  /** Debug mode: sign-ins that succeed leave a trace as well. */
  debug: z.boolean().default(false),
  /** When accounts with a second factor are asked for it after this sign-in. */
  secondFactor: ssoSecondFactorRuleSchema.default('always'),
  /** Settings of the protocol, without its secrets. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /**
   * Secrets of the protocol by field name. A text sets one, `null` removes
   * it, an omitted or blank one stays as it is.
   */
  secrets: z
    .record(z.string(), z.union([z.string().max(20_000), z.null()]))
    .default({}),
  policy: ssoProvisioningPolicySchema.prefault({}),
});

/** @public */
export type SsoConnectionInput = z.infer<typeof ssoConnectionInputSchema>;

/** What is known of a secret: never its value. @public */
export const ssoSecretInfoSchema = z.object({
  setAt: z.iso.datetime(),
  /** First 16 hex digits of a keyed SHA-256, to tell two secrets apart. */
  fingerprint: z.string(),
});

/** @public */
export type SsoSecretInfo = z.infer<typeof ssoSecretInfoSchema>;

/** What the regular upkeep of an SSO connection reports. @public */
export const ssoNoticeSchema = z.object({
  title: z.string(),
  outcome: z.enum(['failed', 'note']),
  code: z.string().optional(),
  detail: z.string().optional(),
  advice: z.string().optional(),
  /** When it was first reported. */
  since: z.iso.datetime(),
});

/** @public */
export type SsoNotice = z.infer<typeof ssoNoticeSchema>;

/** One row of the list of SSO connections. @public */
export const ssoConnectionSummarySchema = z.object({
  id: ssoConnectionIdSchema,
  protocol: z.string(),
  /** False when the backend runs without the protocol's module. */
  protocolInstalled: z.boolean(),
  displayName: z.string(),
  icon: ssoIconSchema.optional(),
  order: z.int(),
  hidden: z.boolean(),
  active: z.boolean(),
  comment: z.string().optional(),
  version: z.int(),
  updatedAt: z.iso.datetime(),
  /** What its upkeep found that administrators should know. */
  notices: z.array(ssoNoticeSchema),
  /** The newest sign-in or refusal, of anyone. */
  lastSignIn: z
    .object({
      at: z.iso.datetime(),
      outcome: z.enum(['success', 'refused']),
      code: z.string().optional(),
    })
    .optional(),
});

/** @public */
export type SsoConnectionSummary = z.infer<typeof ssoConnectionSummarySchema>;

/** A value that the administrator gives to the provider. @public */
export const ssoProviderValueSchema = z.object({
  label: z.string(),
  value: z.string(),
  help: z.string().optional(),
  /**
   * `document` for an address whose content the administrator may want to
   * read, copy or save: metadata.
   */
  kind: z.enum(['text', 'document']).optional(),
});

/** @public */
export type SsoProviderValue = z.infer<typeof ssoProviderValueSchema>;

/** Something that the protocol can do on request. @public */
export const ssoConnectionActionSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  /** Asked before it runs. */
  confirmation: z.string().optional(),
});

/** @public */
export type SsoConnectionAction = z.infer<typeof ssoConnectionActionSchema>;

/** An SSO connection with its redacted settings. @public */
export const ssoConnectionSchema = ssoConnectionSummarySchema.extend({
  loginSuccessRedirect: z.string().optional(),
  debug: z.boolean(),
  secondFactor: ssoSecondFactorRuleSchema,
  settings: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), ssoSecretInfoSchema),
  /** What the protocol can do for it now; see `runConnectionAction`. */
  actions: z.array(ssoConnectionActionSchema),
  policy: ssoProvisioningPolicySchema,
  /** What to enter at the provider, such as the redirect URI or ACS URL. */
  providerValues: z.array(ssoProviderValueSchema),
  /** A link that starts a sign-in, also for a hidden connection. */
  signInUrl: z.string(),
  createdAt: z.iso.datetime(),
  /** Entity reference of the administrator who changed it last. */
  updatedBy: z.string(),
});

/** @public */
export type SsoConnection = z.infer<typeof ssoConnectionSchema>;
