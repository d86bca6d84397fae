import { SsoError } from '@latchkey/plugin-sso-common';
import type {
  SsoCallbackRequest,
  SsoProviderLogout,
} from '@latchkey/plugin-sso-node';
import type { ProtocolContexts } from '../connections/ProtocolContexts';
import type { SessionService } from '../sessions/SessionService';
import { rememberMessage } from '../signIn/rememberMessage';
import type { SignInTrace } from '../signIn/SignInTrace';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { Session } from '../stores/SessionStore';
import type { SsoPersistence } from '../stores/SsoStores';

/** By which way a provider tells that sessions have ended. */
export type ProviderLogoutChannel = 'back-channel' | 'front-channel';

interface Options {
  readonly persistence: SsoPersistence;
  readonly contexts: ProtocolContexts;
  readonly sessions: SessionService;
}

/**
 * Ends what a provider wants to end. Also for an SSO connection that is
 * switched off, since sessions made through it may live; but not for one that
 * the operator has left out, whose protocol is not to run.
 */
export class ProviderLogout {
  readonly #options: Options;

  static create(options: Options): ProviderLogout {
    return new ProviderLogout(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Takes what came without the person's browser being sent here.
   *
   * @returns the sessions that were ended; a session that has ended before is
   *   none of them, and no failure
   * @throws SsoError
   */
  async receive(
    channel: ProviderLogoutChannel,
    connectionId: string,
    request: SsoCallbackRequest,
    trace: SignInTrace,
  ): Promise<Session[]> {
    const connection = await this.connection(connectionId, trace);
    const { protocol, context } = this.#options.contexts.bind(connection);
    const logout =
      channel === 'back-channel'
        ? await protocol.backChannelLogout?.({ ...context, request })
        : await protocol.frontChannelLogout?.({ ...context, request });
    if (!logout) {
      throw new SsoError('logout-unsupported');
    }
    const ended = await this.end(connectionId, logout);
    trace.pass('logout', logout.evidence);
    return ended;
  }

  /**
   * Ends the sessions that a verified message names, once for each message.
   *
   * @throws SsoError `answer-replayed`
   */
  async end(
    connectionId: string,
    { sessions, singleUse, evidence }: SsoProviderLogout,
  ): Promise<Session[]> {
    return this.#options.persistence.transaction(async stores => {
      await rememberMessage(stores, connectionId, singleUse, evidence);
      return this.#options.sessions.endByProvider(
        stores,
        connectionId,
        sessions,
      );
    });
  }

  /** @throws SsoError `connection-not-found` */
  async connection(id: string, trace: SignInTrace): Promise<StoredConnection> {
    const connection = await this.#options.persistence.connections.get(id);
    if (!connection) {
      throw new SsoError('connection-not-found');
    }
    trace.through(connection);
    return connection;
  }
}
