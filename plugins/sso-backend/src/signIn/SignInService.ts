import type { LoggerService } from '@backstage/backend-plugin-api';
import { isPortalPath, SsoError } from '@latchkey/plugin-sso-common';
import type {
  SsoCallbackRequest,
  SsoFinishResult,
  SsoStartResult,
} from '@latchkey/plugin-sso-node';
import type { SsoSettings } from '../config/SsoSettings';
import {
  type ConnectionUpkeepService,
  SYSTEM_ACTOR,
} from '../connections/ConnectionUpkeepService';
import type {
  BoundProtocol,
  ProtocolContexts,
} from '../connections/ProtocolContexts';
import type { DirectoryNotifier } from '../directory/DirectoryNotifier';
import type { ProvisioningEngine } from '../provisioning/ProvisioningEngine';
import { looksLikeBearer, newBearer } from '../secrets/bearer';
import type { SecretCipher } from '../secrets/SecretCipher';
import type { SessionService } from '../sessions/SessionService';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { SignInState } from '../stores/SignInStore';
import type { SsoPersistence } from '../stores/SsoStores';
import {
  type ProvisionedAccount,
  ProvisionedSignIn,
} from './ProvisionedSignIn';
import { oneLine } from './oneLine';
import { rememberMessage } from './rememberMessage';
import { SignInStates } from './SignInStates';
import type { SignInTrace } from './SignInTrace';

interface Options {
  readonly persistence: SsoPersistence;
  readonly contexts: ProtocolContexts;
  readonly engine: ProvisioningEngine;
  readonly sessions: SessionService;
  readonly upkeep: Pick<ConnectionUpkeepService, 'apply'>;
  readonly cipher: SecretCipher;
  readonly directory: DirectoryNotifier;
  readonly settings: SsoSettings;
  readonly logger: LoggerService;
  readonly now?: () => Date;
}

/** What an answer of a provider leads to. */
export type FinishedSignIn =
  | ({ readonly kind: 'signed-in' } & ProvisionedAccount)
  /**
   * A good answer that nobody waited for: the browser begins a sign-in of the
   * portal, for it cannot be told who sent it here.
   */
  | { readonly kind: 'restart' };

/**
 * The path of one sign-in, the same for every protocol. Each step returns a
 * value or throws a coded error; `trace` collects what they returned.
 */
export class SignInService {
  readonly #options: Options;
  readonly #states: SignInStates;
  readonly #provisioned: ProvisionedSignIn;

  static create(options: Options): SignInService {
    return new SignInService(options);
  }

