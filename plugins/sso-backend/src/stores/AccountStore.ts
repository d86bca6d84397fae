/** `local`, or the id of the SSO connection that made the account. */
export type AccountSource = string;

export interface Account {
  readonly id: string;
  readonly username: string;
  /** The Catalog `User` this account is, in lower case. */
  readonly entityRef: string;
  /** True when another Catalog provider owns that entity. */
  readonly catalogOwned: boolean;
  readonly email?: string;
  /**
   * True when a provider or an administrator vouches for the email. A
   * verified email belongs to one account at most.
   */
  readonly emailVerified: boolean;
  readonly displayName?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly idNumber?: string;
  readonly source: AccountSource;
  readonly state: 'active' | 'disabled';
  readonly passwordChangedAt?: Date;
  /** Whether an administrator has withdrawn the password. */
  readonly resetPending: boolean;
  /** Newest sign-in or refresh; to the hour. */
  readonly lastActiveAt?: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A row of the list of accounts. */
export interface ListedAccount {
  readonly account: Account;
  readonly lockedUntil?: Date;
  readonly secondFactor: boolean;
}

/** Which accounts to list. */
export interface AccountQuery {
  /** Beginning of the username, email, full name or family name. */
  readonly search?: string;
  readonly state?:
    | 'active'
    | 'disabled'
    | 'locked'
    | 'inactive'
    | 'secondFactor';
  readonly source?: string;
  /** What counts as inactive: not used since, and made before. */
  readonly inactiveBefore?: Date;
  readonly now: Date;
  readonly cursor?: string;
  readonly limit: number;
}

/** A link from an identity to an account, with its own id. */
export interface IdentityLink extends IdentityKey {
  readonly id: string;
  readonly accountId: string;
  readonly linkedAt: Date;
}

export type NewAccount = Omit<
  Account,
  | 'id'
  | 'createdAt'
  | 'updatedAt'
  | 'passwordChangedAt'
  | 'resetPending'
  | 'lastActiveAt'
> & {
  readonly passwordHash?: string;
  readonly at: Date;
};

/** The profile fields that can change; `undefined` leaves one as it is. */
export interface AccountFieldChange {
  readonly accountId: string;
  readonly displayName?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email?: string;
  /** Only together with `email`. */
  readonly emailVerified?: boolean;
  readonly idNumber?: string;
}

/** The key of an identity (USER-1). */
export interface IdentityKey {
  readonly connectionId: string;
  readonly issuer: string;
  readonly subject: string;
}

/**
 * Accounts and identity links. All methods are set-based: one bounded number
 * of statements whatever the number of entries. Texts are compared in the
 * normal form of `normalForm()`, emails in that of `emailForm()`.
 */
export interface AccountStore {
  getByIds(ids: readonly string[]): Promise<Account[]>;
  /**
   * Reads an account and, in a transaction, keeps everybody else from changing
   * it before the end: a sign-in and the change that should keep it out then
   * follow each other, and the later one sees what the earlier one did.
   */
  lock(id: string): Promise<Account | undefined>;
  findByEmails(emails: readonly string[]): Promise<Account[]>;
  findByUsernames(usernames: readonly string[]): Promise<Account[]>;
  findByIdNumbers(idNumbers: readonly string[]): Promise<Account[]>;
  findByEntityRefs(entityRefs: readonly string[]): Promise<Account[]>;
  /**
   * Looks linked accounts up, and locks the links where the database can, so
   * that two sign-ins of one person follow each other.
   *
   * @returns in the order of the keys
   */
  findLinked(keys: readonly IdentityKey[]): Promise<Array<Account | undefined>>;
  /** Which of the accounts have a link of an SSO connection. */
  findLinkedTo(
    connectionId: string,
    accountIds: readonly string[],
  ): Promise<Set<string>>;
  /**
   * Adds accounts; one whose username, entity reference or verified email is
   * taken is left out (also when another replica took it at the same moment).
   *
   * @returns in the order of the input; undefined where taken
   */
  insert(accounts: readonly NewAccount[]): Promise<Array<Account | undefined>>;
  /**
   * Adds identity links; an existing link stays.
   *
   * @returns the account id that each key is linked to afterwards
   */
  link(
    links: ReadonlyArray<IdentityKey & { accountId: string; at: Date }>,
  ): Promise<string[]>;
  /** @throws ConflictError when a verified email belongs to another account. */
  updateFields(changes: readonly AccountFieldChange[], at: Date): Promise<void>;
  /** Marks accounts as changed so that the Catalog reads them again. */
  touch(accountIds: readonly string[], at: Date): Promise<void>;
  /** The account and password hash for a username or email, if unique. */
  findForPassword(
    usernameOrEmail: string,
  ): Promise<{ account: Account; passwordHash?: string } | undefined>;
  /** The password hash of an account. */
  getPasswordHash(accountId: string): Promise<string | undefined>;
  /** Sets a password; a pending reset is over by that. */
  setPasswordHash(accountId: string, hash: string, at: Date): Promise<void>;
  /**
   * Withdraws the password, so that it works no more, until a reset is
   * complete.
   */
  withdrawPassword(accountId: string, at: Date): Promise<void>;
  /**
   * Marks accounts as used now: at a sign-in through a provider, or at a
   * refresh. A pending reset is over where `clearReset` says so.
   */
  markActive(
    accountIds: readonly string[],
    at: Date,
    options?: { clearReset?: boolean },
  ): Promise<void>;
  /** @returns whether it was in another state before */
  setState(
    accountId: string,
    state: Account['state'],
    at: Date,
  ): Promise<boolean>;
  setSource(
    accountIds: readonly string[],
    source: AccountSource,
    at: Date,
  ): Promise<void>;
  /**
   * By one statement, whose work does not depend on the number of accounts.
   * Ordered by username; without a search, inactive ones by their last use,
   * the longest unused first.
   *
   * @throws InputError for a cursor of another list
   */
  list(query: AccountQuery): Promise<{
    accounts: ListedAccount[];
    nextCursor?: string;
    /** True when more fit the search, or are locked, than are looked at. */
    limited: boolean;
  }>;
  listLinks(accountId: string): Promise<IdentityLink[]>;
  /** @returns the link that was removed, if the account had it */
  removeLink(
    accountId: string,
    linkId: string,
  ): Promise<IdentityLink | undefined>;
  /**
   * Whether an active account with a password, or a pending reset of one, has
   * one of these references.
   */
  hasPasswordAccount(entityRefs: readonly string[]): Promise<boolean>;
}
