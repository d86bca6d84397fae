import type {
  SsoAccount,
  SsoAccountSummary,
  SsoMyAccount,
  SsoSessionSummary,
} from '@latchkey/plugin-sso-common';

const firefox =
  'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';

/** A session that was opened with a password. */
export const session: SsoSessionSummary = {
  id: '11',
  way: 'local',
  createdAt: '2026-11-20T08:00:00.000Z',
  lastSeenAt: '2026-11-21T08:00:00.000Z',
  idleExpiresAt: '2026-11-22T08:00:00.000Z',
  expiresAt: '2026-12-20T08:00:00.000Z',
  address: '192.0.2.7',
  userAgent: firefox,
  secondFactor: true,
  current: true,
};

/** One that was opened through a provider, on a phone. */
export const phoneSession: SsoSessionSummary = {
  ...session,
  id: '12',
  way: 'sso',
  connectionId: 'okta',
  connection: 'Okta',
  userAgent: safari,
  secondFactor: false,
  current: false,
};

export const accountSummary: SsoAccountSummary = {
  id: '7',
  username: 'alice',
  entityRef: 'user:default/alice',
  displayName: 'Alice Ferreira',
  email: 'alice@example.com',
  source: 'local',
  active: true,
  inactive: false,
  secondFactor: false,
  administrator: false,
  createdAt: '2026-01-02T08:00:00.000Z',
  lastActiveAt: '2026-11-21T08:00:00.000Z',
};

/** A local account with everything in order. */
export const account: SsoAccount = {
  ...accountSummary,
  givenName: 'Alice',
  familyName: 'Ferreira',
  emailVerified: true,
  hasPassword: true,
  passwordChangedAt: '2026-03-04T08:00:00.000Z',
  resetPending: false,
  secondFactorState: { on: false, recoveryCodesLeft: 0 },
  links: [
    {
      id: '31',
      connectionId: 'okta',
      connection: 'Okta',
      issuer: 'https://okta.example.com',
      subject: 'alice@okta',
      linkedAt: '2026-05-06T08:00:00.000Z',
    },
  ],
  groups: [
    {
      entityRef: 'group:default/platform',
      title: 'Platform',
      kind: 'team',
      madeBy: 'okta',
    },
  ],
  sessions: [session, phoneSession],
  events: [
    {
      at: '2026-11-21T08:00:00.000Z',
      type: 'sign-in',
      connectionId: 'okta',
      connection: 'Okta',
    },
    {
      at: '2026-11-20T07:00:00.000Z',
      type: 'sign-in-refused',
      code: 'account-locked',
      reference: 'AB12-CD34',
    },
    {
      at: '2026-11-19T07:00:00.000Z',
      type: 'account-enabled',
      actor: 'user:default/admin',
    },
  ],
};

/** The own account of somebody with a password. */
export const myAccount: SsoMyAccount = {
  username: 'alice',
  displayName: 'Alice Ferreira',
  givenName: 'Alice',
  familyName: 'Ferreira',
  email: 'alice@example.com',
  source: 'local',
  editableFields: ['displayName', 'givenName', 'familyName'],
  hasPassword: true,
  passwordOpen: true,
  passwordMinLength: 12,
  passwordChangedAt: '2026-03-04T08:00:00.000Z',
  secondFactorState: { on: false, recoveryCodesLeft: 0 },
  proofNeeded: 'password',
  links: account.links,
  linkable: [{ id: 'school', displayName: 'School', icon: 'school' }],
  sessions: [session, phoneSession],
  events: account.events,
};
