import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { SsoError } from '@latchkey/plugin-sso-common';
import type {
  SsoBrowserStep,
  SsoCallbackRequest,
} from '@latchkey/plugin-sso-node';
import type { SsoSettings } from '../config/SsoSettings';
import type { ProtocolContexts } from '../connections/ProtocolContexts';
import { looksLikeBearer, newBearer } from '../secrets/bearer';
import type { SecretCipher } from '../secrets/SecretCipher';
import { openProviderMemory } from '../sessions/providerSession';
import type { SessionService } from '../sessions/SessionService';
import { SignInTrace } from '../signIn/SignInTrace';
import type { TraceRecorder } from '../signIn/TraceRecorder';
import type { Session } from '../stores/SessionStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { assertWebStep } from './assertWebStep';
import type { LogoutStates } from './LogoutStates';
import { ProviderLogout } from './ProviderLogout';

/** The page follows the link at once. */
const TICKET_LIFETIME = 2 * 60_000;

interface Options {
  readonly persistence: SsoPersistence;
  readonly contexts: ProtocolContexts;
  readonly sessions: SessionService;
  readonly states: LogoutStates;
  readonly cipher: SecretCipher;
  readonly recorder: TraceRecorder;
  readonly settings: SsoSettings;
  readonly logger: LoggerService;
}

/** What came of a message of a provider. */
export type ReceivedLogout =
  | {
      readonly kind: 'request';
      /** What the provider hears, by way of the browser. */
      readonly answer?: SsoBrowserStep;
      readonly ended: readonly Session[];
    }
  | { readonly kind: 'response' };

type FormStep = Extract<SsoBrowserStep, { kind: 'form' }>;

/** Signing out in both directions, the same for every protocol. */
export class LogoutService {
  /** What comes without the person's browser being sent here. */
  readonly byProvider: ProviderLogout;
  readonly #options: Options;

  static create(options: Options): LogoutService {
    return new LogoutService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.byProvider = ProviderLogout.create(options);
  }

  /**
   * Ends a session of the portal, then sees whether its provider should hear
   * of it. Nothing that goes wrong there brings the session back.
   *
   * @param request.signOut - false when another sign-in takes its place
   * @returns where the browser goes next; for a provider that could not be
   *   asked, a page of the portal that says so
   */
  async endSession(request: {
    sessionToken: string;
    signOut: boolean;
  }): Promise<string | undefined> {
    const { sessions, recorder, settings } = this.#options;
    const session = await sessions.end(request.sessionToken);
    const memory =
      session && request.signOut ? this.#openMemory(session) : undefined;
    if (!session || !memory) {
      return undefined;
    }
    const trace = new SignInTrace('sign-out');
    try {
      return await this.#goToProvider(session, memory, trace);
    } catch (failure) {
      const { reference } = await recorder.recordRefusal(failure, trace);
      const target = new URL(`${settings.appUrl}/`);
      target.searchParams.set('sso_error', 'logout-incomplete');
      target.searchParams.set('sso_reference', reference);
      return target.toString();
    }
  }

  /**
   * The form that the browser posts to the provider, once.
   *
   * @throws SsoError
   */
  async start(
    connectionId: string,
    ticket: string | undefined,
    trace: SignInTrace,
  ): Promise<FormStep> {
    const connection = await this.byProvider.connection(connectionId, trace);
    const form =
      ticket !== undefined && looksLikeBearer(ticket)
        ? await this.#options.states.take(ticket, {
            connectionId,
            kind: 'start',
          })
        : undefined;
    if (!form) {
      throw new SsoError('logout-incomplete', {
        detail: 'The link to the provider was used before or has expired.',
      });
    }
    if (!connection.active) {
      throw new SsoError('logout-incomplete', {
        detail: 'The SSO connection was switched off meanwhile.',
      });
    }
    trace.pass('logout');
    return form as FormStep;
  }

  /**
   * Takes a message that the browser brought from the provider. Also for an
   * SSO connection that is switched off: sessions made through it may live.
   *
   * @throws SsoError
   */
  async receive(
    connectionId: string,
    request: SsoCallbackRequest,
    trace: SignInTrace,
  ): Promise<ReceivedLogout> {
    const connection = await this.byProvider.connection(connectionId, trace);
    const { protocol, context } = this.#options.contexts.bind(connection);
    if (!protocol.logoutMessage) {
      throw new SsoError('logout-unsupported');
    }
    const message = await protocol.logoutMessage({
      ...context,
      request,
      pending: await this.#takePending(
        connectionId,
        request,
        protocol.stateParameter,
      ),
    });
    if (message.kind === 'response') {
      if (!message.complete) {
        throw new SsoError('logout-incomplete', { evidence: message.evidence });
      }
      trace.pass('logout', message.evidence);
      return { kind: 'response' };
    }
    const ended = await this.byProvider.end(connectionId, message);
    trace.pass('logout', message.evidence);
    return { kind: 'request', answer: message.answer, ended };
  }

  #openMemory(session: Session): JsonObject | undefined {
    const { connectionId, providerMemory } = session;
    if (connectionId === undefined || !providerMemory) {
      return undefined;
    }
    try {
      return openProviderMemory(
        connectionId,
        providerMemory,
        this.#options.cipher,
      );
    } catch (error) {
      this.#options.logger.warn(
        `A session of the SSO connection ${connectionId} ends in the portal only: what signing out at the provider needs does not open`,
        error as Error,
      );
      return undefined;
    }
  }

  /** Asks the protocol now, so that nobody is sent around for nothing. */
  async #goToProvider(
    session: Session,
    memory: JsonObject,
    trace: SignInTrace,
  ): Promise<string | undefined> {
    const { persistence, contexts, states, settings } = this.#options;
    const connection = await persistence.connections.get(
      String(session.connectionId),
    );
    if (!connection?.active) {
      return undefined;
    }
    trace.through(connection);
    const { protocol, context } = contexts.bind(connection);
    const state = newBearer();
    const step = await protocol.logout?.({
      ...context,
      state,
      session: { id: session.providerSessionId, memory },
    });
    if (!step) {
      return undefined;
    }
    assertWebStep(step);
    await states.keep({
      connectionId: connection.id,
      kind: 'pending',
      bearer: state,
      memory: step.memory ?? {},
      lifetime: settings.stateLifetime,
    });
    if (step.kind === 'redirect') {
      return step.location;
    }
    // A page cannot post a form from an address: it fetches it with a ticket.
    const { kind, action, fields } = step;
    const ticket = await states.keep({
      connectionId: connection.id,
      kind: 'start',
      memory: { kind, action, fields },
      lifetime: TICKET_LIFETIME,
    });
    return `${context.logoutUrl}/start?ticket=${ticket}`;
  }

  /** The sign-out of ours that the message answers, spent by that. */
  async #takePending(
    connectionId: string,
    { query, body }: SsoCallbackRequest,
    parameter: string,
  ): Promise<{ state: string; memory: JsonObject } | undefined> {
    const state = query[parameter] ?? body[parameter];
    // Providers put values of their own there as well.
    if (state === undefined || !looksLikeBearer(state)) {
      return undefined;
    }
    const memory = await this.#options.states.take(state, {
      connectionId,
      kind: 'pending',
    });
    return memory && { state, memory };
  }
}
