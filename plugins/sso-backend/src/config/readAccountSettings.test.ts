import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readAccountSettings } from './readAccountSettings';

const read = (sso: JsonObject = {}) =>
  readAccountSettings(new ConfigReader({ sso }));
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('readAccountSettings', () => {
  it('LOCAL-1 LOCAL-2 LOCAL-5 has safe defaults', () => {
    expect(read()).toEqual({
      localSignIn: true,
      passwordMinLength: 12,
      passwordBlocklist: undefined,
      accountAttempts: {
        attempts: 10,
        lock: MINUTE,
        maxLock: 60 * MINUTE,
        memory: DAY,
      },
      addressAttempts: {
        attempts: 100,
        lock: 5 * MINUTE,
        maxLock: 60 * MINUTE,
        memory: DAY,
      },
      resetDelivery: 'administrator',
      resetLifetime: 30 * MINUTE,
      issuedResetLifetime: DAY,
      inactiveAfter: undefined,
      nossoAddresses: undefined,
    });
  });

  it('LOCAL-2 takes other limits; a first lock can be longer than the longest by default', () => {
    const { accountAttempts, addressAttempts } = read({
      local: {
        lockout: { attempts: 3, duration: '2h' },
        addressLockout: { attempts: 500, duration: { minutes: 1 } },
      },
    });
    expect(accountAttempts).toMatchObject({
      attempts: 3,
      lock: 120 * MINUTE,
      maxLock: 120 * MINUTE,
    });
    expect(addressAttempts).toMatchObject({ attempts: 500, lock: MINUTE });
  });

  it.each([
    ['sso.local.password.minLength', { local: { password: { minLength: 7 } } }],
    [
      'sso.local.password.minLength',
      { local: { password: { minLength: 12.5 } } },
    ],
    ['sso.local.lockout.attempts', { local: { lockout: { attempts: 2 } } }],
    [
      'sso.local.lockout.duration',
      { local: { lockout: { duration: { milliseconds: 999 } } } },
    ],
    [
      'sso.local.addressLockout.attempts',
      { local: { addressLockout: { attempts: 0 } } },
    ],
    [
      'sso.local.passwordReset.delivery',
      { local: { passwordReset: { delivery: 'pigeon' } } },
    ],
    [
      'sso.local.passwordReset.lifetime',
      { local: { passwordReset: { lifetime: '2 days' } } },
    ],
    [
      'sso.accounts.inactiveAccountDisable',
      { accounts: { inactiveAccountDisable: 0 } },
    ],
    ['sso.nosso.addresses', { nosso: { addresses: ['intranet'] } }],
  ])('names %s when it cannot be used', (key, sso) => {
    expect(() => read(sso)).toThrow(key);
  });
});
