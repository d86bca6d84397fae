import type { SealedValue } from '../secrets/SecretCipher';

/** A sign-in that waits for the provider. Bearer values only as hashes. */
export interface SignInState {
  readonly stateHash: string;
  readonly connectionId: string;
  /** Hash of the cookie that binds it to the browser at the callback. */
  readonly browserHash: string;
  /** Hash of the cookie that binds the ticket, made by the `auth` plugin. */
  readonly ticketBinding: string;
  readonly returnTo?: string;
  /** Hash of the errand that this sign-in is for, instead of a session. */
  readonly errandHash?: string;
  /** What the protocol needs again, sealed. */
  readonly memory: SealedValue;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A finished sign-in on its way to the `auth` plugin. */
export interface Ticket {
  readonly ticketHash: string;
  /** Without one, only the page itself may redeem it, never a redirect. */
  readonly binding?: string;
  readonly sessionId: string;
  readonly returnTo: string;
  readonly expiresAt: Date;
}

export interface SignInStore {
  insertState(state: SignInState): Promise<void>;
  /** Removes and returns a state, so that only one caller ever gets it. */
  takeState(stateHash: string): Promise<SignInState | undefined>;
  /** How many sign-ins of a browser still wait for the provider. */
  countStates(options: {
    connectionId: string;
    browserHash: string;
    /** Started after this moment. */
    since: Date;
  }): Promise<number>;
  insertTicket(ticket: Ticket): Promise<void>;
  /** Removes and returns a ticket, so that only one caller ever gets it. */
  takeTicket(ticketHash: string): Promise<Ticket | undefined>;
  deleteExpired(now: Date): Promise<number>;
}
