import {
  SsoError,
  type SsoSecondFactorState,
} from '@latchkey/plugin-sso-common';
import type { AttemptLimiter } from '../attempts/AttemptLimiter';
import type { SsoSettings } from '../config/SsoSettings';
import type { SecretCipher } from '../secrets/SecretCipher';
import type { Account } from '../stores/AccountStore';
import type { SecondFactor } from '../stores/SecondFactorStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import {
  authenticatorUri,
  newAuthenticatorKey,
  stepOfCode,
  withoutGaps,
} from './authenticatorCodes';
import { hashRecoveryCode, newRecoveryCodes } from './recoveryCodes';

type Owner = Pick<Account, 'id' | 'username'>;

interface Options {
  readonly persistence: SsoPersistence;
  readonly cipher: SecretCipher;
  readonly attempts: Pick<AttemptLimiter, 'reserve' | 'refund'>;
  readonly settings: Pick<SsoSettings, 'appUrl'>;
  readonly now?: () => Date;
}

/**
 * The second factor of accounts (LOCAL-4): codes of an authenticator app
 * (TOTP, RFC 6238), and recovery codes for when it is lost. Each code is
 * taken once. Wrong ones count like wrong passwords, in the same counter.
 */
export class SecondFactorService {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): SecondFactorService {
    return new SecondFactorService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** What may be shown of it: never the key, never a code. */
  async state(accountId: string): Promise<SsoSecondFactorState> {
    const { secondFactors } = this.#options.persistence;
    const since = (await secondFactors.find(accountId))?.confirmedAt;
    if (!since) {
      return { on: false, recoveryCodesLeft: 0 };
    }
    return {
      on: true,
      since: since.toISOString(),
      recoveryCodesLeft: await secondFactors.countRecoveryCodes(accountId),
    };
  }

  async isOn(accountId: string): Promise<boolean> {
    const { secondFactors } = this.#options.persistence;
    return (await secondFactors.findConfirmed([accountId])).has(accountId);
  }

  /**
   * Makes a key. It counts for nothing before {@link confirm}, and is shown
   * this once; beginning again makes another one.
   *
   * @throws SsoError `second-factor-on`
   */
  async begin(account: Owner): Promise<{ secret: string; uri: string }> {
    const { persistence, cipher, settings } = this.#options;
    const secret = newAuthenticatorKey();
    const begun = await persistence.secondFactors.begin({
      accountId: account.id,
      secret: cipher.seal(secret, secondFactorContext(account.id)),
      at: this.#now(),
    });
    if (!begun) {
      throw new SsoError('second-factor-on');
    }
    const issuer = new URL(settings.appUrl).host;
    return {
      secret,
      uri: authenticatorUri({ key: secret, issuer, label: account.username }),
    };
  }

