import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { AuthResolverContext } from '@backstage/plugin-auth-node';
import type { SsoSessionIdentity } from '@latchkey/plugin-sso-common';

// Where the Catalog module of Latchkey says its entities come from.
const OUR_ORIGIN = 'sso:directory';

/**
 * Memberships that the entity has from the directory. The Catalog follows the
 * directory by seconds, so one that the directory does not say any more has
 * just ended.
 */
function directoryMemberships(entity: Entity): string[] {
  const origin =
    entity.metadata.annotations?.['backstage.io/managed-by-origin-location'];
  const memberOf = entity.spec?.memberOf;
  return origin === OUR_ORIGIN && Array.isArray(memberOf)
    ? memberOf.map(String)
    : [];
}

/**
 * What the Catalog says that a person owns things as, beside the directory:
 * groups of other providers can name people of ours as members. Nothing when
 * the person is not in the Catalog, or it does not answer: people sign in
 * without it.
 */
export async function findCatalogOwnership(
  identity: SsoSessionIdentity,
  resolverContext: AuthResolverContext,
  logger: LoggerService,
): Promise<string[]> {
  try {
    const { entity } = await resolverContext.findCatalogUser({
      entityRef: identity.userEntityRef,
    });
    const { ownershipEntityRefs } =
      await resolverContext.resolveOwnershipEntityRefs(entity);
    const current = new Set(identity.ownershipEntityRefs);
    const ended = new Set(
      directoryMemberships(entity).filter(ref => !current.has(ref)),
    );
    return ownershipEntityRefs.filter(ref => !ended.has(ref));
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    if (reason !== 'NotFoundError') {
      logger.warn('The Catalog was not asked about ownership at a sign-in', {
        reason,
      });
    }
    return [];
  }
}
