import {
  type AssertedIdentity,
  SsoError,
  type SsoWayIn,
} from '@latchkey/plugin-sso-common';
import type { AttemptLimiter } from '../attempts/AttemptLimiter';
import type { SsoSettings } from '../config/SsoSettings';
import type { PendingSteps } from '../pending/PendingSteps';
import { gate, type GateVerdict } from '../provisioning/gate';
import type { SecondFactorService } from '../secondFactor/SecondFactorService';
import type { SessionService } from '../sessions/SessionService';
import type { SsoClientInfo } from '../sessions/SsoClientInfo';
import type { Account } from '../stores/AccountStore';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { SessionSecondFactor } from '../stores/SessionStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import { readAccountConditions, secondFactorOf } from './accountConditions';
import { assertConnectionActive } from './assertConnectionActive';
import { type EntryMemory, fromJson, toJson } from './EntryMemory';

/** For how long a sign-in waits for its code. */
const CHALLENGE_LIFETIME = 5 * 60_000;

/** Somebody who has proved to be the owner of an account. */
export interface EntryRequest {
  readonly account: Account;
  readonly way: Exclude<SsoWayIn, 'refresh'>;
  /** Of the ways `sso` and `connect`, with {@link EntryRequest.identity}. */
  readonly connection?: StoredConnection;
  readonly identity?: AssertedIdentity;
  /** Hash of the binding cookie; absent when the page itself redeems. */
  readonly binding?: string;
  readonly returnTo: string;
  readonly client: SsoClientInfo;
}

/** A bearer value each: for the `auth` plugin, or for the page that asks. */
export type EntryOutcome =
  | {
      readonly kind: 'ticket';
      readonly ticket: string;
      readonly secondFactor?: SessionSecondFactor;
    }
  | { readonly kind: 'challenge'; readonly challenge: string };

interface Options {
  readonly persistence: SsoPersistence;
  readonly sessions: SessionService;
  readonly secondFactors: Pick<SecondFactorService, 'check'>;
  readonly pending: PendingSteps;
  readonly attempts: Pick<AttemptLimiter, 'clear' | 'lockOf'>;
  readonly settings: SsoSettings;
  readonly now?: () => Date;
}

/**
 * The last steps of every way in, whoever proved the identity: the gate, then
 * a session, or a code first.
 */
