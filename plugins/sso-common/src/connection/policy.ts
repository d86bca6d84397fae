import { z } from 'zod/v4';

/**
 * Names of the built-in sign-in resolvers: the steps by which the account of
 * an asserted identity is found. Backend modules can register further ones.
 *
 * @public
 */
export const ssoSignInResolverNames = [
  'linkedIdentity',
  'emailMatchingAccount',
  'usernameMatchingAccount',
  'idNumberMatchingAccount',
  'emailMatchingCatalogUser',
  'usernameMatchingCatalogUser',
  'createAccount',
] as const;

/**
 * The order used where neither the SSO connection nor app-config sets one.
 * Matching by username is left out: at many providers people choose their
 * username themselves.
 *
 * @public
 */
export const defaultSsoSignInResolvers: readonly string[] = [
  'linkedIdentity',
  'emailMatchingAccount',
  'createAccount',
];

/**
 * When a profile field is overwritten with the value of the provider.
 *
 * @public
 */
export const ssoFieldUpdateSchema = z.enum(['always', 'whenEmpty', 'never']);

/** @public */
export type SsoFieldUpdate = z.infer<typeof ssoFieldUpdateSchema>;

/**
 * The profile fields that a provider can fill.
 *
 * @public
 */
export const ssoProfileFields = [
  'displayName',
  'givenName',
  'familyName',
  'email',
  'idNumber',
] as const;

/** @public */
export type SsoProfileField = (typeof ssoProfileFields)[number];

/**
 * The profile fields that people can change themselves, where they may.
 *
 * @public
 */
export const ssoEditableFields = [
  'displayName',
  'givenName',
  'familyName',
] as const;

/** @public */
export type SsoEditableField = (typeof ssoEditableFields)[number];

/**
 * What a group stands for.
 *
 * @public
 */
export const ssoGroupKinds = [
  'team',
  'audience',
  'course',
  'position',
  'organisation',
] as const;

const fieldUpdate = ssoFieldUpdateSchema.default('always');

/**
 * How an asserted identity becomes an account. Every value has a default, so
 * `{}` is a complete policy.
 *
 * @public
 */
export const ssoProvisioningPolicySchema = z.strictObject({
  /** Only people whose attribute equals one of the values may sign in. */
  admission: z
    .strictObject({
      attribute: z.string().trim().min(1).max(200),
      values: z.array(z.string().trim().min(1).max(500)).min(1).max(100),
    })
    .optional(),
  /** Sign-in resolvers in order; without it the order of app-config. */
  resolvers: z.array(z.string().min(1).max(100)).min(1).max(30).optional(),
  fields: z
    .strictObject({
      displayName: fieldUpdate,
      givenName: fieldUpdate,
      familyName: fieldUpdate,
      email: fieldUpdate,
      idNumber: fieldUpdate,
    })
    .prefault({}),
  /** Matched local accounts sign in through this connection only afterwards. */
  migrateLocalAccounts: z.boolean().default(false),
  /** What people may change of their profile although a provider made it. */
  editableFields: z.array(z.enum(ssoEditableFields)).max(3).default([]),
  groups: z
    .strictObject({
      /** `mirror` also removes memberships that this connection made. */
      mode: z.enum(['firstSignIn', 'everySignIn', 'mirror']).default('mirror'),
      unknown: z.enum(['create', 'ignore']).default('create'),
      /**
       * Which existing groups a provider may put people into by their name:
       * those that this connection made, or all of them.
       */
      existing: z.enum(['own', 'all']).default('own'),
      /** Kind of groups that are created. */
      kind: z.enum(ssoGroupKinds).default('team'),
      /** Category of groups that are created. */
      category: z.string().trim().min(1).max(100).default('Single sign-on'),
    })
    .prefault({}),
});

/** @public */
export type SsoProvisioningPolicy = z.infer<typeof ssoProvisioningPolicySchema>;

/** What a client may send for a policy: everything is optional. @public */
export type SsoProvisioningPolicyInput = z.input<
  typeof ssoProvisioningPolicySchema
>;
