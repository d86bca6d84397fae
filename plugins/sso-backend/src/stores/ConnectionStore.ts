import type {
  SsoProvisioningPolicy,
  SsoSecondFactorRule,
} from '@latchkey/plugin-sso-common';
import type { SealedValue } from '../secrets/SecretCipher';

/** A secret of an SSO connection as it is stored. */
export interface StoredSecret {
  readonly sealed: SealedValue;
  readonly fingerprint: string;
  readonly setAt: Date;
}

/** An SSO connection as it is stored; secrets stay sealed. */
export interface StoredConnection {
  readonly id: string;
  readonly protocol: string;
  readonly displayName: string;
  readonly icon?: string;
  /** Position on the sign-in page, lowest first. */
  readonly order: number;
  readonly hidden: boolean;
  readonly active: boolean;
  readonly comment?: string;
  readonly loginSuccessRedirect?: string;
  /** Debug mode: sign-ins that succeed leave a trace as well. */
  readonly debug: boolean;
  /** When accounts with a second factor are asked for it. */
  readonly secondFactor: SsoSecondFactorRule;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly policy: SsoProvisioningPolicy;
  /** Grows by one with every change, from 1. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly updatedBy: string;
  readonly secrets: Readonly<Record<string, StoredSecret>>;
}

/** What the history keeps of a change. */
export interface ConnectionVersion {
  readonly version: number;
  readonly action:
    | 'created'
    | 'updated'
    | 'activated'
    | 'deactivated'
    | 'maintained'
    | 'deleted';
  readonly changedAt: Date;
  readonly changedBy: string;
  readonly changedPaths: readonly string[];
}

/** A change with the state that it leads to. */
export interface ConnectionChange {
  readonly connection: StoredConnection;
  readonly action: ConnectionVersion['action'];
  readonly changedPaths: readonly string[];
}

export interface ConnectionStore {
  /** In the order of the sign-in page: by order, then id. */
  list(): Promise<StoredConnection[]>;
  get(id: string): Promise<StoredConnection | undefined>;
  /** The highest version that an id ever had, 0 for a new one. */
  lastVersion(id: string): Promise<number>;
  /**
   * Adds a connection at the end of the order, with its version row.
   *
   * @throws ConflictError when the id exists
   */
  insert(change: ConnectionChange): Promise<void>;
  /**
   * Replaces a connection and its secrets if its stored version is
   * `expectedVersion`, and adds the version row.
   *
   * @returns false when another change came first
   */
  update(change: ConnectionChange, expectedVersion: number): Promise<boolean>;
  /** Sets `order` to the index in `ids`; unknown ids do nothing. */
  setOrder(ids: readonly string[]): Promise<void>;
  /**
   * Deletes a connection with its secrets, states and identity links; keeps
   * its history and writes a last version row.
   *
   * @returns false when there was none
   */
  delete(id: string, deletedBy: string, deletedAt: Date): Promise<boolean>;
  /** Newest first, at most 200. */
  listVersions(id: string): Promise<ConnectionVersion[]>;
}
