import type {
  AssertedIdentity,
  SsoSessionIdentity,
} from '@latchkey/plugin-sso-common';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSessionSelector } from '@latchkey/plugin-sso-node';
import type { SsoSettings } from '../config/SsoSettings';
import { isCleanText } from '../directory/cleanText';
import { gate } from '../provisioning/gate';
import { hashBearer, newBearer, sameHash } from '../secrets/bearer';
import type { SecretCipher } from '../secrets/SecretCipher';
import type { Account } from '../stores/AccountStore';
import type { Session } from '../stores/SessionStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import { hashPrincipal, keepProviderSession } from './providerSession';

/** A ticket is redeemed by a redirect that follows at once. */
const TICKET_LIFETIME = 60_000;
/** A session is marked as used at most this often, to spare the database. */
const TOUCH_INTERVAL = 60_000;

/**
 * Sessions live here, on the server: a token refresh asks each time, so what
 * ends a session ends it on every replica at the next refresh.
 */
export class SessionService {
  readonly #persistence: SsoPersistence;
  readonly #cipher: SecretCipher;
  readonly #settings: SsoSettings;
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
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Step 6 of a sign-in, in the caller's transaction: a session that waits,
   * and the ticket that opens it once.
   *
   * @returns the ticket, a bearer value
   */
  async open(
    stores: SsoStores,
    options: {
      account: Account;
      returnTo: string;
      /** Hash of the binding cookie; absent when the page itself redeems. */
      binding?: string;
      connectionId?: string;
      identity?: AssertedIdentity;
    },
  ): Promise<string> {
    const now = this.#now();
    const expiresAt = new Date(now.getTime() + TICKET_LIFETIME);
    const { connectionId, identity } = options;
    const sessionId = await stores.sessions.insert({
      accountId: options.account.id,
      connectionId,
      issuer: identity?.issuer,
      ...(connectionId !== undefined &&
        identity &&
        keepProviderSession(connectionId, identity, this.#cipher)),
      createdAt: now,
      lastSeenAt: now,
      idleExpiresAt: expiresAt,
      expiresAt,
    });
    const ticket = newBearer();
    await stores.signIns.insertTicket({
      ticketHash: hashBearer(ticket),
      binding: options.binding,
      sessionId,
      returnTo: options.returnTo,
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
        idleExpiresAt: this.#idleEnd(now, expiresAt),
      },
    );
    if (!activated) {
      throw new SsoError('ticket-invalid');
    }
    return { sessionToken, expiresAt, returnTo: ticket.returnTo };
  }

  /** Whose session this is, while it is good and the gate lets them pass. */
  async refresh(sessionToken: string): Promise<SsoSessionIdentity> {
    const now = this.#now();
    const session = await this.#persistence.sessions.findActive(
      hashBearer(sessionToken),
      now,
    );
    if (!session) {
      throw new SsoError('session-ended');
    }
    const [account] = await this.#persistence.accounts.getByIds([
      session.accountId,
    ]);
    if (!account) {
      throw new SsoError('session-ended');
    }
    const refusal = gate(account);
    if (refusal) {
      throw new SsoError(refusal.code, { detail: refusal.detail });
    }
    if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_INTERVAL) {
      await this.#persistence.sessions.touch(
        session.id,
        now,
        this.#idleEnd(now, session.expiresAt),
      );
    }
    return this.#toIdentity(account);
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

  async #toIdentity(account: Account): Promise<SsoSessionIdentity> {
    const memberships = await this.#persistence.groups.listMemberships([
      account.id,
    ]);
    const groups = new Set(memberships.map(({ group }) => group.entityRef));
    return {
      userEntityRef: account.entityRef,
      ownershipEntityRefs: [account.entityRef, ...groups],
      displayName: account.displayName ?? account.username,
      email: account.email,
    };
  }

  #idleEnd(now: Date, expiresAt: Date): Date {
    const idle = now.getTime() + this.#settings.sessionIdleTimeout;
    return new Date(Math.min(idle, expiresAt.getTime()));
  }
}
