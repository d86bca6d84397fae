import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import { draftForCatalogUser } from './drafts';

const scope = {
  connectionId: 'okta',
  namespace: 'default',
  administrators: new Set(['user:default/admin']),
  at: new Date(),
};
const identity: AssertedIdentity = {
  issuer: 'https://idp.test',
  subject: 'x',
  username: 'x',
  emailVerified: false,
  attributes: {},
};

describe('accounts for entities that a resolver names', () => {
  it.each(['user:default/admin', 'User:Default/Admin', 'user:default/ADMIN'])(
    'USER-4 refuses %s, who is an administrator in any letter case',
    ref => {
      expect(draftForCatalogUser(scope, identity, ref)).toMatchObject({
        code: 'link-needs-administrator',
      });
    },
  );

  it.each(['group:default/admins', 'component:default/x'])(
    'G08 refuses %s, which is no user',
    ref => {
      expect(draftForCatalogUser(scope, identity, ref)).toMatchObject({
        code: 'settings-invalid',
      });
    },
  );

  it('USER-2 keeps the reference of anyone else in lower case', () => {
    expect(
      draftForCatalogUser(scope, identity, 'User:default/Grace'),
    ).toMatchObject({ entityRef: 'user:default/grace', catalogOwned: true });
  });
});
