import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { PortalPermissionPolicy } from './PortalPermissionPolicy';

const ssoPermission = createPermission({
  name: 'sso.connection.read',
  attributes: { action: 'read' },
});
const readPermissions = [
  catalogEntityReadPermission,
  catalogLocationReadPermission,
];
const otherPermissions = [
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  ssoPermission,
];
const everyPermission = [...readPermissions, ...otherPermissions];

function userWith(
  credentials: PolicyQueryUser['credentials'],
  ownershipEntityRefs: string[] = [],
): PolicyQueryUser {
  return {
    credentials,
    info: { userEntityRef: 'user:default/unused', ownershipEntityRefs },
  };
}

describe('PortalPermissionPolicy', () => {
  const policy = PortalPermissionPolicy.fromConfig(
    mockServices.rootConfig({
      data: { sso: { administrators: ['User:default/Admin'] } },
    }),
  );

  async function decide(permission: Permission, user?: PolicyQueryUser) {
    return (await policy.handle({ permission }, user)).result;
  }

  it.each(everyPermission)(
    'CONN-9 allows an administrator $name',
    async permission => {
      const user = userWith(mockCredentials.user('user:default/admin'));

      expect(await decide(permission, user)).toBe(AuthorizeResult.ALLOW);
    },
  );

  it.each(readPermissions)('allows a member $name', async permission => {
    const user = userWith(mockCredentials.user('user:default/ada'));

    expect(await decide(permission, user)).toBe(AuthorizeResult.ALLOW);
  });

  it.each(otherPermissions)(
    'CONN-9 denies a member $name',
    async permission => {
      const user = userWith(mockCredentials.user('user:default/ada'));

      expect(await decide(permission, user)).toBe(AuthorizeResult.DENY);
    },
  );

  it.each(everyPermission)('denies everybody else $name', async permission => {
    expect(await decide(permission)).toBe(AuthorizeResult.DENY);
    expect(await decide(permission, userWith(mockCredentials.none()))).toBe(
      AuthorizeResult.DENY,
    );
    expect(await decide(permission, userWith(mockCredentials.service()))).toBe(
      AuthorizeResult.DENY,
    );
  });

  it('CONN-9 does not take an ownership claim for the administrator', async () => {
    const user = userWith(mockCredentials.user('user:default/ada'), [
      'user:default/admin',
    ]);

    expect(await decide(ssoPermission, user)).toBe(AuthorizeResult.DENY);
  });

  it('names no administrator by default', async () => {
    const bare = PortalPermissionPolicy.fromConfig(mockServices.rootConfig());
    const user = userWith(mockCredentials.user('user:default/admin'));

    expect(await bare.handle({ permission: ssoPermission }, user)).toEqual({
      result: AuthorizeResult.DENY,
    });
  });
});
