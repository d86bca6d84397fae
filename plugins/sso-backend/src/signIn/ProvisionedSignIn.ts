import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoFinishResult } from '@latchkey/plugin-sso-node';
import type { DirectoryNotifier } from '../directory/DirectoryNotifier';
import type { AccountEntry, EntryOutcome } from '../entry/AccountEntry';
import { assertConnectionActive } from '../entry/assertConnectionActive';
import { wayOf } from '../entry/wayOf';
import type { ProvisioningEngine } from '../provisioning/ProvisioningEngine';
import type { SsoClientInfo } from '../sessions/SsoClientInfo';
import type { Account } from '../stores/AccountStore';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { SignInState } from '../stores/SignInStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import { rememberMessage } from './rememberMessage';
import type { SignInTrace } from './SignInTrace';

interface Options {
  readonly persistence: SsoPersistence;
  readonly engine: ProvisioningEngine;
  readonly entry: AccountEntry;
  readonly directory: DirectoryNotifier;
}

/** A sign-in whose identity is proved. */
export interface ProvedSignIn {
  readonly connection: StoredConnection;
  readonly stored: SignInState;
  readonly proved: SsoFinishResult;
  readonly client: SsoClientInfo;
}

/** Who has signed in, and the way into the portal. */
export interface ProvisionedAccount {
  readonly account: Account;
  readonly created: boolean;
  /** Whether the session waits for its ticket, or for a code first. */
  readonly entry: EntryOutcome;
  /** Path of the portal to land on. */
  readonly returnTo: string;
}

/** From a proved identity to a session: all of it is written, or nothing. */
export class ProvisionedSignIn {
  readonly #options: Options;

  static create(options: Options): ProvisionedSignIn {
    return new ProvisionedSignIn(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * @throws SsoError; `answer-replayed` when the message was taken before
   */
  async complete(
    signIn: ProvedSignIn,
    trace: SignInTrace,
  ): Promise<ProvisionedAccount> {
    const { connection, proved } = signIn;
    const { engine, persistence, directory } = this.#options;
    trace.enter('resolve');
    const batch = await engine.prepare(
      { connectionId: connection.id, policy: connection.policy },
      [proved.identity],
    );
    const run = async (stores: SsoStores) => {
      // First, so that a copy waits for the original and then does nothing.
      trace.enter('verify');
      const { singleUse, evidence } = proved;
      await rememberMessage(stores, connection.id, singleUse, evidence);
      trace.enter('apply');
      const [outcome] = await engine.apply(stores, batch);
      if (outcome.kind === 'refused') {
        trace.enter(outcome.step);
        throw new SsoError(outcome.code, {
          detail: outcome.detail,
          evidence: outcome.evidence,
        });
      }
      trace.pass('resolve', outcome.evidence.resolve);
      trace.pass('apply', outcome.evidence.apply);
      const { account, created, changed } = outcome;
      // Of one that is made by this very sign-in nothing stays if it fails.
      trace.accountId = created ? undefined : account.id;
      const admitted = await this.#admit(stores, signIn, account, trace);
      return { account, created, changed, ...admitted };
    };
    try {
      const { changed, ...finished } = await persistence.transaction(run);
      if (changed) directory.changed();
      return finished;
    } catch (error) {
      if ((error as Error).name !== 'ConflictError') throw error;
      // What the sign-in builds on was changed or deleted at this moment; the
      // connection itself perhaps.
      assertConnectionActive(await persistence.connections.get(connection.id));
      throw new SsoError('database-busy', { cause: error });
    }
  }

  async #admit(
    stores: SsoStores,
    { connection, stored, proved, client }: ProvedSignIn,
    account: Account,
    trace: SignInTrace,
  ): Promise<Pick<ProvisionedAccount, 'entry' | 'returnTo'>> {
    trace.enter('session');
    // Not through a connection that was switched off or deleted meanwhile.
    const current = assertConnectionActive(
      await stores.connections.get(connection.id),
    );
    trace.enter('gate');
    const returnTo = connection.loginSuccessRedirect ?? stored.returnTo ?? '/';
    const entry = await this.#options.entry.admit(stores, {
      account,
      way: wayOf(current),
      connection: current,
      identity: proved.identity,
      binding: stored.ticketBinding,
      returnTo,
      client,
    });
    trace.pass('gate', [
      {
        label: 'Second factor',
        value:
          entry.kind === 'challenge'
            ? 'asked for'
            : entry.secondFactor ?? 'not set up',
      },
    ]);
    if (entry.kind === 'ticket') trace.enter('session');
    return { entry, returnTo };
  }
}
