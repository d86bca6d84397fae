import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isValid, isValidCIDR } from 'ipaddr.js';
import type { AttemptLimit } from '../stores/AttemptStore';
import {
  DAY,
  MINUTE,
  readMilliseconds,
  readWholeNumber,
} from './readMilliseconds';

/** What app-config says about accounts and signing in without a provider. */
export interface AccountSettings {
  readonly localSignIn: boolean;
  /** Smallest number of characters of a password. */
  readonly passwordMinLength: number;
  /** File with passwords that are refused, a line each. */
  readonly passwordBlocklist?: string;
  /** Wrong passwords and codes of one account. */
  readonly accountAttempts: AttemptLimit;
  /** Wrong passwords from one address, or one network of IPv6. */
  readonly addressAttempts: AttemptLimit;
  /** Who hands out password links. */
  readonly resetDelivery: 'notifications' | 'administrator';
  /** Of a link that was sent, and of one that an administrator issued. */
  readonly resetLifetime: number;
  readonly issuedResetLifetime: number;
  /** After how long without use an account is closed, in milliseconds. */
  readonly inactiveAfter?: number;
  /** From where `?nosso=1` works; undefined: from everywhere. */
  readonly nossoAddresses?: readonly string[];
}

/** @throws InputError naming the key that is wrong */
export function readAccountSettings(config: Config): AccountSettings {
  return {
    localSignIn: config.getOptionalBoolean('sso.local.enabled') ?? true,
    passwordMinLength: readWholeNumber(
      config,
      'sso.local.password.minLength',
      12,
      { min: 8, max: 128 },
    ),
    passwordBlocklist: config.getOptionalString('sso.local.password.blocklist'),
    accountAttempts: readLimit(config, 'sso.local.lockout', {
      attempts: 10,
      lock: MINUTE,
      maxLock: 60 * MINUTE,
    }),
    addressAttempts: readLimit(config, 'sso.local.addressLockout', {
      attempts: 100,
      lock: 5 * MINUTE,
      maxLock: 60 * MINUTE,
    }),
    resetDelivery: readDelivery(config),
    resetLifetime: readMilliseconds(
      config,
      'sso.local.passwordReset.lifetime',
      30 * MINUTE,
      { min: 5 * MINUTE, max: DAY },
    ),
    issuedResetLifetime: readMilliseconds(
      config,
      'sso.local.passwordReset.issuedLifetime',
      DAY,
      { min: 5 * MINUTE, max: 7 * DAY },
    ),
    inactiveAfter: readInactivity(config),
    nossoAddresses: readAddresses(config, 'sso.nosso.addresses'),
  };
}

function readLimit(
  config: Config,
  key: string,
  fallback: Pick<AttemptLimit, 'attempts' | 'lock' | 'maxLock'>,
): AttemptLimit {
  const lock = readMilliseconds(config, `${key}.duration`, fallback.lock, {
    min: 1000,
    max: DAY,
  });
  return {
    attempts: readWholeNumber(config, `${key}.attempts`, fallback.attempts, {
      min: 3,
      max: 10_000,
    }),
    lock,
    maxLock: Math.max(lock, fallback.maxLock),
    memory: DAY,
  };
}

function readDelivery(config: Config): AccountSettings['resetDelivery'] {
  const key = 'sso.local.passwordReset.delivery';
  const value = config.getOptionalString(key) ?? 'administrator';
  if (value !== 'notifications' && value !== 'administrator') {
    throw new InputError(`${key} has to be notifications or administrator`);
  }
  return value;
}

function readInactivity(config: Config): number | undefined {
  const key = 'sso.accounts.inactiveAccountDisable';
  return config.has(key)
    ? readWholeNumber(config, key, 0, { min: 1, max: 3650 }) * DAY
    : undefined;
}

function readAddresses(
  config: Config,
  key: string,
): readonly string[] | undefined {
  const ranges = config.getOptionalStringArray(key);
  for (const range of ranges ?? []) {
    if (!isValid(range) && !isValidCIDR(range)) {
      throw new InputError(
        `${key} takes addresses and networks such as 10.0.0.0/8, got '${range}'`,
      );
    }
  }
  return ranges;
}
