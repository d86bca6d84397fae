import type { SsoErrorCode, SsoTraceStep } from '@latchkey/plugin-sso-common';

/** The redacted trace of a sign-in. */
export interface Trace {
  /** Short code; the person sees it when the sign-in was refused. */
  readonly reference: string;
  readonly at: Date;
  readonly connectionId?: string;
  readonly outcome: 'refused' | 'success';
  /** Of the refusal. */
  readonly code?: SsoErrorCode;
  readonly detail?: string;
  readonly steps: readonly SsoTraceStep[];
  readonly expiresAt: Date;
}

/** One line of the history of sign-ins and changes. */
export interface SsoEvent {
  readonly at: Date;
  /** `sign-in`, `sign-in-refused`, `sign-out`, `setup` … */
  readonly type: string;
  readonly connectionId?: string;
  readonly accountId?: string;
  /** Entity reference of who did it, where known. */
  readonly actor?: string;
  readonly code?: SsoErrorCode;
  readonly reference?: string;
}

/** The newest sign-in or refusal of an SSO connection. */
export interface LastSignIn {
  readonly connectionId: string;
  readonly at: Date;
  readonly outcome: 'success' | 'refused';
  readonly code?: string;
}

export interface HistoryStore {
  insertTrace(trace: Trace): Promise<void>;
  /** Newest first; expired ones are left out. */
  listTraces(options: {
    connectionId?: string;
    outcome?: Trace['outcome'];
    limit: number;
    now: Date;
  }): Promise<Trace[]>;
  getTrace(reference: string, now: Date): Promise<Trace | undefined>;
  insertEvent(event: SsoEvent): Promise<void>;
  /** One statement, whatever the number of events. */
  insertEvents(events: readonly SsoEvent[]): Promise<void>;
  /** The events of an account, newest first. */
  listEvents(options: {
    accountId: string;
    types?: readonly string[];
    limit: number;
  }): Promise<SsoEvent[]>;
  /** One statement, whatever the number of connections. */
  lastSignIns(): Promise<LastSignIn[]>;
  /** Removes expired traces, and events before `eventsBefore`. */
  deleteExpired(now: Date, eventsBefore: Date): Promise<number>;
  /** Removes all traces but the newest `kept`. @returns how many */
  limitTraces(kept: number): Promise<number>;
  /**
   * Removes the refusals that concern no account but the newest `kept`.
   *
   * @returns how many
   */
  limitRefusals(kept: number): Promise<number>;
}
