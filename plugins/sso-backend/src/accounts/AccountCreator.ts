import { SsoError, type SsoPasswordLink } from '@latchkey/plugin-sso-common';
import type { CatalogDirectory } from '../catalog/CatalogDirectory';
import type { SsoSettings } from '../config/SsoSettings';
import type { DirectoryNotifier } from '../directory/DirectoryNotifier';
import type { PasswordResetService } from '../local/PasswordResetService';
import { draftAccount } from '../provisioning/drafts';
import type { AccountStore, NewAccount } from '../stores/AccountStore';
import type { SsoPersistence } from '../stores/SsoStores';

interface Options {
  readonly persistence: SsoPersistence;
  readonly catalog: CatalogDirectory;
  readonly passwordResets: PasswordResetService;
  readonly directory: DirectoryNotifier;
  readonly settings: Pick<SsoSettings, 'namespace' | 'administrators'>;
  readonly now?: () => Date;
}

/**
 * Makes local accounts, by the rules for names that accounts from providers
 * have. Nobody ever types a password for somebody else: the person sets it
 * by a link.
 */
export class AccountCreator {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): AccountCreator {
    return new AccountCreator(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * The administrator vouches for the email, so it counts as verified.
   *
   * @throws SsoError `username-taken` (also for the names of administrators
   *   and of `User` entities of other Catalog providers), `username-invalid`,
   *   `email-taken`, `catalog-unavailable`
   */
  async createAccount(
    input: { username: string; displayName?: string; email?: string },
    actor: string,
  ): Promise<{ accountId: string; passwordLink: SsoPasswordLink }> {
    const { persistence, catalog, passwordResets, directory, settings } =
      this.#options;
    const at = this.#now();
    const draft = draftAccount(
      {
        connectionId: 'local',
        namespace: settings.namespace,
        administrators: new Set(settings.administrators),
        at,
      },
      { ...input, emailVerified: input.email !== undefined },
    );
    if ('kind' in draft) {
      throw new SsoError(draft.code, { detail: draft.detail });
    }
    const foreign = await catalog.findForeign([draft.entityRef]);
    if (foreign.has(draft.entityRef)) {
      throw new SsoError('username-taken', {
        detail: `The Catalog has a "${draft.entityRef}" from another source.`,
      });
    }
    const made = await persistence.transaction(async stores => {
      const [account] = await stores.accounts.insert([draft]);
      if (!account) {
        throw await refusalOf(stores.accounts, draft);
      }
      await stores.history.insertEvent({
        at,
        type: 'account-created',
        accountId: account.id,
        actor,
      });
      const passwordLink = await passwordResets.issue(stores, account, actor);
      return { accountId: account.id, passwordLink };
    });
    directory.changed();
    return made;
  }
}

/** What of a new account is taken already. */
async function refusalOf(
  accounts: AccountStore,
  { email, username, entityRef }: NewAccount,
): Promise<SsoError> {
  const [sameName, sameEntity, sameEmail] = [
    await accounts.findByUsernames([username]),
    await accounts.findByEntityRefs([entityRef]),
    email === undefined ? [] : await accounts.findByEmails([email]),
  ];
  const emailOnly = sameName.length === 0 && sameEntity.length === 0;
  return emailOnly && sameEmail.some(({ emailVerified }) => emailVerified)
    ? new SsoError('email-taken')
    : new SsoError('username-taken');
}
