import { z } from 'zod/v4';
import { ssoEditableFields } from '../connection/policy';
import { ssoWaysIn } from '../gate/accountGate';

/** Id of an account. @public */
export const ssoAccountIdSchema = z.string().regex(/^[1-9]\d{0,15}$/);

/** A name of a person or of an account. @public */
export const ssoPersonNameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(200, 'Use at most 200 characters.')
  .regex(
    /^[^\p{Cc}\p{Cs}]*$/u,
    'Leave out line breaks and control characters.',
  );

/** One row of the list of accounts. @public */
export const ssoAccountSummarySchema = z.object({
  id: ssoAccountIdSchema,
  username: z.string(),
  entityRef: z.string(),
  displayName: z.string().optional(),
  email: z.string().optional(),
  /** `local` or the id of the SSO connection that the account belongs to. */
  source: z.string(),
  /** True unless an administrator has disabled it. */
  active: z.boolean(),
  /** End of the lock, while there is one. */
  lockedUntil: z.iso.datetime().optional(),
  /** True when it was not used for longer than the portal allows. */
  inactive: z.boolean(),
  secondFactor: z.boolean(),
  /** True when an administrator of the configuration. */
  administrator: z.boolean(),
  createdAt: z.iso.datetime(),
  lastActiveAt: z.iso.datetime().optional(),
});

/** @public */
export type SsoAccountSummary = z.infer<typeof ssoAccountSummarySchema>;

/** A link from an identity at a provider to an account. @public */
export const ssoIdentityLinkSchema = z.object({
  id: z.string(),
  connectionId: z.string(),
  /** Display name of the SSO connection. */
  connection: z.string(),
  issuer: z.string(),
  subject: z.string(),
  linkedAt: z.iso.datetime(),
});

/** @public */
export type SsoIdentityLink = z.infer<typeof ssoIdentityLinkSchema>;

/** A session that is open. @public */
export const ssoSessionSummarySchema = z.object({
  id: z.string(),
  /** How it began; never `refresh`. */
  way: z.enum(ssoWaysIn),
  connectionId: z.string().optional(),
  /** Display name of the SSO connection. */
  connection: z.string().optional(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** When it ends unless it is used before. */
  idleExpiresAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** Address and `User-Agent` of the browser when it began. */
  address: z.string().optional(),
  userAgent: z.string().optional(),
  /** Whether a second factor was proved for it. */
  secondFactor: z.boolean(),
  /** True for the session of the caller. */
  current: z.boolean(),
});

/** @public */
export type SsoSessionSummary = z.infer<typeof ssoSessionSummarySchema>;

/** A line of the history of an account. @public */
export const ssoAccountEventSchema = z.object({
  at: z.iso.datetime(),
  /** `sign-in`, `sign-in-refused`, `sign-out`, `account-disabled` … */
  type: z.string(),
  connectionId: z.string().optional(),
  connection: z.string().optional(),
  /** Entity reference of who did it, where it was not the person. */
  actor: z.string().optional(),
  code: z.string().optional(),
  reference: z.string().optional(),
});

/** @public */
export type SsoAccountEvent = z.infer<typeof ssoAccountEventSchema>;

/** The second factor of an account; never its secret. @public */
export const ssoSecondFactorStateSchema = z.object({
  on: z.boolean(),
  since: z.iso.datetime().optional(),
  recoveryCodesLeft: z.int(),
});

/** @public */
export type SsoSecondFactorState = z.infer<typeof ssoSecondFactorStateSchema>;

/** An account as administrators see it. @public */
export const ssoAccountSchema = ssoAccountSummarySchema.extend({
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  emailVerified: z.boolean(),
  idNumber: z.string().optional(),
  /** Display name of the source, where it is an SSO connection that exists. */
  sourceName: z.string().optional(),
  hasPassword: z.boolean(),
  passwordChangedAt: z.iso.datetime().optional(),
  /** Whether an administrator has withdrawn the password. */
  resetPending: z.boolean(),
  secondFactorState: ssoSecondFactorStateSchema,
  links: z.array(ssoIdentityLinkSchema),
  groups: z.array(
    z.object({
      entityRef: z.string(),
      title: z.string(),
      kind: z.string(),
      /** `local` or the SSO connection that made the membership. */
      madeBy: z.string(),
    }),
  ),
  sessions: z.array(ssoSessionSummarySchema),
  /** Newest first, at most 50. */
  events: z.array(ssoAccountEventSchema),
});

/** @public */
export type SsoAccount = z.infer<typeof ssoAccountSchema>;

/** A link that sets a password once; shown to whom it was issued. @public */
export const ssoPasswordLinkSchema = z.object({
  url: z.string(),
  expiresAt: z.iso.datetime(),
});

/** @public */
export type SsoPasswordLink = z.infer<typeof ssoPasswordLinkSchema>;

/** The caller's own account. @public */
export const ssoMyAccountSchema = z.object({
  username: z.string(),
  displayName: z.string().optional(),
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  email: z.string().optional(),
  source: z.string(),
  sourceName: z.string().optional(),
  /** What the person may change of it. */
  editableFields: z.array(z.enum(ssoEditableFields)),
  hasPassword: z.boolean(),
  /** False where the provider has the password. */
  passwordOpen: z.boolean(),
  passwordMinLength: z.int(),
  passwordChangedAt: z.iso.datetime().optional(),
  secondFactorState: ssoSecondFactorStateSchema,
  /**
   * What sensitive changes ask for: the password, or a sign-in of the last
   * 15 minutes; `nothing` when the sign-in is as recent as that.
   */
  proofNeeded: z.enum(['password', 'recentSignIn', 'nothing']),
  links: z.array(ssoIdentityLinkSchema),
  /** SSO connections that could be linked. */
  linkable: z.array(
    z.object({
      id: z.string(),
      displayName: z.string(),
      icon: z.string().optional(),
    }),
  ),
  sessions: z.array(ssoSessionSummarySchema),
  /** Sign-ins, refusals and changes of them, newest first, at most 20. */
  events: z.array(ssoAccountEventSchema),
});

/** @public */
export type SsoMyAccount = z.infer<typeof ssoMyAccountSchema>;