  private constructor(options: Options) {
    const now = options.now ?? (() => new Date());
    this.#options = options;
    this.#states = SignInStates.create({ ...options, now });
    this.#provisioned = ProvisionedSignIn.create({ ...options, now });
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
    const connection = await this.#connection(connectionId, trace);
    assertActive(connection);

    trace.enter('start');
    const { protocol, context } = this.#options.contexts.bind(connection);
    const state = newBearer();
    const result = await protocol.start({ ...context, state });
    const { memory = {} } = result;
    await this.#states.open({
      ...request,
      state,
      connectionId,
      returnTo,
      memory,
    });
    trace.pass('start');
    return result;
  }

  /**
   * Before a sign-in that follows an answer that nobody waited for.
   *
   * @param browser - value of the binding cookie; without one, the browser
   *   has not been here before
   * @throws SsoError `unsolicited-loop` when it goes in circles
   */
  async assertNoLoop(
    connectionId: string,
    browser: string | undefined,
    trace: SignInTrace,
  ): Promise<void> {
    assertActive(await this.#connection(connectionId, trace));
    if (browser !== undefined) {
      await this.#states.assertNoLoop(connectionId, browser);
    }
  }

  /**
   * Finishes a sign-in with the answer of the provider.
   *
   * @param browser - value of the binding cookie, if the browser sent it
   * @throws SsoError
   */
  async finish(
    connectionId: string,
    request: SsoCallbackRequest,
    browser: string | undefined,
    trace: SignInTrace,
  ): Promise<FinishedSignIn> {
    trace.enter('state');
    const connection = await this.#connection(connectionId, trace);
    const { stateParameter } = this.#options.contexts.protocolOf(connection);
    const state = request.query[stateParameter] ?? request.body[stateParameter];
    if (state === undefined || !looksLikeBearer(state)) {
      return this.#restart(connection, request, trace);
    }
    const stored = await this.#states.take(connectionId, state);
    trace.returnTo = stored.returnTo;
    this.#states.assertBrowser(stored, request, browser);
    trace.pass('state');

    assertActive(connection);
    const proved = await this.#verify(
      connection,
      request,
      state,
      stored,
      trace,
    );
    const account = await this.#provisioned.complete(
      connection,
      stored,
      proved,
      trace,
    );
    await this.#applyChanges(connection, proved);
    return { kind: 'signed-in', ...account };
  }

  async #verify(
    connection: StoredConnection,
    request: SsoCallbackRequest,
    state: string,
    stored: SignInState,
    trace: SignInTrace,
  ): Promise<SsoFinishResult> {
    trace.enter('verify');
    const { protocol, context } = this.#bindFor(connection, request);
    const proved = await protocol.finish({
      ...context,
      request,
      state,
      memory: this.#states.memoryOf(stored),
    });
    trace.pass('verify', proved.evidence);
    return proved;
  }

  /**
   * An answer without a state of ours. Another site may have made the browser
   * send the answer of somebody else (login CSRF), so nobody is signed in with
   * it, and what it says about a page to go to is not followed.
   */
  async #restart(
    connection: StoredConnection,
    request: SsoCallbackRequest,
    trace: SignInTrace,
  ): Promise<FinishedSignIn> {
    const { persistence, contexts } = this.#options;
    const protocol = contexts.protocolOf(connection);
    trace.unsolicited = true;
    if (!protocol.unsolicited) {
      throw new SsoError('state-unknown', {
        detail: `The answer has no usable "${protocol.stateParameter}".`,
      });
    }
    assertActive(connection);
    trace.pass('state', [{ label: 'Started by', value: 'the provider' }]);
    trace.enter('verify');
    const { context } = this.#bindFor(connection, request);
    const { singleUse, evidence } = await protocol.unsolicited({
      ...context,
      request,
    });
    await rememberMessage(persistence, connection.id, singleUse, evidence);
    trace.pass('verify', evidence);
    return { kind: 'restart' };
  }

  /** @throws SsoError `callback-malformed` for a method it does not take */
  #bindFor(
    connection: StoredConnection,
    request: SsoCallbackRequest,
  ): BoundProtocol {
    const bound = this.#options.contexts.bind(connection);
    if (!bound.protocol.callbackMethods.includes(request.method)) {
      throw new SsoError('callback-malformed', {
        detail: `The answer came by ${request.method}.`,
      });
    }
    return bound;
  }

  /** What cannot be saved now is learned again at the next sign-in. */
  async #applyChanges(
    { id, version }: StoredConnection,
    { changes }: SsoFinishResult,
  ): Promise<void> {
    if (!changes) return;
    const { upkeep, logger } = this.#options;
    const reason = oneLine(changes.reason);
    try {
      if (!(await upkeep.apply(id, version, changes, SYSTEM_ACTOR))) {
        logger.info(
          `What was learned of the provider is not saved, as the SSO connection "${id}" was changed meanwhile: ${reason}`,
        );
      }
    } catch (error) {
      logger.warn(
        `What was learned of the provider of the SSO connection "${id}" could not be saved: ${reason}`,
        error as Error,
      );
    }
  }

  async #connection(id: string, trace: SignInTrace): Promise<StoredConnection> {
    const connection = await this.#options.persistence.connections.get(id);
    if (!connection) {
      throw new SsoError('connection-not-found');
    }
    trace.through(connection);
    return connection;
  }
}

function assertActive(connection: StoredConnection): void {
  if (!connection.active) {
    throw new SsoError('connection-inactive');
  }
}
