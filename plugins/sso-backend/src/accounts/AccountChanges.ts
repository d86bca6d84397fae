import { NotAllowedError } from '@backstage/errors';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import { entityRefForm } from '../directory/entityRefForm';
import type { Account } from '../stores/AccountStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';

/** Inside of a change; everything in it is one transaction. */
export interface AccountChange {
  readonly stores: SsoStores;
  readonly account: Account;
  readonly at: Date;
  /** Whether the administrator changes their own account. */
  readonly isOwn: boolean;
  /** Adds a line to the history of the account. */
  note(type: string, connectionId?: string): Promise<void>;
}

interface Options {
  readonly persistence: SsoPersistence;
  readonly settings: Pick<SsoSettings, 'administrators'>;
  readonly now?: () => Date;
}

/**
 * Changes of accounts by administrators: a change and its line of the history
 * are written together, or nothing is.
 */
export class AccountChanges {
  readonly #persistence: SsoPersistence;
  readonly #administrators: readonly string[];
  readonly #now: () => Date;

  static create(options: Options): AccountChanges {
    return new AccountChanges(options);
  }

  private constructor(options: Options) {
    this.#persistence = options.persistence;
    this.#administrators = options.settings.administrators;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @param change - may be run again when the database was busy
   * @throws SsoError `account-not-found`
   * @throws NotAllowedError when the account is that of an administrator of
   *   the configuration, and the caller is none
   */
  async run<T>(
    accountId: string,
    actor: string,
    change: (context: AccountChange) => Promise<T>,
  ): Promise<T> {
    return this.#persistence.transaction(async stores => {
      const [account] = await stores.accounts.getByIds([accountId]);
      if (!account) {
        throw new SsoError('account-not-found');
      }
      this.#assertMayChange(account, actor);
      const at = this.#now();
      return change({
        stores,
        account,
        at,
        isOwn: isSame(account, actor),
        note: (type, connectionId) =>
          stores.history.insertEvent({
            at,
            type,
            accountId,
            connectionId,
            actor,
          }),
      });
    });
  }

  /**
   * Whoever has a permission about accounts only, at a help desk perhaps, must
   * not become an administrator by resetting the password of one.
   */
  #assertMayChange(account: Account, actor: string): void {
    const isAdministrator = (ref: string) =>
      this.#administrators.includes(entityRefForm(ref));
    if (isAdministrator(account.entityRef) && !isAdministrator(actor)) {
      throw new NotAllowedError(
        'This is the account of an administrator; only administrators can change it.',
      );
    }
  }
}

function isSame(account: Account, actor: string): boolean {
  return account.entityRef === entityRefForm(actor);
}
