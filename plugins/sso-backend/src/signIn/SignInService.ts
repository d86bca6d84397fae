import type { JsonObject } from '@backstage/types';
import { isPortalPath, SsoError } from '@latchkey/plugin-sso-common';
import type {
  SsoCallbackRequest,
  SsoFinishResult,
  SsoStartResult,
} from '@latchkey/plugin-sso-node';
import type { DirectoryNotifier } from '../directory/DirectoryNotifier';
import type { ProtocolContexts } from '../connections/ProtocolContexts';
import type { ProvisioningEngine } from '../provisioning/ProvisioningEngine';
import type { SsoSettings } from '../config/SsoSettings';
import { hashBearer, newBearer, sameHash } from '../secrets/bearer';
import type { SecretCipher } from '../secrets/SecretCipher';
import type { SessionService } from '../sessions/SessionService';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { SignInState } from '../stores/SignInStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import type { Account } from '../stores/AccountStore';
import type { SignInTrace } from './SignInTrace';

const MAX_STATE_LENGTH = 200;

interface Options {
  readonly persistence: SsoPersistence;
  readonly contexts: ProtocolContexts;
  readonly engine: ProvisioningEngine;
  readonly sessions: SessionService;
  readonly cipher: SecretCipher;
  readonly directory: DirectoryNotifier;
  readonly settings: SsoSettings;
  readonly now?: () => Date;
}

/** What a finished sign-in leads to. */
export interface FinishedSignIn {
  readonly account: Account;
  readonly created: boolean;
  /** Bearer value for the `auth` plugin. */
  readonly ticket: string;
}

/**
 * The path of one sign-in, the same for every protocol. Each step returns a
 * value or throws a coded error; `trace` collects what they returned.
 */
