import type { Knex } from 'knex';
import type { SignInState, SignInStore, Ticket } from '../stores/SignInStore';
import { type RowId, type RowTime, toDate } from './rowValues';
import { query, toRowId } from './sql';

interface StateRow {
  state_hash: string;
  connection_id: string;
  browser_hash: string;
  ticket_binding: string;
  return_to: string | null;
  errand_hash: string | null;
  memory_key_id: string;
  memory: string;
  created_at: RowTime;
  expires_at: RowTime;
}

interface TicketRow {
  ticket_hash: string;
  binding: string | null;
  session_id: RowId;
  return_to: string;
  expires_at: RowTime;
}

/** Sign-ins under way, in the tables `sso_sign_in_states` and `sso_tickets`. */
export class DatabaseSignInStore implements SignInStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseSignInStore {
    return new DatabaseSignInStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insertState(state: SignInState): Promise<void> {
    await this.#knex('sso_sign_in_states').insert({
      state_hash: state.stateHash,
      connection_id: state.connectionId,
      browser_hash: state.browserHash,
      ticket_binding: state.ticketBinding,
      return_to: state.returnTo ?? null,
      errand_hash: state.errandHash ?? null,
      memory_key_id: state.memory.keyId,
      memory: state.memory.ciphertext,
      created_at: state.createdAt,
      expires_at: state.expiresAt,
    });
  }

  async takeState(stateHash: string): Promise<SignInState | undefined> {
    const [row] = await query<StateRow>(
      this.#knex,
      'delete from sso_sign_in_states where state_hash = ? returning *',
      [stateHash],
    );
    return row && rowToState(row);
  }

  async countStates(options: {
    connectionId: string;
    browserHash: string;
    since: Date;
  }): Promise<number> {
    const [row] = await this.#knex('sso_sign_in_states')
      .where('browser_hash', options.browserHash)
      .where('connection_id', options.connectionId)
      .where('created_at', '>', options.since)
      .count({ count: '*' });
    return Number(row.count);
  }

  async insertTicket(ticket: Ticket): Promise<void> {
    await this.#knex('sso_tickets').insert({
      ticket_hash: ticket.ticketHash,
      binding: ticket.binding ?? null,
      session_id: toRowId(ticket.sessionId),
      return_to: ticket.returnTo,
      expires_at: ticket.expiresAt,
    });
  }

  async takeTicket(ticketHash: string): Promise<Ticket | undefined> {
    const [row] = await query<TicketRow>(
      this.#knex,
      'delete from sso_tickets where ticket_hash = ? returning *',
      [ticketHash],
    );
    return row && rowToTicket(row);
  }

  async deleteExpired(now: Date): Promise<number> {
    const states = await this.#knex('sso_sign_in_states')
      .where('expires_at', '<=', now)
      .delete();
    const tickets = await this.#knex('sso_tickets')
      .where('expires_at', '<=', now)
      .delete();
    return states + tickets;
  }
}

function rowToState(row: StateRow): SignInState {
  return {
    stateHash: row.state_hash,
    connectionId: row.connection_id,
    browserHash: row.browser_hash,
    ticketBinding: row.ticket_binding,
    returnTo: row.return_to ?? undefined,
    errandHash: row.errand_hash ?? undefined,
    memory: { keyId: row.memory_key_id, ciphertext: row.memory },
    createdAt: toDate(row.created_at),
    expiresAt: toDate(row.expires_at),
  };
}

function rowToTicket(row: TicketRow): Ticket {
  return {
    ticketHash: row.ticket_hash,
    binding: row.binding ?? undefined,
    sessionId: String(row.session_id),
    returnTo: row.return_to,
    expiresAt: toDate(row.expires_at),
  };
}
