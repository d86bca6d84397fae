import type {
  AssertedIdentity,
  SsoSessionIdentity,
} from '@latchkey/plugin-sso-common';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSessionSelector } from '@latchkey/plugin-sso-node';
import type { SsoSettings } from '../config/SsoSettings';
import { isCleanText } from '../directory/cleanText';
import { hashBearer, newBearer, sameHash } from '../secrets/bearer';
import type { SecretCipher } from '../secrets/SecretCipher';
import type { Account } from '../stores/AccountStore';
import type { Session, SessionSecondFactor } from '../stores/SessionStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import {
  hashPrincipal,
  keepProviderSession,
  type ProviderFields,
} from './providerSession';
import { idleEnd, SessionRefresh } from './SessionRefresh';
import type { SsoClientInfo } from './SsoClientInfo';

/** A ticket is redeemed by a redirect that follows at once. */
const TICKET_LIFETIME = 60_000;

/** What {@link SessionService.open} makes a session of. */
export interface SessionRequest {
  readonly account: Pick<Account, 'id'>;
  readonly way: Session['way'];
  readonly secondFactor?: SessionSecondFactor;
  readonly client: SsoClientInfo;
  readonly returnTo: string;
  /** Hash of the binding cookie; absent when the page itself redeems. */
  readonly binding?: string;
  readonly connectionId?: string;
  /** See {@link SessionService.describeProvider}. */
  readonly provider?: ProviderFields;
}

/**
 * Sessions live here, on the server: a token refresh asks each time, so what
 * ends a session ends it on every replica at the next refresh.
 */
export class SessionService {
  readonly #persistence: SsoPersistence;
  readonly #cipher: SecretCipher;
  readonly #settings: SsoSettings;
  readonly #refresh: SessionRefresh;
  readonly #now: () => Date;

  static create(options: {
    persistence: SsoPersistence;
    cipher: SecretCipher;
    settings: SsoSettings;
    now?: () => Date;
  }): SessionService {
    return new SessionService(options);
  }

  private constructor(options: Parameters<typeof SessionService.create>[0]) {
    this.#persistence = options.persistence;
    this.#cipher = options.cipher;
    this.#settings = options.settings;
    this.#refresh = SessionRefresh.create(options);
    this.#now = options.now ?? (() => new Date());
  }

  /** What a session keeps of the one at the provider. */
  describeProvider(
    connectionId: string,
    identity: AssertedIdentity,
  ): ProviderFields {
    return keepProviderSession(connectionId, identity, this.#cipher);
  }

  /**
   * Step 6 of a sign-in, in the caller's transaction: a session that waits,
   * and the ticket that opens it once. Only for whom the gate has let in.
   *
   * @returns the ticket, a bearer value
   */
  async open(stores: SsoStores, request: SessionRequest): Promise<string> {
    const now = this.#now();
    const expiresAt = new Date(now.getTime() + TICKET_LIFETIME);
    const { way, secondFactor, connectionId, client } = request;
    const sessionId = await stores.sessions.insert({
      accountId: request.account.id,
      way,
      secondFactor,
      address: client.address,
      userAgent: client.userAgent,
      connectionId,
      ...request.provider,
      createdAt: now,
      lastSeenAt: now,
      idleExpiresAt: expiresAt,
      expiresAt,
    });
    const ticket = newBearer();
    await stores.signIns.insertTicket({
      ticketHash: hashBearer(ticket),
      binding: request.binding,
      sessionId,
      returnTo: request.returnTo,
      expiresAt,
    });
    return ticket;
  }

  /** Exchanges a ticket for a session, once, in the browser it was made for. */
  async redeem(options: {
    ticket: string;
    browserBinding?: string;
  }): Promise<{ sessionToken: string; expiresAt: Date; returnTo: string }> {
    const now = this.#now();
    const ticket = await this.#persistence.signIns.takeTicket(
      hashBearer(options.ticket),
    );
    if (!ticket || ticket.expiresAt <= now) {
      throw new SsoError('ticket-invalid');
    }
    const { binding } = ticket;
    const { browserBinding } = options;
    const bound =
      binding === undefined || browserBinding === undefined
        ? binding === browserBinding
        : sameHash(binding, browserBinding);
    if (!bound) {
      throw new SsoError('browser-mismatch');
    }

    const sessionToken = newBearer();
    const expiresAt = new Date(now.getTime() + this.#settings.sessionLifetime);
    const activated = await this.#persistence.sessions.activate(
      ticket.sessionId,
      hashBearer(sessionToken),
      {
        at: now,
        expiresAt,
        idleExpiresAt: idleEnd(this.#settings, now, expiresAt),
      },
    );
    if (!activated) {
      throw new SsoError('ticket-invalid');
    }
    return { sessionToken, expiresAt, returnTo: ticket.returnTo };
  }

  /**
   * Whose session this is, while it is good and the gate lets them pass.
   *
   * @throws SsoError `session-ended` or the refusal of the gate
   */
  refresh(sessionToken: string): Promise<SsoSessionIdentity> {
    return this.#refresh.refresh(sessionToken);
  }

  /** @returns the session that was ended, if there was one */
  async end(sessionToken: string): Promise<Session | undefined> {
    const session = await this.#persistence.sessions.end(
      hashBearer(sessionToken),
    );
    if (session) {
      await this.#persistence.history.insertEvent({
        at: this.#now(),
        type: 'sign-out',
        accountId: session.accountId,
        connectionId: session.connectionId,
      });
    }
    return session;
  }

  /**
   * Ends what a provider wants to end, in the caller's transaction: sessions
   * of this SSO connection and issuer only, and none that it does not name.
   */
  async endByProvider(
    stores: SsoStores,
    connectionId: string,
    selector: SsoSessionSelector,
  ): Promise<Session[]> {
    const { issuer, principal, sessionIds = [] } = selector;
    const providerSessionIds = sessionIds.filter(isCleanText);
    if (sessionIds.length > 0 && providerSessionIds.length === 0) {
      // No session was ever kept with such an id; it does not mean all.
      return [];
    }
    const ended = await stores.sessions.endByProvider({
      connectionId,
      issuer,
      principalHash:
        principal === undefined
          ? undefined
          : hashPrincipal({ connectionId, issuer, principal }),
      providerSessionIds,
    });
    const at = this.#now();
    // Of one person, and so one event, unless a provider shares a session.
    for (const accountId of new Set(ended.map(session => session.accountId))) {
      await stores.history.insertEvent({
        at,
        type: 'sign-out-by-provider',
        accountId,
        connectionId,
      });
    }
    return ended;
  }
}
