import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoFinishResult } from '@latchkey/plugin-sso-node';
import type { DirectoryNotifier } from '../directory/DirectoryNotifier';
import type { ProvisioningEngine } from '../provisioning/ProvisioningEngine';
import type { SessionService } from '../sessions/SessionService';
import type { Account } from '../stores/AccountStore';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { SignInState } from '../stores/SignInStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import { rememberMessage } from './rememberMessage';
import type { SignInTrace } from './SignInTrace';

interface Options {
  readonly persistence: SsoPersistence;
  readonly engine: ProvisioningEngine;
  readonly sessions: SessionService;
  readonly directory: DirectoryNotifier;
  readonly now: () => Date;
}

/** Who has signed in, and the way into the portal. */
export interface ProvisionedAccount {
  readonly account: Account;
  readonly created: boolean;
  /** Bearer value for the `auth` plugin. */
  readonly ticket: string;
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
    connection: StoredConnection,
    stored: SignInState,
    proved: SsoFinishResult,
    trace: SignInTrace,
  ): Promise<ProvisionedAccount> {
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
      trace.enter('session');
      const { account, created, changed } = outcome;
      const ticket = await this.#openSession(
        stores,
        connection,
        stored,
        proved,
        account,
      );
      return { account, created, changed, ticket };
    };
    try {
      const { changed, ...finished } = await persistence.transaction(run);
      if (changed) directory.changed();
      return finished;
    } catch (error) {
      if ((error as Error).name !== 'ConflictError') throw error;
      // What the sign-in builds on was changed or deleted at this moment; the
      // connection itself perhaps.
      assertActive(await persistence.connections.get(connection.id));
      throw new SsoError('database-busy', { cause: error });
    }
  }

  async #openSession(
    stores: SsoStores,
    connection: StoredConnection,
    stored: SignInState,
    { identity }: SsoFinishResult,
    account: Account,
  ): Promise<string> {
    // Not through a connection that was switched off or deleted meanwhile.
    assertActive(await stores.connections.get(connection.id));
    const ticket = await this.#options.sessions.open(stores, {
      account,
      connectionId: connection.id,
      identity,
      binding: stored.ticketBinding,
      returnTo: connection.loginSuccessRedirect ?? stored.returnTo ?? '/',
    });
    await stores.history.insertEvent({
      at: this.#options.now(),
      type: 'sign-in',
      connectionId: connection.id,
      accountId: account.id,
      actor: account.entityRef,
    });
    return ticket;
  }
}

/** @throws SsoError `connection-not-found` or `connection-inactive` */
function assertActive(connection: StoredConnection | undefined): void {
  if (!connection?.active) {
    throw new SsoError(
      connection ? 'connection-inactive' : 'connection-not-found',
    );
  }
}