export class SignInService {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): SignInService {
    return new SignInService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Begins a sign-in.
   *
   * @param request.browser - value of the cookie that binds the browser
   * @param request.binding - hash that the ticket will be bound to
   * @throws SsoError
   */
  async start(
    connectionId: string,
    request: { browser: string; binding: string; returnTo?: string },
    trace: SignInTrace,
  ): Promise<SsoStartResult> {
    const { returnTo } = request;
    if (returnTo !== undefined && !isPortalPath(returnTo)) {
      throw new SsoError('return-to-invalid');
    }
    trace.returnTo = returnTo;
    const connection = await this.#activeConnection(connectionId, trace);

    trace.enter('start');
    const { protocol, context } = this.#options.contexts.bind(connection);
    const state = newBearer();
    const result = await protocol.start({ ...context, state });

    const now = this.#now();
    const stateHash = hashBearer(state);
    await this.#options.persistence.signIns.insertState({
      stateHash,
      connectionId,
      browserHash: hashBearer(request.browser),
      ticketBinding: request.binding,
      returnTo,
      memory: this.#options.cipher.seal(
        JSON.stringify(result.memory ?? {}),
        memoryContext(stateHash),
      ),
      createdAt: now,
      expiresAt: new Date(now.getTime() + this.#options.settings.stateLifetime),
    });
    trace.pass('start');
    return result;
  }

  /**
   * Finishes a sign-in with the answer of the provider.
   *
   * @param browser - value of the binding cookie; absent for a cross-site
   *   POST, where browsers withhold it: the ticket is checked then
   * @throws SsoError
   */
  async finish(
    connectionId: string,
    request: SsoCallbackRequest,
    browser: string | undefined,
    trace: SignInTrace,
  ): Promise<FinishedSignIn> {
    trace.enter('state');
    const { state, stored } = await this.#takeState(
      connectionId,
      request,
      trace,
    );
    trace.returnTo = stored.returnTo;
    this.#assertBrowser(stored, request, browser);
    trace.pass('state');

    const connection = await this.#activeConnection(connectionId, trace);
    const proved = await this.#verify(
      connection,
      request,
      state,
      stored,
      trace,
    );
    return this.#provision(connection, stored, proved, trace);
  }

  /** The state is gone afterwards, whatever comes of the sign-in. */
  async #takeState(
    connectionId: string,
    request: SsoCallbackRequest,
    trace: SignInTrace,
  ): Promise<{ state: string; stored: SignInState }> {
    const { persistence, contexts } = this.#options;
    const connection = await persistence.connections.get(connectionId);
    if (!connection) {
      throw new SsoError('connection-not-found');
    }
    trace.connectionId = connectionId;
    const parameter = contexts.stateParameterOf(connection);
    const state = request.query[parameter] ?? request.body[parameter];
    if (!state || state.length > MAX_STATE_LENGTH) {
      throw new SsoError('state-unknown', {
        detail: `The answer has no usable "${parameter}".`,
      });
    }
    const stored = await persistence.signIns.takeState(hashBearer(state));
    if (!stored) {
      throw new SsoError('state-unknown');
    }
    if (stored.connectionId !== connectionId) {
      throw new SsoError('state-unknown', {
        detail: `The sign-in was started through "${stored.connectionId}".`,
      });
    }
    if (stored.expiresAt <= this.#now()) {
      throw new SsoError('state-expired');
    }
    return { state, stored };
  }

  #assertBrowser(
    stored: SignInState,
    request: SsoCallbackRequest,
    browser: string | undefined,
  ): void {
    const withheld = browser === undefined && request.method === 'POST';
    if (
      !withheld &&
      (browser === undefined ||
        !sameHash(hashBearer(browser), stored.browserHash))
    ) {
      throw new SsoError('browser-mismatch');
    }
  }

  async #verify(
    connection: StoredConnection,
    request: SsoCallbackRequest,
    state: string,
    stored: SignInState,
    trace: SignInTrace,
  ): Promise<SsoFinishResult> {
    trace.enter('verify');
    const { protocol, context } = this.#options.contexts.bind(connection);
    if (!protocol.callbackMethods.includes(request.method)) {
      throw new SsoError('callback-malformed', {
        detail: `The answer came by ${request.method}.`,
      });
    }
    const memory: JsonObject = JSON.parse(
      this.#options.cipher.open(stored.memory, memoryContext(stored.stateHash)),
    );
    const proved = await protocol.finish({
      ...context,
      request,
      state,
      memory,
    });
    trace.pass('verify', proved.evidence);
    return proved;
  }

  async #provision(
    connection: StoredConnection,
    stored: SignInState,
    { identity }: SsoFinishResult,
    trace: SignInTrace,
  ): Promise<FinishedSignIn> {
    const { engine, persistence, sessions } = this.#options;
    trace.enter('resolve');
    const batch = await engine.prepare(
      { connectionId: connection.id, policy: connection.policy },
      [identity],
    );
    const run = async (stores: SsoStores) => {
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
      // Not through a connection that was switched off or deleted meanwhile.
      const current = await stores.connections.get(connection.id);
      if (!current?.active) {
        throw new SsoError(
          current ? 'connection-inactive' : 'connection-not-found',
        );
      }
      const ticket = await sessions.open(stores, {
        account: outcome.account,
        connectionId: connection.id,
        identity,
        binding: stored.ticketBinding,
        returnTo: connection.loginSuccessRedirect ?? stored.returnTo ?? '/',
      });
      await stores.history.insertEvent({
        at: this.#now(),
        type: 'sign-in',
        connectionId: connection.id,
        accountId: outcome.account.id,
        actor: outcome.account.entityRef,
      });
      const { account, created } = outcome;
      return { account, created, changed: outcome.changed, ticket };
    };
    try {
      const { changed, ...finished } = await persistence.transaction(run);
      if (changed) this.#options.directory.changed();
      return finished;
    } catch (error) {
      if ((error as Error).name !== 'ConflictError') throw error;
      // What the sign-in builds on was changed or deleted at this moment; the
      // connection itself perhaps.
      await this.#activeConnection(connection.id, trace);
      throw new SsoError('database-busy', { cause: error });
    }
  }

  async #activeConnection(
    id: string,
    trace: SignInTrace,
  ): Promise<StoredConnection> {
    const connection = await this.#options.persistence.connections.get(id);
    if (!connection) {
      throw new SsoError('connection-not-found');
    }
    trace.connectionId = id;
    if (!connection.active) {
      throw new SsoError('connection-inactive');
    }
    return connection;
  }
}

function memoryContext(stateHash: string): string {
  return `sign-in:${stateHash}`;
}
