import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import type {
  SsoAccountCandidate,
  SsoCatalogUserCandidate,
  SsoResolverDirectory,
} from '@latchkey/plugin-sso-node';
import type { CatalogDirectory } from '../catalog/CatalogDirectory';
import type { Account } from '../stores/AccountStore';
import type { AccountStore } from '../stores/AccountStore';
import { isCleanText } from '../directory/cleanText';
import { emailForm } from '../directory/normalForm';
import { userEntityName } from './entityNames';

type Texts = readonly (string | undefined)[];

/**
 * Look-ups of sign-in resolvers over the account store and the Catalog, for
 * one SSO connection.
 */
export class StoreResolverDirectory implements SsoResolverDirectory {
  readonly #accounts: AccountStore;
  readonly #catalog: CatalogDirectory;
  readonly #connectionId: string;
  readonly #namespace: string;
  readonly #administrators: ReadonlySet<string>;

  static create(options: {
    accounts: AccountStore;
    catalog: CatalogDirectory;
    connectionId: string;
    namespace: string;
    administrators: ReadonlySet<string>;
  }): StoreResolverDirectory {
    return new StoreResolverDirectory(options);
  }

  private constructor(
    options: Parameters<typeof StoreResolverDirectory.create>[0],
  ) {
    this.#accounts = options.accounts;
    this.#catalog = options.catalog;
    this.#connectionId = options.connectionId;
    this.#namespace = options.namespace;
    this.#administrators = options.administrators;
  }

  async findLinkedAccounts(identities: readonly AssertedIdentity[]) {
    const accounts = await this.#accounts.findLinked(
      identities.map(({ issuer, subject }) => ({
        connectionId: this.#connectionId,
        issuer,
        subject,
      })),
    );
    return accounts.map(account => account && this.#toCandidate(account));
  }

  /** Accounts whose email is not verified are never found by it. */
  async findAccountsByEmail(emails: Texts) {
    return this.#findAccounts(
      emails,
      async texts =>
        (await this.#accounts.findByEmails(texts)).filter(
          account => account.emailVerified,
        ),
      account => account.email,
    );
  }

  async findAccountsByUsername(usernames: Texts) {
    return this.#findAccounts(
      usernames,
      texts => this.#accounts.findByUsernames(texts),
      account => account.username,
    );
  }

  async findAccountsByIdNumber(idNumbers: Texts) {
    return this.#findAccounts(
      idNumbers,
      texts => this.#accounts.findByIdNumbers(texts),
      account => account.idNumber,
    );
  }

  async findCatalogUsersByEmail(
    emails: Texts,
  ): Promise<SsoCatalogUserCandidate[][]> {
    const wanted = emails.filter(email => email !== undefined);
    const found = await this.#catalog.findUsersByEmail(wanted);
    const byEmail = new Map(
      wanted.map((email, index) => [email, found[index]]),
    );
    return emails.map(email =>
      (email === undefined ? [] : byEmail.get(email)!).map(entityRef => ({
        entityRef,
      })),
    );
  }

  async findCatalogUsersByName(
    names: Texts,
  ): Promise<SsoCatalogUserCandidate[][]> {
    const refs = names.map(text => {
      // Only a username that is the name as it stands: what was folded or left
      // out to make a name of it would let others become this user.
      const name = text === undefined ? undefined : emailForm(text);
      return name !== undefined && userEntityName(name) === name
        ? `user:${this.#namespace}/${name}`
        : undefined;
    });
    // Our own accounts are looked up as accounts, by their usernames.
    const existing = await this.#catalog.findForeign(
      refs.filter(ref => ref !== undefined),
    );
    return refs.map(ref =>
      ref !== undefined && existing.has(ref) ? [{ entityRef: ref }] : [],
    );
  }

  async #findAccounts(
    texts: Texts,
    find: (texts: string[]) => Promise<Account[]>,
    keyOf: (account: Account) => string | undefined,
  ): Promise<SsoAccountCandidate[][]> {
    const wanted = texts.filter(
      text => text !== undefined && text !== '' && isCleanText(text),
    );
    const accounts = wanted.length ? await find(wanted as string[]) : [];
    const byKey = new Map<string, SsoAccountCandidate[]>();
    for (const account of accounts) {
      // The store also finds what only looks alike; that is somebody else.
      const key = emailForm(keyOf(account) ?? '');
      byKey.set(key, [...(byKey.get(key) ?? []), this.#toCandidate(account)]);
    }
    return texts.map(text => (text && byKey.get(emailForm(text))) || []);
  }

  #toCandidate(account: Account): SsoAccountCandidate {
    return {
      accountId: account.id,
      username: account.username,
      email: account.email,
      administrator: this.#administrators.has(account.entityRef),
    };
  }
}
