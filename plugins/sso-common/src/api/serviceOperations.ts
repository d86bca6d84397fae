import { z } from 'zod/v4';
import { defineSsoOperation } from './operation';

const auth = { kind: 'service', plugins: ['auth'] } as const;
const catalog = { kind: 'service', plugins: ['catalog'] } as const;

/**
 * Claim of Backstage tokens that names the session they were made from. It
 * opens nothing: it tells the `sso` plugin from which session of the person a
 * request comes.
 *
 * @public
 */
export const ssoSessionClaim = 'sso_session';

/**
 * Who a session belongs to, as the `auth` plugin needs it for a token.
 *
 * @public
 */
export const ssoSessionIdentitySchema = z.object({
  /** Goes into the token as {@link ssoSessionClaim}. */
  sessionId: z.string(),
  userEntityRef: z.string(),
  /** What the person owns things as: the user and the groups. */
  ownershipEntityRefs: z.array(z.string()),
  displayName: z.string().optional(),
  email: z.string().optional(),
  picture: z.string().optional(),
});

/** @public */
export type SsoSessionIdentity = z.infer<typeof ssoSessionIdentitySchema>;

/** A person in the directory, as the Catalog needs it. @public */
export const ssoDirectoryUserSchema = z.object({
  entityRef: z.string(),
  /** True when the account is gone and its entity has to go too. */
  removed: z.boolean(),
  accountId: z.string(),
  /** `local` or the id of the SSO connection that made the account. */
  source: z.string(),
  username: z.string(),
  displayName: z.string().optional(),
  email: z.string().optional(),
  /** Entity references of the groups. */
  memberOf: z.array(z.string()),
});

/** @public */
export type SsoDirectoryUser = z.infer<typeof ssoDirectoryUserSchema>;

/** A group in the directory, as the Catalog needs it. @public */
export const ssoDirectoryGroupSchema = z.object({
  entityRef: z.string(),
  removed: z.boolean(),
  groupId: z.string(),
  title: z.string(),
  /** `team`, `audience`, `course`, `position` or `organisation`. */
  kind: z.string(),
  category: z.string().optional(),
  /** `local` or the id of the SSO connection that made the group. */
  source: z.string(),
});

/** @public */
export type SsoDirectoryGroup = z.infer<typeof ssoDirectoryGroupSchema>;

const page = z.strictObject({
  /** Only what changed at or after this moment. */
  changedSince: z.iso.datetime().optional(),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
});
const pageEnd = {
  nextCursor: z.string().optional(),
  /** Moment, by the clock of the backend, just before the page was read. */
  asOf: z.iso.datetime(),
};

/**
 * Operations for other backend plugins, by service credentials.
 *
 * @public
 */
export const ssoServiceOperations = {
  redeemTicket: defineSsoOperation({
    operationId: 'redeemTicket',
    method: 'post',
    path: '/internal/tickets/redeem',
    summary: 'Exchange a ticket for a session, once',
    tag: 'Internal',
    access: auth,
    body: z.strictObject({
      ticket: z.string().min(1).max(200),
      /**
       * SHA-256 (base64url) of the browser's binding cookie, for tickets of
       * a redirect; absent for tickets fetched by the page itself.
       */
      browserBinding: z.string().max(100).optional(),
    }),
    response: z.object({
      /** Bearer value of the session; keep it in an HttpOnly cookie. */
      sessionToken: z.string(),
      /** When the session ends at the latest. */
      expiresAt: z.iso.datetime(),
      /** Path of the portal to land on. */
      returnTo: z.string(),
    }),
    failures: [400],
  }),
  refreshSession: defineSsoOperation({
    operationId: 'refreshSession',
    method: 'post',
    path: '/internal/sessions/refresh',
    summary: 'Whose session this is, while it is good',
    tag: 'Internal',
    access: auth,
    body: z.strictObject({ sessionToken: z.string().min(1).max(200) }),
    response: ssoSessionIdentitySchema,
    failures: [401, 403],
  }),
  endSession: defineSsoOperation({
    operationId: 'endSession',
    method: 'post',
    path: '/internal/sessions/end',
    summary: 'End a session; an unknown one counts as ended',
    tag: 'Internal',
    access: auth,
    body: z.strictObject({
      sessionToken: z.string().min(1).max(200),
      /** False when another sign-in takes its place: nobody signs out then. */
      signOut: z.boolean().default(true),
    }),
    response: z.object({
      /**
       * Where the browser goes next to sign out at the provider as well, good
       * once and for a short time; or a page of the portal that says why that
       * is not possible.
       */
      providerLogoutUrl: z.string().optional(),
    }),
  }),
  readDirectoryUsers: defineSsoOperation({
    operationId: 'readDirectoryUsers',
    method: 'get',
    path: '/internal/directory/users',
    summary: 'Read accounts by pages',
    tag: 'Internal',
    access: catalog,
    query: page,
    response: z.object({ users: z.array(ssoDirectoryUserSchema), ...pageEnd }),
  }),
  readDirectoryGroups: defineSsoOperation({
    operationId: 'readDirectoryGroups',
    method: 'get',
    path: '/internal/directory/groups',
    summary: 'Read groups by pages',
    tag: 'Internal',
    access: catalog,
    query: page,
    response: z.object({
      groups: z.array(ssoDirectoryGroupSchema),
      ...pageEnd,
    }),
  }),
} as const;
