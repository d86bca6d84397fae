import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ssoProvisioningPolicySchema } from '@latchkey/plugin-sso-common';
import {
  eventsOf,
  insertLocal,
  password,
  tryPassword,
} from './__testUtils__/localAccounts';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { refusalOf } from './__testUtils__/signInFlow';
import {
  isSignedIn,
  signInLocally,
  signInThrough,
} from './__testUtils__/signedIn';
import { DefaultCatalogDirectory } from './catalog/CatalogDirectory';
import {
  countStatements,
  createTestDatabases,
  insertAccount,
  insertConnection,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';
import { ProvisioningEngine } from './provisioning/ProvisioningEngine';
import { ResolverRegistry } from './provisioning/ResolverRegistry';

const databases = createTestDatabases();
const migrate = { migrateLocalAccounts: true };

describe.each(mainEngine(databases))('migration on %s', engine => {
  const fixture = usePortal(databases, engine);
  const alice = (overrides = {}) =>
    insertLocal(fixture.knex, 'alice', {
      email: 'alice.ferreira@example.test',
      ...overrides,
    });
  const sourceOf = async (accountId: string) =>
    (
      await (await persistenceOf(fixture.knex)).accounts.getByIds([accountId])
    )[0].source;

  it('USER-10 a local account that a sign-in matches becomes one of the connection', async () => {
    const { knex, portal } = fixture;
    const accountId = await alice();
    const { id } = await connect(fixture, { policy: migrate });
    const before = await signInLocally(portal, 'alice');

    const after = await signInThrough(fixture, id);

    expect(await sourceOf(accountId)).toBe(id);
    expect(await isSignedIn(portal, after)).toBe(true);
    expect(await isSignedIn(portal, before)).toBe(false);
    expect(await tryPassword(portal, 'alice', password)).toBe(
      'credentials-wrong',
    );
    expect(await eventsOf(knex, accountId)).toEqual([
      'sign-in',
      'source-changed',
      'sign-in',
    ]);
    // The next one changes nothing more.
    await signInThrough(fixture, id);
    expect(
      (await eventsOf(knex, accountId)).filter(
        type => type === 'source-changed',
      ),
    ).toHaveLength(1);
  });

  it('USER-10 without the setting it stays local, also when that comes after the link', async () => {
    const { portal } = fixture;
    const accountId = await alice();
    const { id, version } = await connect(fixture);
    await signInThrough(fixture, id);
    expect(await sourceOf(accountId)).toBe('local');
    await fixture
      .knex('sso_connections')
      .where({ id, version })
      .update({
        policy: JSON.stringify(ssoProvisioningPolicySchema.parse(migrate)),
      });

    await signInThrough(fixture, id);

    expect(await sourceOf(accountId)).toBe('local');
    expect(await tryPassword(portal, 'alice', password)).toBe('signedIn');
  });

  it('USER-10 a refused sign-in leaves a local account as it was', async () => {
    const { knex } = fixture;
    const accountId = await alice({ state: 'disabled' });
    const { id } = await connect(fixture, { policy: migrate });
    const page = await signInAs(fixture, id);
    expect(refusalOf(page).code).toBe('account-disabled');
    expect(await sourceOf(accountId)).toBe('local');
    expect(await eventsOf(knex, accountId)).not.toContain('source-changed');
  });

  it('USER-10 accounts of administrators are never migrated, even by a module’s resolver', async () => {
    const { portal, idp } = fixture;
    const accountId = await insertLocal(fixture.knex, 'admin');
    const { id } = await connect(fixture, { policy: migrate });
    const page = await signInAs(fixture, id, {
      preferred_username: 'admin',
      email: 'admin@example.test',
    });
    expect(refusalOf(page).code).toBe('link-needs-administrator');
    // One that is linked already, by the administrator's own wish.
    const { accounts } = await persistenceOf(fixture.knex);
    await accounts.link([
      {
        connectionId: id,
        issuer: idp.issuer,
        subject: 'root',
        accountId,
        at: new Date(),
      },
    ]);
    await signInThrough(fixture, id, { sub: 'root' });
    expect(await sourceOf(accountId)).toBe('local');
    expect(await tryPassword(portal, 'admin', password)).toBe('signedIn');
  });

  it('USER-10 many at once take as many statements as a few', async () => {
    const persistence = await persistenceOf(fixture.knex);
    await insertConnection(persistence, 'many');
    const engineOfMany = ProvisioningEngine.create({
      persistence,
      catalog: DefaultCatalogDirectory.create({
        catalog: catalogServiceMock({ entities: [] }),
        auth: mockServices.auth(),
      }),
      resolvers: ResolverRegistry.create({ additional: [] }),
      namespace: 'default',
      administrators: ['user:default/admin'],
    });
    const policy = ssoProvisioningPolicySchema.parse(migrate);
    const run = async (prefix: string, size: number) => {
      const names = Array.from({ length: size }, (_, i) => `${prefix}-${i}`);
      for (const name of names) {
        await insertAccount(persistence, name, {
          email: `${name}@example.test`,
          emailVerified: true,
        });
      }
      const batch = await engineOfMany.prepare(
        { connectionId: 'many', policy },
        names.map(name => ({
          issuer: 'https://many.test',
          subject: name,
          email: `${name}@example.test`,
          emailVerified: true,
          attributes: {},
        })),
      );
      return countStatements(fixture.knex, () =>
        persistence.transaction(stores => engineOfMany.apply(stores, batch)),
      );
    };

    const few = await run('few', 2);
    expect(await run('many', 200)).toBe(few);
    const migrated = await fixture
      .knex('sso_accounts')
      .where({ source: 'many' })
      .pluck('username');
    expect(migrated).toHaveLength(202);
    expect(
      await fixture.knex('sso_events').where({ type: 'source-changed' }),
    ).toHaveLength(202);
  });
});
