import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import { entityRefForm } from '../directory/entityRefForm';
import type { AccountStore } from '../stores/AccountStore';

type Accounts = Pick<AccountStore, 'findByEntityRefs'>;

/**
 * Decides who may use the settings (CONN-9): with the permission framework
 * its policy, without it the administrators named in configuration. The
 * framework answers "allow" to everything when it is off, so it is not asked.
 */
export class AdministratorGuard {
  readonly #permissions: PermissionsService;
  readonly #settings: SsoSettings;
  readonly #accounts: Accounts;

  static create(options: {
    permissions: PermissionsService;
    settings: SsoSettings;
    accounts: Accounts;
  }): AdministratorGuard {
    return new AdministratorGuard(options);
  }

  private constructor(
    options: Parameters<typeof AdministratorGuard.create>[0],
  ) {
    this.#permissions = options.permissions;
    this.#settings = options.settings;
    this.#accounts = options.accounts;
  }

  /** @throws NotAllowedError; SsoError `account-disabled` */
  async assertAllowed(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    permission: BasicPermission,
  ): Promise<void> {
    const allowed = this.#settings.permissionsEnabled
      ? await this.#byPolicy(credentials, permission)
      : this.#settings.administrators.includes(
          entityRefForm(credentials.principal.userEntityRef),
        );
    if (!allowed) {
      throw new NotAllowedError(`This needs the permission ${permission.name}`);
    }
    await this.#assertNotDisabled(credentials.principal.userEntityRef);
  }

  /**
   * A token outlives the account by up to an hour: long enough to enable it
   * again, or to make another one. Administrators of other providers have no
   * account here.
   */
  async #assertNotDisabled(userEntityRef: string): Promise<void> {
    const [account] = await this.#accounts.findByEntityRefs([
      entityRefForm(userEntityRef),
    ]);
    if (account?.state === 'disabled') {
      throw new SsoError('account-disabled');
    }
  }

  async #byPolicy(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }
}
