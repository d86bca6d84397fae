import type { OidcSettings } from '../settings';

/** A logout token whose signature is right, as it came. */
export interface LogoutTokenParts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

interface LogoutTokenRule {
  readonly name: string;
  /** What a token that breaks it is like. */
  readonly otherwise: string;
  keeps(token: LogoutTokenParts, settings: OidcSettings): boolean;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Also of what was there before the type had a name, and says nothing. */
const types = ['logout+jwt', 'application/logout+jwt', 'jwt'];
/** The end of the year 9999: beyond it lies no time that can be kept. */
const LAST_SECOND = 253_402_300_799;
const MAX_CHARACTERS = 1000;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= MAX_CHARACTERS
  );
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= LAST_SECOND;
}

/**
 * Rules of OpenID Connect Back-Channel Logout 1.0 §2.4 and §2.6 that are not
 * those of every JWT. None of them is kept by an ID token.
 */
export const logoutTokenRules: readonly LogoutTokenRule[] = [
  {
    name: 'type',
    otherwise: 'is a token of another type',
    keeps: ({ header: { typ } }) =>
      typ === undefined ||
      (typeof typ === 'string' && types.includes(typ.toLowerCase())),
  },
  {
    name: 'authorized party',
    otherwise: 'is for several applications or another one',
    // As for ID tokens (OpenID Connect Core §3.1.3.7).
    keeps: ({ payload: { aud, azp } }, { clientId }) =>
      azp === undefined
        ? !Array.isArray(aud) || aud.length === 1
        : azp === clientId,
  },
  {
    name: 'time of issue',
    otherwise: 'has no iat, or one in the future',
    keeps: ({ payload: { iat } }, { clockToleranceSeconds }) =>
      isTime(iat) && iat <= Date.now() / 1000 + clockToleranceSeconds,
  },
  {
    name: 'expiry',
    otherwise: 'has no usable exp',
    keeps: ({ payload: { exp } }) => isTime(exp),
  },
  {
    name: 'event',
    otherwise: 'does not say that it is about signing out',
    keeps: ({ payload: { events } }) =>
      isObject(events) &&
      Object.hasOwn(events, EVENT) &&
      isObject(events[EVENT]),
  },
  {
    name: 'no nonce',
    otherwise: 'has a nonce, which no logout token may have',
    keeps: ({ payload }) => !Object.hasOwn(payload, 'nonce'),
  },
  {
    name: 'token id',
    otherwise: 'has no usable jti',
    keeps: ({ payload: { jti } }) => isText(jti),
  },
  {
    name: 'subject or session',
    otherwise: 'names neither a person nor a session',
    keeps: ({ payload: { sub, sid } }) =>
      (sub !== undefined || sid !== undefined) &&
      [sub, sid].every(value => value === undefined || isText(value)),
  },
];
