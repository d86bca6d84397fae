import {
  parseEntityRef,
  stringifyEntityRef,
  type UserEntity,
} from '@backstage/catalog-model';
import type { SsoDirectoryUser } from '@latchkey/plugin-sso-common';
import { cleanText } from './cleanText';
import { createMetadata } from './createMetadata';

function readGroupRefs(refs: readonly string[]): string[] {
  const valid = refs.flatMap(ref => {
    try {
      const normal = stringifyEntityRef(parseEntityRef(ref));
      return normal.startsWith('group:') ? [normal] : [];
    } catch {
      // One malformed reference would make the Catalog refuse the person.
      return [];
    }
  });
  return [...new Set(valid)];
}

/**
 * The `User` entity of an account.
 *
 * @throws InputError when its reference is malformed.
 */
export function createUserEntity(user: SsoDirectoryUser): UserEntity {
  const displayName = cleanText(user.displayName, 200);
  const email = cleanText(user.email, 320);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: createMetadata({
      entityRef: user.entityRef,
      kind: 'user',
      title: displayName,
      annotations: {
        'latchkey.dev/account-id': cleanText(user.accountId, 200),
        'latchkey.dev/source': cleanText(user.source, 200),
      },
    }),
    spec: {
      profile: { ...(displayName && { displayName }), ...(email && { email }) },
      memberOf: readGroupRefs(user.memberOf),
    },
  };
}
