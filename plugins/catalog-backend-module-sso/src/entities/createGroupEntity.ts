import type { GroupEntity } from '@backstage/catalog-model';
import type { SsoDirectoryGroup } from '@latchkey/plugin-sso-common';
import { cleanText } from './cleanText';
import { createMetadata } from './createMetadata';

/**
 * The `Group` entity of a group.
 *
 * @throws InputError when its reference is malformed.
 */
export function createGroupEntity(group: SsoDirectoryGroup): GroupEntity {
  const displayName = cleanText(group.title, 200);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: createMetadata({
      entityRef: group.entityRef,
      kind: 'group',
      title: displayName,
      annotations: {
        'latchkey.dev/group-id': cleanText(group.groupId, 200),
        'latchkey.dev/source': cleanText(group.source, 200),
        'latchkey.dev/category': cleanText(group.category, 200),
      },
    }),
    spec: {
      type: cleanText(group.kind, 63) ?? '',
      profile: { ...(displayName && { displayName }) },
      children: [],
    },
  };
}
