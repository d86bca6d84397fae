import { SsoError, type SsoSessionIdentity } from '@latchkey/plugin-sso-common';
import type { SsoService } from '@latchkey/plugin-sso-node';

interface FakeTicket {
  /** Binding of the browser that started; absent for a password sign-in. */
  readonly browserBinding?: string;
  readonly returnTo: string;
  readonly identity: SsoSessionIdentity;
}

/** The `sso` plugin, as far as tickets and sessions go, in memory. */
export class FakeSsoService implements SsoService {
  readonly tickets = new Map<string, FakeTicket>();
  readonly sessions = new Map<string, SsoSessionIdentity>();
  /** Of the trace of a ticket that is refused. */
  readonly reference = 'K7QM-3XDP';
  /** Thrown by the next calls, as if the plugin had answered with it. */
  failure?: Error;
  /** Where the provider wants to be told that somebody signs out. */
  providerLogoutUrl?: string;
  expiresAt = '2099-01-01T00:00:00.000Z';
  #count = 0;

  addTicket(ticket: Partial<FakeTicket> = {}): string {
    this.#count += 1;
    const value = `ticket-${this.#count}`;
    this.tickets.set(value, {
      returnTo: '/',
      identity: {
        sessionId: '1',
        userEntityRef: 'user:default/ada',
        ownershipEntityRefs: ['user:default/ada', 'group:default/engines'],
      },
      ...ticket,
    });
    return value;
  }

  addSession(identity: Partial<SsoSessionIdentity> = {}): string {
    this.#count += 1;
    const value = `session-${this.#count}`;
    this.sessions.set(value, {
      sessionId: String(this.#count),
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada', 'group:default/engines'],
      ...identity,
    });
    return value;
  }

  redeemTicket: SsoService['redeemTicket'] = async request => {
    this.#fail();
    const ticket = this.tickets.get(request.ticket);
    this.tickets.delete(request.ticket);
    const { reference } = this;
    if (!ticket) {
      throw new SsoError('ticket-invalid', { reference });
    }
    if (ticket.browserBinding !== request.browserBinding) {
      throw new SsoError('browser-mismatch', { reference });
    }
    return {
      sessionToken: this.addSession(ticket.identity),
      expiresAt: this.expiresAt,
      returnTo: ticket.returnTo,
    };
  };

  refreshSession: SsoService['refreshSession'] = async ({ sessionToken }) => {
    this.#fail();
    const identity = this.sessions.get(sessionToken);
    if (!identity) {
      throw new SsoError('session-ended');
    }
    return identity;
  };

  endSession: SsoService['endSession'] = async ({ sessionToken }) => {
    this.#fail();
    return this.sessions.delete(sessionToken) && this.providerLogoutUrl
      ? { providerLogoutUrl: this.providerLogoutUrl }
      : {};
  };

  readDirectoryUsers: SsoService['readDirectoryUsers'] = async () => ({
    users: [],
    asOf: this.expiresAt,
  });

  readDirectoryGroups: SsoService['readDirectoryGroups'] = async () => ({
    groups: [],
    asOf: this.expiresAt,
  });

  #fail(): void {
    if (this.failure) {
      throw this.failure;
    }
  }
}