export class AccountEntry {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): AccountEntry {
    return new AccountEntry(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** What the gate would say; nothing is written. */
  async judge(
    stores: Pick<SsoStores, 'attempts' | 'secondFactors'>,
    request: Pick<EntryRequest, 'account' | 'way' | 'connection' | 'identity'>,
  ): Promise<GateVerdict> {
    const { settings } = this.#options;
    return gate(
      request.way,
      await readAccountConditions(stores, request, {
        settings,
        now: this.#now(),
      }),
    );
  }

  /**
   * Steps gate and session of a sign-in, in the caller's transaction.
   *
   * @throws SsoError of the gate
   */
  async admit(stores: SsoStores, request: EntryRequest): Promise<EntryOutcome> {
    const { sessions } = this.#options;
    const { account, way, connection, identity } = request;
    const verdict = await this.judge(stores, request);
    assertNotRefused(verdict);
    const memory: EntryMemory = {
      way,
      returnTo: request.returnTo,
      binding: request.binding,
      connectionId: connection?.id,
      client: request.client,
      provider:
        connection &&
        identity &&
        sessions.describeProvider(connection.id, identity),
    };
    if (verdict.verdict === 'challenge') {
      return {
        kind: 'challenge',
        challenge: await this.#challenge(stores, account, memory),
      };
    }
    const secondFactor = secondFactorOf(request);
    const ticket = await this.#open(stores, account, memory, secondFactor);
    return { kind: 'ticket', ticket, secondFactor };
  }

  /**
   * Finishes a sign-in that waits for a code. A wrong code leaves it waiting;
   * the counter of the account limits how many can be tried. The gate is
   * asked again, as the account may have been changed meanwhile.
   *
   * @returns a ticket; `bound` tells whether only the browser that began the
   *   sign-in can redeem it
   * @throws SsoError `second-factor-wrong`, `second-factor-expired`, a code of
   *   the gate, `connection-inactive`
   */
  async answerChallenge(
    challenge: string,
    code: string,
  ): Promise<{ ticket: string; bound: boolean; account: Account }> {
    const { persistence, pending, secondFactors } = this.#options;
    const waiting = await pending.peek(challenge, 'secondFactor');
    const account = await findAccount(persistence, waiting?.accountId);
    const checked = await secondFactors.check(account, code);
    if (checked !== 'right') {
      await this.#refuseCode(account, waiting?.connectionId, checked);
    }
    return persistence.transaction(async stores => {
      // A new password, which drops what waits for a code, comes before this or
      // after it, and then ends the session.
      await stores.accounts.lock(account.id);
      const taken = await pending.take(stores, challenge, 'secondFactor');
      const current = await findAccount(stores, taken?.accountId);
      const memory = fromJson(taken?.memory ?? {});
      await this.#assertStillAdmitted(stores, current, memory);
      return {
        ticket: await this.#open(stores, current, memory, 'proven'),
        bound: memory.binding !== undefined,
        account: current,
      };
    });
  }

  async #challenge(
    stores: SsoStores,
    account: Account,
    memory: EntryMemory,
  ): Promise<string> {
    return this.#options.pending.keep(stores, {
      kind: 'secondFactor',
      accountId: account.id,
      connectionId: memory.connectionId,
      memory: toJson(memory),
      lifetime: CHALLENGE_LIFETIME,
    });
  }

  async #refuseCode(
    { id }: Account,
    connectionId: string | undefined,
    checked: 'wrong' | 'locked',
  ): Promise<never> {
    const { attempts, persistence } = this.#options;
    // While locked nothing is written: otherwise whoever knows the password
    // could fill the history.
    if (checked === 'wrong') {
      await persistence.history.insertEvent({
        at: this.#now(),
        type: (await attempts.lockOf(id))
          ? 'account-locked'
          : 'sign-in-refused',
        accountId: id,
        connectionId,
        code: 'second-factor-wrong',
      });
    }
    throw new SsoError('second-factor-wrong');
  }

  async #assertStillAdmitted(
    stores: SsoStores,
    account: Account,
    { way, connectionId }: EntryMemory,
  ): Promise<void> {
    const connection =
      connectionId === undefined
        ? undefined
        : assertConnectionActive(await stores.connections.get(connectionId));
    const conditions = await readAccountConditions(
      stores,
      { account, way, connection },
      { settings: this.#options.settings, now: this.#now() },
    );
    assertNotRefused(
      gate(way, {
        ...conditions,
        secondFactorDue: false,
        // Asked when the code was checked: from then on, wrong codes of others
        // cannot keep out whoever had the right one.
        locked: false,
      }),
    );
  }

  /** The gate is open: what a whole sign-in leaves behind. */
  async #open(
    stores: SsoStores,
    account: Account,
    memory: EntryMemory,
    secondFactor: SessionSecondFactor | undefined,
  ): Promise<string> {
    const { sessions, attempts } = this.#options;
    const ticket = await sessions.open(stores, {
      ...memory,
      account,
      secondFactor,
    });
    const at = this.#now();
    const { id: accountId } = account;
    // LOCAL-2: who comes with more than a password needs no reset any more.
    const clearReset = memory.way !== 'local';
    await stores.accounts.markActive([accountId], at, { clearReset });
    if (clearReset) {
      await stores.pending.deleteOfAccount(accountId, 'passwordReset');
    }
    await attempts.clear({ kind: 'account', accountId }, stores);
    await stores.history.insertEvent({
      at,
      type: 'sign-in',
      connectionId: memory.connectionId,
      accountId,
      actor: account.entityRef,
    });
    return ticket;
  }
}

/** @throws SsoError `second-factor-expired` when there is none to answer for */
async function findAccount(
  { accounts }: Pick<SsoStores, 'accounts'>,
  accountId: string | undefined,
): Promise<Account> {
  const [account] =
    accountId === undefined ? [] : await accounts.getByIds([accountId]);
  if (!account) {
    throw new SsoError('second-factor-expired');
  }
  return account;
}

function assertNotRefused(verdict: GateVerdict): void {
  if (verdict.verdict === 'refuse') {
    throw new SsoError(verdict.code, { detail: verdict.reason });
  }
}
