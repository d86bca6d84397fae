import type {
  SsoAccount,
  ssoAccountOperations,
  SsoOperationResponse,
} from '@latchkey/plugin-sso-common';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { SecondFactorService } from '../secondFactor/SecondFactorService';
import type { AccountQuery } from '../stores/AccountStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { toAccountSummary } from './accountViews';
import { readAccountParts } from './readAccountParts';

const EVENTS = 50;

interface Options {
  readonly persistence: SsoPersistence;
  readonly secondFactors: SecondFactorService;
  readonly settings: Pick<SsoSettings, 'inactiveAfter' | 'administrators'>;
  readonly now?: () => Date;
}

/** Accounts as administrators see them, as they are at this moment. */
export class AccountReader {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): AccountReader {
    return new AccountReader(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** One page, by one statement. */
  async list(
    query: Pick<
      AccountQuery,
      'search' | 'state' | 'source' | 'cursor' | 'limit'
    >,
  ): Promise<SsoOperationResponse<typeof ssoAccountOperations.listAccounts>> {
    const { persistence, settings } = this.#options;
    const { inactiveAfter } = settings;
    const now = this.#now();
    const { accounts, nextCursor, limited } = await persistence.accounts.list({
      ...query,
      search: query.search || undefined,
      inactiveBefore:
        inactiveAfter === undefined
          ? undefined
          : new Date(now.getTime() - inactiveAfter),
      now,
    });
    return {
      accounts: accounts.map(listed =>
        toAccountSummary(listed, { settings, now }),
      ),
      nextCursor,
      limited,
    };
  }

  /**
   * @param currentSessionId - session of the caller, to mark it in the list
   * @throws SsoError `account-not-found`
   */
  async get(id: string, currentSessionId?: string): Promise<SsoAccount> {
    const { persistence, settings } = this.#options;
    const now = this.#now();
    const [account] = await persistence.accounts.getByIds([id]);
    if (!account) {
      throw new SsoError('account-not-found');
    }
    const [parts, locks, memberships] = await Promise.all([
      readAccountParts(this.#options, account, {
        now,
        currentSessionId,
        events: { limit: EVENTS },
      }),
      persistence.attempts.findLocks([id], now),
      persistence.groups.listMemberships([id]),
    ]);
    const listed = {
      account,
      lockedUntil: locks.get(id),
      secondFactor: parts.secondFactorState.on,
    };
    return {
      ...toAccountSummary(listed, { settings, now }),
      givenName: account.givenName,
      familyName: account.familyName,
      emailVerified: account.emailVerified,
      idNumber: account.idNumber,
      sourceName: parts.connections.find(
        connection => connection.id === account.source,
      )?.displayName,
      hasPassword: parts.hasPassword,
      passwordChangedAt: account.passwordChangedAt?.toISOString(),
      resetPending: account.resetPending,
      secondFactorState: parts.secondFactorState,
      links: parts.links,
      groups: memberships.map(({ group, madeBy }) => ({
        entityRef: group.entityRef,
        title: group.title,
        kind: group.kind,
        madeBy,
      })),
      sessions: parts.sessions,
      events: parts.events,
    };
  }
}
