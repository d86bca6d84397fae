import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  connect,
  readDirectory,
  signInAs,
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

const user = (name: string, origin: string, email?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'backstage.io/managed-by-origin-location': origin },
  },
  spec: { profile: { displayName: name, email }, memberOf: [] },
});

describe.each(mainEngine(databases))('impersonation on %s', engine => {
  const fixture = usePortal(databases, engine, {
    catalog: catalogServiceMock({
      entities: [
        user('grace', 'url:https://org.test/people.yaml'),
        // What the Catalog shows of an account of ours.
        user('mallory', 'sso:directory', 'victim@example.test'),
      ],
    }),
  });
  const entityRefs = async (): Promise<string[]> =>
    fixture.knex('sso_accounts').orderBy('id').pluck('entity_ref');

  it.each(['gráce', 'grace.', '(grace)', 'grace日本'])(
    'USER-2 the username %s does not become the Catalog user grace',
    async username => {
      const { id } = await connect(fixture, {
        policy: { resolvers: ['usernameMatchingCatalogUser'] },
      });
      const page = await signInAs(fixture, id, {
        preferred_username: username,
      });
      expect(refusalOf(page).code).toBe('no-account');
      expect(await entityRefs()).toEqual([]);
    },
  );

  it('USER-2 the username Grace does', async () => {
    const { id } = await connect(fixture, {
      policy: { resolvers: ['usernameMatchingCatalogUser'] },
    });
    const page = await signInAs(fixture, id, { preferred_username: 'Grace' });
    expect(refusalOf(page)).toEqual({});
    expect(await entityRefs()).toEqual(['user:default/grace']);
  });

  it('C16 an unproven email of an account of ours attracts nobody', async () => {
    const { id } = await connect(fixture, {
      policy: { resolvers: ['emailMatchingCatalogUser'] },
    });
    const page = await signInAs(fixture, id, {
      email: 'victim@example.test',
      email_verified: true,
    });
    expect(refusalOf(page).code).toBe('no-account');
  });

  it('C16 the directory tells the Catalog proven emails only', async () => {
    const { id } = await connect(fixture);
    await signInAs(fixture, id, {
      sub: 'one',
      preferred_username: 'one',
      email: 'one@example.test',
      email_verified: false,
    });
    await signInAs(fixture, id, {
      sub: 'two',
      preferred_username: 'two',
      email: 'two@example.test',
      email_verified: true,
    });
    const { users } = await readDirectory(fixture.portal);
    expect(users.map(({ username, email }) => [username, email])).toEqual([
      ['one', undefined],
      ['two', 'two@example.test'],
    ]);
  });

  describe('an account with a proven email', () => {
    const bob = {
      sub: 'bob',
      preferred_username: 'bob',
      email: 'bob@example.test',
      email_verified: true,
    };
    const other = { ...bob, sub: 'other', preferred_username: 'other' };
    const links = async (): Promise<string[]> =>
      fixture.knex('sso_identities').orderBy('id').pluck('subject');

    it.each([
      'ｂob@example.test',
      'bo\u0431@example.test',
      'bob@ex\u212Aample.test',
      ' bob@example.test',
      'bob@example.test\u200b',
    ])('C13 is not found by the look-alike %j', async email => {
      const { id } = await connect(fixture);
      await signInAs(fixture, id, bob);
      await signInAs(fixture, id, { ...other, email });
      const [first] = await fixture
        .knex('sso_identities')
        .where({ subject: 'bob' })
        .pluck('account_id');
      const others = await fixture
        .knex('sso_identities')
        .where({ account_id: first })
        .pluck('subject');
      expect(others).toEqual(['bob']);
    });

    it('USER-1 does not go to the next person who gets the email at the provider', async () => {
      const { id } = await connect(fixture);
      await signInAs(fixture, id, bob);
      const page = await signInAs(fixture, id, other);
      expect(refusalOf(page).code).toBe('link-needs-administrator');
      expect(await links()).toEqual(['bob']);
    });

    it('G11 does not go to somebody of another SSO connection', async () => {
      const { id } = await connect(fixture);
      await signInAs(fixture, id, bob);
      const second = await connect(fixture);
      const page = await signInAs(fixture, second.id, bob);
      expect(refusalOf(page).code).toBe('link-needs-administrator');
      expect(await links()).toEqual(['bob']);
    });

    it('USER-2 is found by its own person, in another case', async () => {
      await insertAccount(await persistenceOf(fixture.knex), 'bob', {
        email: 'Bob@Example.test',
        emailVerified: true,
      });
      const { id } = await connect(fixture);
      const page = await signInAs(fixture, id, bob);
      expect(refusalOf(page)).toEqual({});
      expect(await entityRefs()).toEqual(['user:default/bob']);
    });
  });

  it('a name of the provider that goes on and on is refused', async () => {
    const { id } = await connect(fixture);
    const page = await signInAs(fixture, id, {
      preferred_username: `a${'.'.repeat(300_000)}a`,
    });
    expect(refusalOf(page).code).toBe('username-invalid');
  });
});
