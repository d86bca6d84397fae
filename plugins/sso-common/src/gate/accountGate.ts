import type { SsoErrorCode } from '../errors/errorCodes';

/**
 * What can be wrong with an account, the gravest first. When several are true,
 * the first one decides.
 *
 * @public
 */
export const ssoAccountConditions = [
  'disabled',
  'wrongSource',
  'locked',
  'inactive',
  'resetPending',
  'secondFactorDue',
] as const;

/** @public */
export type SsoAccountCondition = (typeof ssoAccountConditions)[number];

/**
 * The ways into the portal: with a password, through an identity provider,
 * through another portal, with the session of an earlier sign-in, with a
 * recovery link of the operator.
 *
 * @public
 */
export const ssoWaysIn = [
  'local',
  'sso',
  'connect',
  'refresh',
  'recovery',
] as const;

/** @public */
export type SsoWayIn = (typeof ssoWaysIn)[number];

/**
 * What happens: the person is let in, refused with a code, or has to prove a
 * second factor first. `reason` says why in one sentence.
 *
 * @public
 */
export type SsoGateCell =
  | { readonly verdict: 'admit'; readonly reason: string }
  | {
      readonly verdict: 'refuse';
      readonly code: SsoErrorCode;
      readonly reason: string;
    }
  | { readonly verdict: 'challenge'; readonly reason: string };

const admit = (reason: string): SsoGateCell => ({ verdict: 'admit', reason });
const refuse = (code: SsoErrorCode, reason: string): SsoGateCell => ({
  verdict: 'refuse',
  code,
  reason,
});
const challenge = (reason: string): SsoGateCell => ({
  verdict: 'challenge',
  reason,
});

const disabled = refuse(
  'account-disabled',
  'An administrator has shut the account.',
);
const inactive = refuse(
  'account-inactive',
  'Nobody has used the account for too long.',
);
const locked = refuse(
  'account-locked',
  'Too many wrong passwords or codes; a good proof of the provider does not lift the lock.',
);
const otherSource = refuse(
  'account-source-other',
  'The account belongs to another SSO connection.',
);
const resetCleared = admit(
  'The provider has proved the person; the pending reset is dropped.',
);
const secondFactor = challenge('The account has a second factor.');

/**
 * The gate: the last step of every way in. The backend decides by this table,
 * the documentation and the settings pages show it.
 *
 * @public
 */
export const ssoAccountGate: Readonly<
  Record<SsoAccountCondition, Readonly<Record<SsoWayIn, SsoGateCell>>>
> = {
  disabled: {
    local: disabled,
    sso: disabled,
    connect: disabled,
    refresh: disabled,
    recovery: disabled,
  },
  wrongSource: {
    local: refuse(
      'credentials-wrong',
      'Accounts that a provider made have no password of the portal; the answer is that to a wrong password.',
    ),
    sso: otherSource,
    connect: otherSource,
    refresh: refuse(
      'session-ended',
      'The session came by a way that the account no longer takes.',
    ),
    recovery: admit('The operator vouches for the person.'),
  },
  locked: {
    local: refuse(
      'credentials-wrong',
      'The answer is that to a wrong password, so that nobody can go on guessing.',
    ),
    sso: locked,
    connect: locked,
    refresh: admit(
      'Others must not be able to end a session by guessing passwords.',
    ),
    recovery: admit('The operator vouches for the person; the lock is lifted.'),
  },
  inactive: {
    local: inactive,
    sso: inactive,
    connect: inactive,
    refresh: inactive,
    recovery: admit('The operator vouches for the person.'),
  },
  resetPending: {
    local: refuse(
      'credentials-wrong',
      'An administrator has withdrawn the password; the answer is that to a wrong one.',
    ),
    sso: resetCleared,
    connect: resetCleared,
    refresh: admit('Sessions were ended when the reset was issued.'),
    recovery: admit('The operator vouches for the person.'),
  },
  secondFactorDue: {
    local: secondFactor,
    sso: secondFactor,
    connect: secondFactor,
    refresh: refuse(
      'session-ended',
      'The session was opened without the second factor that the account has now.',
    ),
    recovery: admit('The operator vouches for the person.'),
  },
};
