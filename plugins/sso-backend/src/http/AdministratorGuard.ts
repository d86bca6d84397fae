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
import type { SsoSettings } from '../config/SsoSettings';

/**
 * Decides who may use the settings (CONN-9): with the permission framework
 * its policy, without it the administrators named in configuration. The
 * framework answers "allow" to everything when it is off, so it is not asked.
 */
export class AdministratorGuard {
  readonly #permissions: PermissionsService;
  readonly #settings: SsoSettings;

  static create(options: {
    permissions: PermissionsService;
    settings: SsoSettings;
  }): AdministratorGuard {
    return new AdministratorGuard(options.permissions, options.settings);
  }

  private constructor(permissions: PermissionsService, settings: SsoSettings) {
    this.#permissions = permissions;
    this.#settings = settings;
  }

  /** @throws NotAllowedError */
  async assertAllowed(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    permission: BasicPermission,
  ): Promise<void> {
    const allowed = this.#settings.permissionsEnabled
      ? await this.#byPolicy(credentials, permission)
      : this.#settings.administrators.includes(
          credentials.principal.userEntityRef.toLocaleLowerCase('en-US'),
        );
    if (!allowed) {
      throw new NotAllowedError(`This needs the permission ${permission.name}`);
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
