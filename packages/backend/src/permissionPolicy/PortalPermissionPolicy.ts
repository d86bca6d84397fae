import { Config } from '@backstage/config';
import {
  catalogEntityReadPermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { readAdministrators } from '@latchkey/plugin-sso-node';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** What everybody who is signed in may do. */
const MEMBER_PERMISSIONS: ReadonlySet<string> = new Set([
  catalogEntityReadPermission.name,
  catalogLocationReadPermission.name,
]);

/**
 * The permission policy of this portal: administrators named in
 * `sso.administrators` may do everything, everybody else who is signed in may
 * read the Catalog, and nobody else may do anything.
 *
 * A permission that is not listed is denied, so that a plugin added later
 * opens nothing to members by accident.
 */
export class PortalPermissionPolicy implements PermissionPolicy {
  readonly #administrators: ReadonlySet<string>;

  /** @throws `InputError` when `sso.administrators` names anything but users */
  static fromConfig(config: Config): PortalPermissionPolicy {
    return new PortalPermissionPolicy(new Set(readAdministrators(config)));
  }

  private constructor(administrators: ReadonlySet<string>) {
    this.#administrators = administrators;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const userEntityRef = readUserEntityRef(user);
    if (!userEntityRef) {
      return DENY;
    }
    if (this.#administrators.has(userEntityRef)) {
      return ALLOW;
    }
    return MEMBER_PERMISSIONS.has(request.permission.name) ? ALLOW : DENY;
  }
}

/** The entity ref of the signed-in user; services and nobody have none. */
function readUserEntityRef(
  user: PolicyQueryUser | undefined,
): string | undefined {
  const principal = user?.credentials.principal as
    | { type?: string; userEntityRef?: string }
    | undefined;
  return principal?.type === 'user' ? principal.userEntityRef : undefined;
}
