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
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NewAccount = Omit<Account, 'id' | 'createdAt' | 'updatedAt'> & {
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
  setPasswordHash(accountId: string, hash: string, at: Date): Promise<void>;
  /** Whether an active account with a password has one of these references. */
  hasPasswordAccount(entityRefs: readonly string[]): Promise<boolean>;
}
