import type { LoggerService } from '@backstage/backend-plugin-api';
import { isSsoError, SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { AccountEntry } from '../entry/AccountEntry';
import type { SetupService } from '../local/SetupService';
import { hashBearer } from '../secrets/bearer';
import type { SsoClientInfo } from '../sessions/SsoClientInfo';
import type { Account } from '../stores/AccountStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import type { RecoveryToken, RecoveryTokens } from './RecoveryTokens';

interface Options {
  readonly persistence: SsoPersistence;
  readonly tokens: RecoveryTokens;
  readonly entry: AccountEntry;
  readonly setup: SetupService;
  readonly settings: Pick<SsoSettings, 'administrators'>;
  readonly logger: LoggerService;
  readonly now?: () => Date;
}

/** What a recovery link leads to. */
export type RecoveryOutcome = { readonly entityRef: string } & (
  | { readonly status: 'signedIn'; readonly ticket: string }
  /** A set-up key, as the administrator has no account yet. */
  | { readonly status: 'setup'; readonly key: string }
);

/**
 * Signs administrators in with the links that the operator prints when nothing
 * else is left (LOCAL-7): without a password, a provider or a second factor,
 * also while local sign-in is off.
 */
export class RecoveryLinks {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): RecoveryLinks {
    return new RecoveryLinks(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Spends a link. One that the gate refuses is not spent.
   *
   * @returns a ticket that only the page itself can redeem, or a set-up key
   * @throws SsoError `recovery-link-invalid`, or that of the gate
   */
  async redeem(token: string, client: SsoClientInfo): Promise<RecoveryOutcome> {
    try {
      return await this.#redeem(token, client);
    } catch (error) {
      // The page says no more than that the link is no good.
      if (isSsoError(error)) {
        this.#options.logger.info(`Refused a recovery link: ${error.message}`);
      }
      throw error;
    }
  }

  async #redeem(
    token: string,
    client: SsoClientInfo,
  ): Promise<RecoveryOutcome> {
    const { persistence, tokens, setup, settings } = this.#options;
    const recovery = await tokens.verify(token);
    const { entityRef } = recovery;
    // The link may be older than a change of the configuration.
    if (!settings.administrators.includes(entityRef)) {
      throw new SsoError('recovery-link-invalid', {
        detail: `${entityRef} is not one of sso.administrators`,
      });
    }
    const ticket = await persistence.transaction(async stores => {
      await remember(stores, recovery);
      const [account] = await stores.accounts.findByEntityRefs([entityRef]);
      await stores.history.insertEvent({
        at: this.#now(),
        type: 'recovery-link-used',
        accountId: account?.id,
        actor: entityRef,
      });
      return account && this.#admit(stores, account, client);
    });
    return ticket === undefined
      ? {
          status: 'setup',
          entityRef,
          key: await setup.issueRecoveryKey(entityRef),
        }
      : { status: 'signedIn', entityRef, ticket };
  }

  async #admit(
    stores: SsoStores,
    account: Account,
    client: SsoClientInfo,
  ): Promise<string> {
    const outcome = await this.#options.entry.admit(stores, {
      account,
      way: 'recovery',
      returnTo: '/',
      client,
    });
    if (outcome.kind !== 'ticket') {
      throw new Error(
        'The gate asks for a second factor after a recovery link',
      );
    }
    return outcome.ticket;
  }
}

/** @throws SsoError `recovery-link-invalid` when it was used before */
async function remember(
  stores: SsoStores,
  { id, expiresAt }: RecoveryToken,
): Promise<void> {
  const keyHash = hashBearer(JSON.stringify(['recovery-link', id]));
  if (!(await stores.replay.remember(keyHash, expiresAt))) {
    throw new SsoError('recovery-link-invalid', {
      detail: 'The link was used before',
    });
  }
}
