import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  connect,
  countRows,
  readDirectory,
  signInAs,
  traceOf,
  usePortal,
} from './__testUtils__/portalFixture';
import { refusalOf } from './__testUtils__/signInFlow';
import {
  createTestDatabases,
  insertAccount,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const withoutCreation = ['linkedIdentity', 'emailMatchingAccount'];
const byUsername = {
  resolvers: ['linkedIdentity', 'usernameMatchingAccount', 'createAccount'],
};

/** `User` entities of another Catalog provider. */
const catalogUser = (name: string, email?: string, namespace = 'default') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name,
    namespace,
    annotations: {
      'backstage.io/managed-by-origin-location': 'url:https://org.test/x.yaml',
    },
  },
  spec: { profile: { displayName: name, email }, memberOf: [] },
});

describe.each(mainEngine(databases))('matching on %s', engine => {
  const fixture = usePortal(databases, engine, {
    catalog: catalogServiceMock({
      entities: [
        catalogUser('grace', 'Grace@example.test'),
        catalogUser('twin-one', 'twins@example.test'),
        catalogUser('twin-two', 'twins@example.test'),
        catalogUser('admin', 'root@example.test'),
        catalogUser('far', 'far@example.test', 'abroad'),
      ],
    }),
  });
  const persistence = () => persistenceOf(fixture.knex);
  const owners = async (): Promise<string[]> =>
    fixture
      .knex('sso_identities')
      .join('sso_accounts', 'sso_accounts.id', 'sso_identities.account_id')
      .orderBy('sso_identities.id')
      .pluck('sso_accounts.username');
  const codeOf = async (id: string, claims?: Record<string, unknown>) =>
    refusalOf(await signInAs(fixture, id, claims)).code;

  it('USER-1 the link decides, whatever email and username become', async () => {
    await insertAccount(await persistence(), 'other', {
      email: 'other@example.test',
      emailVerified: true,
    });
    const { id } = await connect(fixture);
    await signInAs(fixture, id);
    const claims = {
      preferred_username: 'other',
      email: 'other@example.test',
      email_verified: true,
    };
    expect(await codeOf(id, claims)).toBeUndefined();
    expect(await owners()).toEqual(['alice']);
    const { users } = await readDirectory(fixture.portal);
    expect(users.map(({ entityRef }) => entityRef).sort()).toEqual([
      'user:default/alice',
      'user:default/other',
    ]);
  });

  it.each([
    [
      'comes later',
      ['emailMatchingAccount', 'linkedIdentity', 'createAccount'],
    ],
    ['is left out', ['emailMatchingAccount', 'createAccount']],
  ])(
    'USER-1 the link decides, also where it %s in the policy',
    async (_, resolvers) => {
      await insertAccount(await persistence(), 'other', {
        email: 'other@example.test',
        emailVerified: true,
      });
      const { id } = await connect(fixture, { policy: { resolvers } });
      expect(await codeOf(id)).toBeUndefined();
      expect(await codeOf(id, { email: 'other@example.test' })).toBeUndefined();
      expect(await owners()).toEqual(['alice']);
    },
  );

  it('USER-1 C20 the same subject of another issuer or connection is somebody else', async () => {
    const first = await connect(fixture);
    const second = await connect(fixture);
    await signInAs(fixture, first.id, { email_verified: false });
    expect(await codeOf(second.id)).toBe('username-taken');
    expect(await owners()).toEqual(['alice']);
    await fixture.knex('sso_identities').update({ issuer: 'https://other' });
    expect(await codeOf(first.id)).toBe('username-taken');
  });

  it('USER-2 finds an account by the proven email, in any case', async () => {
    await insertAccount(await persistence(), 'someone', {
      email: 'Alice.Ferreira@Example.Test',
      emailVerified: true,
    });
    const { id } = await connect(fixture, {
      policy: { resolvers: withoutCreation },
    });
    expect(await codeOf(id)).toBeUndefined();
    expect(await owners()).toEqual(['someone']);
  });

  it.each([
    ['false', false],
    ['the text "true"', 'true'],
    ['the text "false"', 'false'],
    ['1', 1],
    ['a list', [true]],
    ['missing', undefined],
    ['null', null],
  ])(
    'USER-4 C13 never finds one when email_verified is %s',
    async (_, value) => {
      await insertAccount(await persistence(), 'someone', {
        email: 'alice.ferreira@example.test',
        emailVerified: true,
      });
      const { id } = await connect(fixture, {
        policy: { resolvers: withoutCreation },
      });
      expect(await codeOf(id, { email_verified: value })).toBe('no-account');
      expect(await owners()).toEqual([]);
    },
  );

  it.each([
    ['another address', 'alice.ferreira@example.test.evil.test'],
    ['a homoglyph', 'аlice.ferreira@example.test'],
    ['a list', ['alice.ferreira@example.test']],
    ['a part', 'alice.ferreira'],
  ])('USER-4 C13 never finds one by %s', async (_, email) => {
    await insertAccount(await persistence(), 'someone', {
      email: 'alice.ferreira@example.test',
      emailVerified: true,
    });
    const { id } = await connect(fixture, {
      policy: { resolvers: withoutCreation },
    });
    expect(await codeOf(id, { email, email_verified: true })).toBe(
      'no-account',
    );
    expect(await owners()).toEqual([]);
  });

  it('USER-4 C16 an address that nobody proved here is no match', async () => {
    await insertAccount(await persistence(), 'squatter', {
      email: 'alice.ferreira@example.test',
      emailVerified: false,
    });
    const { id } = await connect(fixture);
    expect(await codeOf(id)).toBeUndefined();
    expect(await owners()).toEqual(['alice']);
  });

  it('USER-2 finds an account by username where the policy says so', async () => {
    await insertAccount(await persistence(), 'ALICE', {
      entityRef: 'user:default/alice',
    });
    const careful = await connect(fixture, { id: 'careful' });
    expect(await codeOf(careful.id)).toBe('username-taken');
    const { id } = await connect(fixture, { id: 'free', policy: byUsername });
    expect(await codeOf(id)).toBeUndefined();
    expect(await owners()).toEqual(['ALICE']);
  });

  it('USER-2 finds an account by ID number, and refuses two', async () => {
    const stores = await persistence();
    await insertAccount(stores, 'one', { idNumber: 'S-17' });
    const { id } = await connect(fixture, {
      settings: { idNumberClaim: 'student' },
      policy: { resolvers: ['idNumberMatchingAccount'] },
    });
    expect(await codeOf(id, { student: 's-17' })).toBeUndefined();
    expect(await owners()).toEqual(['one']);

    await insertAccount(stores, 'two', { idNumber: 's-17' });
    const page = await signInAs(fixture, id, { sub: 'new', student: 'S-17' });
    expect(refusalOf(page).code).toBe('match-ambiguous');
    expect(JSON.stringify(await traceOf(fixture.portal, page))).toContain(
      'idNumberMatchingAccount',
    );
    expect(await owners()).toEqual(['one']);
  });

  it('USER-2 becomes the Catalog user with the same email, of any provider', async () => {
    const { id } = await connect(fixture, {
      policy: { resolvers: ['emailMatchingCatalogUser'] },
    });
    const claims = { preferred_username: 'g', email: 'grace@EXAMPLE.test' };
    expect(await codeOf(id, { ...claims, email_verified: false })).toBe(
      'no-account',
    );
    expect(await codeOf(id, claims)).toBeUndefined();
    expect(await codeOf(id, claims)).toBeUndefined();
    const [account] = await fixture.knex('sso_accounts');
    expect(account.entity_ref).toBe('user:default/grace');
    // Its entity belongs to the other provider, so it is not shown as ours.
    expect((await readDirectory(fixture.portal)).users).toEqual([]);

    expect(await codeOf(id, { sub: '2', email: 'twins@example.test' })).toBe(
      'match-ambiguous',
    );
    expect(await codeOf(id, { sub: '3', email: 'far@example.test' })).toBe(
      undefined,
    );
    expect(
      await fixture.knex('sso_accounts').orderBy('id').pluck('entity_ref'),
    ).toEqual(['user:default/grace', 'user:abroad/far']);
  });

  it('USER-2 becomes the Catalog user of the same name, where the policy says so', async () => {
    const { id } = await connect(fixture, {
      policy: { resolvers: ['usernameMatchingCatalogUser', 'createAccount'] },
    });
    expect(await codeOf(id, { preferred_username: 'Grace' })).toBeUndefined();
    expect(await fixture.knex('sso_accounts').pluck('entity_ref')).toEqual([
      'user:default/grace',
    ]);
    // A second person of that name does not come into the account of the first.
    expect(
      await codeOf(id, { sub: 'second', preferred_username: 'grace' }),
    ).toBe('link-needs-administrator');
    expect(await countRows(fixture.knex)).toMatchObject({
      accounts: 1,
      identities: 1,
    });
  });
});
