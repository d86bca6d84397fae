import type { Entity } from '@backstage/catalog-model';
import { checkEntity } from './checkEntity';
import { createGroupEntity } from './createGroupEntity';
import { createUserEntity } from './createUserEntity';

const evil = `\u0000${'<script>'.repeat(10_000)}\u202e`;
const user = {
  entityRef: 'user:default/ada',
  removed: false,
  accountId: '1',
  source: 'local',
  username: 'ada',
  memberOf: [],
};
const group = {
  entityRef: 'group:default/engines',
  removed: false,
  groupId: '1',
  title: 'Engines',
  kind: 'course',
  source: 'okta',
};

describe('checkEntity', () => {
  it.each<[string, Entity]>([
    ['a plain user', createUserEntity(user)],
    [
      'a user with hostile texts',
      createUserEntity({
        ...user,
        accountId: evil,
        source: evil,
        displayName: evil,
        email: evil,
        memberOf: [evil, 'group:default/a', 'Group:default/A'],
      }),
    ],
    [
      'a user with empty texts',
      createUserEntity({ ...user, displayName: '', email: '', accountId: '' }),
    ],
    ['a plain group', createGroupEntity(group)],
    [
      'a group with hostile texts',
      createGroupEntity({
        ...group,
        title: evil,
        category: evil,
        source: evil,
        groupId: evil,
        kind: evil,
      }),
    ],
    ['a group without a title', createGroupEntity({ ...group, title: '\n' })],
  ])('GROUP-6 takes %s', async (_, entity) => {
    await expect(checkEntity(entity)).resolves.toBeUndefined();
    expect(JSON.stringify(entity).length).toBeLessThan(2_000);
  });

  it.each<[string, Entity]>([
    ['another kind', { ...createUserEntity(user), kind: 'System' }],
    ['a root field', Object.assign(createUserEntity(user), { evil: true })],
    [
      'a name that is too long',
      createUserEntity({
        ...user,
        entityRef: `user:default/${'x'.repeat(64)}`,
      }),
    ],
    ['a group without a type', createGroupEntity({ ...group, kind: '' })],
  ])('refuses %s', async (_, entity) => {
    await expect(checkEntity(entity)).rejects.toThrow();
  });
});
