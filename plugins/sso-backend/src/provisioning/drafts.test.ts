import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import { draftAccount, draftForCatalogUser } from './drafts';

const scope = {
  connectionId: 'okta',
  namespace: 'people',
  administrators: new Set(['user:default/admin', 'user:people/root']),
  at: new Date(0),
};
const identity = (said: Partial<AssertedIdentity>): AssertedIdentity => ({
  issuer: 'i',
  subject: 's',
  emailVerified: false,
  attributes: {},
  ...said,
});

describe('drafts of accounts', () => {
  it('USER-3 take the username, else the whole email', () => {
    expect(draftAccount(scope, identity({ username: ' Ada ' }))).toMatchObject({
      username: 'Ada',
      entityRef: 'user:people/ada',
      catalogOwned: false,
      source: 'okta',
      state: 'active',
    });
    expect(
      draftAccount(scope, identity({ username: ' ', email: 'a@x.test' })),
    ).toMatchObject({
      username: 'a@x.test',
      entityRef: 'user:people/a-x.test',
    });
  });

  it.each(['admin', 'Admin', 'ADMIN ', 'ádmin', 'root', 'Root'])(
    'USER-4 G10 never take the username %j of an administrator, in any namespace',
    username => {
      expect(draftAccount(scope, identity({ username }))).toMatchObject({
        kind: 'refused',
        code: 'username-taken',
      });
    },
  );

  it.each(['administrator', 'admin2', 'my-admin', 'default/admin'])(
    'USER-4 G10 honest twin: take %j',
    username => {
      expect(draftAccount(scope, identity({ username }))).toMatchObject({
        username,
      });
    },
  );

  it.each([
    ['user:people/ada', 'Ada L', 'Ada L'],
    ['user:people/ada', undefined, 'ada'],
    ['user:people/ada', ' ', 'ada'],
    ['user:people/ada', 'admin', 'ada'],
    ['user:people/ada', 'x'.repeat(201), 'ada'],
    ['user:people/ada', 'nul\u0000', 'ada'],
    ['user:people/ada', 'half\ud800', 'ada'],
    ['user:people/ada', '日本', '日本'],
    ['user:abroad/admin', 'admin', 'user:abroad/admin'],
  ])('USER-2 of the Catalog user %s take %j as %j', (ref, username, result) => {
    expect(
      draftForCatalogUser(scope, identity({ username }), ref),
    ).toMatchObject({ username: result, entityRef: ref, catalogOwned: true });
  });

  it('USER-4 an email that cannot be kept is not verified either', () => {
    const said = {
      username: 'ada',
      email: 'a\u0000@x.test',
      emailVerified: true,
    };
    expect(draftAccount(scope, identity(said))).toMatchObject({
      email: undefined,
      emailVerified: false,
    });
  });
});
