import type { LoggerService } from '@backstage/backend-plugin-api';
import { isPortalPath, SsoError } from '@latchkey/plugin-sso-common';
import type {
  SsoCallbackRequest,
  SsoFinishResult,
  SsoStartResult,
} from '@latchkey/plugin-sso-node';
import type { SsoSettings } from '../config/SsoSettings';
import type { ConnectionUpkeepService } from '../connections/ConnectionUpkeepService';
import type {
  BoundProtocol,
  ProtocolContexts,
} from '../connections/ProtocolContexts';
import type { DirectoryNotifier } from '../directory/DirectoryNotifier';
import type { AccountEntry } from '../entry/AccountEntry';
import { assertConnectionActive } from '../entry/assertConnectionActive';
import { type Errand, pageOf } from '../errands/errand';
import type { ErrandService } from '../errands/ErrandService';
import { assertWebStep } from '../logout/assertWebStep';
import type { ProvisioningEngine } from '../provisioning/ProvisioningEngine';
import { looksLikeBearer, newBearer } from '../secrets/bearer';
import type { SecretCipher } from '../secrets/SecretCipher';
import type { SsoClientInfo } from '../sessions/SsoClientInfo';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { SignInState } from '../stores/SignInStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { LearnedChanges } from './LearnedChanges';
import {
  type ProvisionedAccount,
  ProvisionedSignIn,
} from './ProvisionedSignIn';
import { rememberMessage } from './rememberMessage';
import { SignInStates, type StateErrand } from './SignInStates';
import type { SignInTrace } from './SignInTrace';

interface Options {
  readonly persistence: SsoPersistence;
  readonly contexts: ProtocolContexts;
  readonly engine: ProvisioningEngine;
  readonly entry: AccountEntry;
  readonly errands: ErrandService;
  readonly upkeep: Pick<ConnectionUpkeepService, 'apply'>;
  readonly cipher: SecretCipher;
  readonly directory: DirectoryNotifier;
  readonly settings: SsoSettings;
  readonly logger: LoggerService;
  readonly now?: () => Date;
}

interface StartRequest {
  readonly browser: string;
  readonly binding: string;
  readonly returnTo?: string;
  readonly errand?: string;
}

/** What an answer of a provider leads to. */
export type FinishedSignIn =
  | ({ readonly kind: 'admitted' } & ProvisionedAccount)
  /** The page that waits for what an errand came to; nobody is signed in. */
  | {
      readonly kind: 'errand';
      readonly errand: Errand['kind'];
      readonly location: string;
    }
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
  readonly #learned: LearnedChanges;

  static create(options: Options): SignInService {
    return new SignInService(options);
  }

  private constructor(options: Options) {
    const now = options.now ?? (() => new Date());
    this.#options = options;
    this.#states = SignInStates.create({ ...options, now });
    this.#provisioned = ProvisionedSignIn.create(options);
    this.#learned = LearnedChanges.create(options);
  }

  /**
   * Begins a sign-in, or an errand, which takes the same way.
   *
   * @param request.browser - value of the cookie that binds the browser
   * @param request.binding - hash that the ticket will be bound to
   * @param request.errand - bearer value of the errand
   * @throws SsoError
   */
  async start(
    connectionId: string,
    request: StartRequest,
    trace: SignInTrace,
  ): Promise<SsoStartResult> {
    const { returnTo } = request;
    if (returnTo !== undefined && !isPortalPath(returnTo)) {
      throw new SsoError('return-to-invalid');
    }
    trace.returnTo = returnTo;
    const connection = await this.#connection(connectionId, trace);
    const { errand: bearer, ...begun } = request;
    if (bearer === undefined) {
      assertConnectionActive(connection);
      return this.#begin(connection, begun, trace);
    }
    const { errands } = this.#options;
    const errand = await errands.take(bearer, connection);
    const page = pageOf(errand);
    trace.returnTo = page;
    const started = { ...begun, returnTo: page, errand: { errand, bearer } };
    return errands.setOut(errand, connection, () =>
      this.#begin(connection, started, trace),
    );
  }

  async #begin(
    connection: StoredConnection,
    request: Omit<StartRequest, 'errand'> & { errand?: StateErrand },
    trace: SignInTrace,
  ): Promise<SsoStartResult> {
    trace.enter('start');
    const { protocol, context } = this.#options.contexts.bind(connection);
    const state = newBearer();
    const result = await protocol.start({ ...context, state });
    assertWebStep(result);
    await this.#states.open({
      ...request,
      state,
      connectionId: connection.id,
      memory: result.memory ?? {},
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
    assertConnectionActive(await this.#connection(connectionId, trace));
    if (browser !== undefined) {
      await this.#states.assertNoLoop(connectionId, browser);
    }
  }

  /**
   * Finishes a sign-in with the answer of the provider.
   *
   * @param from.browser - value of the binding cookie, if the browser sent it
   * @throws SsoError
   */
  async finish(
    connectionId: string,
    request: SsoCallbackRequest,
    from: { browser: string | undefined; client: SsoClientInfo },
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
    this.#states.assertBrowser(stored, request, from.browser);
    trace.pass('state');

    const verify = () =>
      this.#verify(connection, request, state, stored, trace);
    const errand = this.#states.errandOf(stored);
    if (errand) {
      const { errands } = this.#options;
      const location = await errands.comeBack(errand, connection, verify);
      return { kind: 'errand', errand: errand.kind, location };
    }
    assertConnectionActive(connection);
    const proved = await verify();
    const provisioned = await this.#provisioned.complete(
      { connection, stored, proved, client: from.client },
      trace,
    );
    await this.#learned.save(connection, proved);
    return { kind: 'admitted', ...provisioned };
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
    assertConnectionActive(connection);
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

  async #connection(id: string, trace: SignInTrace): Promise<StoredConnection> {
    const connection = await this.#options.persistence.connections.get(id);
    if (!connection) {
      throw new SsoError('connection-not-found');
    }
    trace.through(connection);
    return connection;
  }
}
