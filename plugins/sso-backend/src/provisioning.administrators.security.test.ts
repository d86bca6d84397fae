import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  connect,
  signInAs,
  traceOf,
  usePortal,
} from './__testUtils__/portalFixture';
import { resolverModule } from './__testUtils__/resolverModule';
import { refusalOf } from './__testUtils__/signInFlow';
import {
  createTestDatabases,
  insertAccount,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const everyResolver = {
  resolvers: [
    'linkedIdentity',
    'emailMatchingAccount',
    'usernameMatchingAccount',
    'idNumberMatchingAccount',
    'emailMatchingCatalogUser',
    'usernameMatchingCatalogUser',
    'createAccount',
  ],
};
const only = (...resolvers: string[]) => ({ resolvers });
const entity = (name: string, email: string, namespace = 'default') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace },
  spec: { profile: { email } },
});
/** What the provider says of somebody who wants to be the administrator. */
const dana = {
  sub: 'dana',
  preferred_username: 'admin',
  email: 'admin@example.test',
  email_verified: true,
  employee: 'E-1',
};

/** A resolver of a third party that does not look who is an administrator. */
const careless = resolverModule({
  name: 'careless',
  async resolve(identities, directory) {
    const found = await directory.findAccountsByUsername(
      identities.map(({ username }) => username),
    );
    return found.map(([account]) =>
      account
        ? { kind: 'account', account: { ...account, administrator: false } }
        : undefined,
    );
  },
});

describe.each(mainEngine(databases))('administrators on %s', engine => {
  const fixture = usePortal(databases, engine, {
    features: [careless],
    catalog: catalogServiceMock({
      entities: [
        entity('admin', 'admin@example.test'),
        entity('bystander', 'bystander@example.test'),
        entity('admin', 'namesake@example.test', 'abroad'),
      ],
    }),
  });
  const insertAdministrator = async () =>
    insertAccount(await persistenceOf(fixture.knex), 'admin', {
      email: 'admin@example.test',
      emailVerified: true,
      idNumber: 'E-1',
      source: 'local',
      passwordHash: 'x',
    });
  const codeOf = async (id: string, claims: Record<string, unknown>) =>
    refusalOf(await signInAs(fixture, id, claims)).code;
  const nobodyGotIn = async () => {
    expect(await fixture.knex('sso_identities')).toEqual([]);
    expect(await fixture.knex('sso_sessions')).toEqual([]);
  };

  it.each([
    ['all of them', everyResolver],
    ['email', only('emailMatchingAccount')],
    ['username', only('usernameMatchingAccount')],
    ['ID number', only('idNumberMatchingAccount')],
    ['email in the Catalog', only('emailMatchingCatalogUser')],
    ['username in the Catalog', only('usernameMatchingCatalogUser')],
    ['a careless resolver of a module', only('careless')],
  ])('USER-4 G08 are never linked by %s', async (_, policy) => {
    await insertAdministrator();
    const { id } = await connect(fixture, {
      policy,
      settings: { idNumberClaim: 'employee' },
    });
    const page = await signInAs(fixture, id, dana);
    expect(refusalOf(page).code).toBe('link-needs-administrator');
    expect((await traceOf(fixture.portal, page)).steps.at(-1)?.step).toBe(
      'resolve',
    );
    await nobodyGotIn();
    // The honest twin: the same policy takes somebody else.
    await insertAccount(await persistenceOf(fixture.knex), 'bystander', {
      email: 'bystander@example.test',
      emailVerified: true,
      idNumber: 'E-2',
    });
    expect(
      await codeOf(id, {
        sub: 'bystander',
        preferred_username: 'bystander',
        email: 'bystander@example.test',
        employee: 'E-2',
      }),
    ).toBeUndefined();
  });

  it.each([
    'admin',
    'ADMIN',
    ' admin ',
    'ådmin',
    'ａｄｍｉｎ',
    '-admin-',
    'admin!',
  ])('USER-4 G08 G10 are never created by the username %j', async username => {
    const { id } = await connect(fixture, { policy: only('createAccount') });
    const claims = {
      preferred_username: username,
      email: 'mallory@example.test',
    };
    expect(await codeOf(id, claims)).toBe('username-taken');
    expect(await fixture.knex('sso_accounts')).toEqual([]);
    await nobodyGotIn();
  });

  it.each([
    ['user:default/admin', 'user:default/user-default-admin'],
    ['default/admin', 'user:default/default-admin'],
    ['admin/../admin', 'user:default/admin-..-admin'],
  ])(
    'USER-4 G08 the username %j is a text like any other',
    async (username, ref) => {
      const { id } = await connect(fixture);
      expect(
        await codeOf(id, { preferred_username: username, email: undefined }),
      ).toBeUndefined();
      expect(await fixture.knex('sso_accounts').pluck('entity_ref')).toEqual([
        ref,
      ]);
    },
  );

  it('USER-4 G08 keep their username, whatever Catalog user comes first', async () => {
    const { knex } = fixture;
    const { id } = await connect(fixture, {
      policy: only('emailMatchingCatalogUser'),
    });
    await codeOf(id, {
      sub: 'one',
      preferred_username: 'admin',
      email: 'bystander@example.test',
    });
    await codeOf(id, {
      sub: 'two',
      preferred_username: 'Admin',
      email: 'namesake@example.test',
    });
    expect(
      await knex('sso_accounts').orderBy('id').select('username', 'entity_ref'),
    ).toEqual([
      { username: 'bystander', entity_ref: 'user:default/bystander' },
      { username: 'user:abroad/admin', entity_ref: 'user:abroad/admin' },
    ]);
    await expect(insertAdministrator()).resolves.toEqual(expect.any(String));
  });

  it('USER-4 G09 C13 the local part of an email makes nobody an administrator', async () => {
    const { id } = await connect(fixture, { policy: everyResolver });
    expect(
      await codeOf(id, {
        preferred_username: undefined,
        email: 'admin@evil.test',
      }),
    ).toBeUndefined();
    expect(await fixture.knex('sso_accounts').pluck('entity_ref')).toEqual([
      'user:default/admin-evil.test',
    ]);
  });

  it('USER-4 G08 groups named like administrators give nothing', async () => {
    const { id } = await connect(fixture);
    expect(
      await codeOf(id, {
        groups: ['user:default/admin', 'admin', 'administrators', '__proto__'],
      }),
    ).toBeUndefined();
    const refs: string[] = await fixture.knex('sso_groups').pluck('entity_ref');
    expect(refs.sort()).toEqual([
      'group:default/admin',
      'group:default/administrators',
      'group:default/proto',
      'group:default/user-default-admin',
    ]);
    // None of them opens the settings.
    const [account] = await fixture.knex('sso_accounts').pluck('entity_ref');
    const { status } = await fixture.portal
      .user(account)
      .send(ssoAdminOperations.listConnections);
    expect(status).toBe(403);
  });
});