  /**
   * Turns the second factor on with a code of the new key.
   *
   * @param options.sessionId - the session of the person: it counts as proven
   *   from now on, and all others of the account end
   * @returns the recovery codes, shown this once
   * @throws SsoError `second-factor-on`, `second-factor-off` when it was not
   *   begun, `second-factor-wrong`, also while the account is locked
   */
  async confirm(
    account: Owner,
    code: string,
    options: { sessionId?: string } = {},
  ): Promise<string[]> {
    const { persistence, attempts } = this.#options;
    const at = this.#now();
    const begun = await persistence.secondFactors.find(account.id);
    if (!begun || begun.confirmedAt) {
      throw new SsoError(begun ? 'second-factor-on' : 'second-factor-off');
    }
    // Counted as all codes are: whoever finds a session, and a key that nobody
    // confirmed, could otherwise try until they have the recovery codes.
    const subject = { kind: 'account', accountId: account.id } as const;
    const allowed = await attempts.reserve(subject);
    const step = stepOfCode(this.#keyOf(begun), withoutGaps(code), at);
    if (!allowed || step === undefined) {
      throw new SsoError('second-factor-wrong');
    }
    await attempts.refund(subject);
    const codes = newRecoveryCodes();
    await persistence.transaction(async stores => {
      if (!(await stores.secondFactors.confirm(account.id, step, at))) {
        throw new SsoError('second-factor-on');
      }
      // Another page may have begun anew meanwhile, with another key.
      const confirmed = await stores.secondFactors.find(account.id);
      if (confirmed?.secret.ciphertext !== begun.secret.ciphertext) {
        throw new SsoError('second-factor-wrong');
      }
      await this.#replaceCodes(stores, account, codes, 'second-factor-on');
      const { sessionId } = options;
      if (sessionId !== undefined) {
        await stores.sessions.setSecondFactor(sessionId, 'proven');
        await stores.sessions.endAllOfAccount(account.id, {
          except: sessionId,
        });
      }
    });
    return codes;
  }

  /**
   * @returns the new recovery codes, shown this once; the old ones are gone
   * @throws SsoError `second-factor-off`, `second-factor-wrong`
   */
  async renewRecoveryCodes(account: Owner, code: string): Promise<string[]> {
    await this.#assertCode(account, code);
    const codes = newRecoveryCodes();
    await this.#options.persistence.transaction(async stores => {
      const on = await stores.secondFactors.findConfirmed([account.id]);
      if (!on.has(account.id)) {
        throw new SsoError('second-factor-off');
      }
      await this.#replaceCodes(
        stores,
        account,
        codes,
        'recovery-codes-renewed',
      );
    });
    return codes;
  }

  /** @throws SsoError `second-factor-off`, `second-factor-wrong` */
  async remove(account: Owner, code: string): Promise<void> {
    await this.#assertCode(account, code);
    await this.#options.persistence.transaction(async stores => {
      if (!(await stores.secondFactors.remove(account.id))) {
        throw new SsoError('second-factor-off');
      }
      await this.#record(stores, account, 'second-factor-off');
    });
  }

  /**
   * For somebody who has lost the device and the recovery codes. The caller
   * writes the history, in which it stands who did it.
   *
   * @returns whether there was one
   */
  async removeByAdministrator(
    stores: SsoStores,
    accountId: string,
  ): Promise<boolean> {
    return stores.secondFactors.remove(accountId);
  }

  /**
   * Whether a code is right, which spends it. False as well while the account
   * is locked.
   */
  async verify(account: Owner, code: string): Promise<boolean> {
    return (await this.check(account, code)) === 'right';
  }

  /** {@link verify}, telling a wrong code from one that was not looked at. */
  async check(
    account: Owner,
    code: string,
  ): Promise<'right' | 'wrong' | 'locked'> {
    const { attempts } = this.#options;
    const subject = { kind: 'account', accountId: account.id } as const;
    // Before the look, so that codes tried at once are all counted.
    if (!(await attempts.reserve(subject))) {
      return 'locked';
    }
    if (!(await this.#take(account, code))) {
      return 'wrong';
    }
    await attempts.refund(subject);
    return 'right';
  }

  async #take(account: Owner, code: string): Promise<boolean> {
    const { secondFactors } = this.#options.persistence;
    const factor = await secondFactors.find(account.id);
    if (!factor?.confirmedAt) {
      return false;
    }
    const hash = hashRecoveryCode(code);
    if (hash !== undefined) {
      return secondFactors.takeRecoveryCode(account.id, hash);
    }
    const step = stepOfCode(
      this.#keyOf(factor),
      withoutGaps(code),
      this.#now(),
    );
    return step !== undefined && secondFactors.takeStep(account.id, step);
  }

  async #assertCode(account: Owner, code: string): Promise<void> {
    if (!(await this.isOn(account.id))) {
      throw new SsoError('second-factor-off');
    }
    if (!(await this.verify(account, code))) {
      throw new SsoError('second-factor-wrong');
    }
  }

  async #replaceCodes(
    stores: SsoStores,
    account: Owner,
    codes: readonly string[],
    event: 'second-factor-on' | 'recovery-codes-renewed',
  ): Promise<void> {
    const hashes = codes.flatMap(code => hashRecoveryCode(code) ?? []);
    await stores.secondFactors.replaceRecoveryCodes(
      account.id,
      hashes,
      this.#now(),
    );
    await this.#record(stores, account, event);
  }

  async #record(stores: SsoStores, account: Owner, type: string) {
    await stores.history.insertEvent({
      at: this.#now(),
      type,
      accountId: account.id,
    });
  }

  #keyOf(factor: SecondFactor): string {
    return this.#options.cipher.open(
      factor.secret,
      secondFactorContext(factor.accountId),
    );
  }
}

/** Where a key belongs; moved to another account it does not open. */
export function secondFactorContext(accountId: string): string {
  return `second-factor:${accountId}`;
}
