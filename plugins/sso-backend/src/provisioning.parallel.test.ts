import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { type MisbehavingIdp, startMisbehavingIdp } from '@latchkey/dev-idp';
import {
  type AssertedIdentity,
  ssoProvisioningPolicySchema,
} from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import {
  clearDatabase,
  countRows,
  signInAs,
} from './__testUtils__/portalFixture';
import { activateOidc, refusalOf } from './__testUtils__/signInFlow';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { DefaultCatalogDirectory } from './catalog/CatalogDirectory';
import {
  countStatements,
  createTestDatabases,
  insertConnection,
  persistenceOf,
} from './database/__testUtils__/stores';
import { ProvisioningEngine } from './provisioning/ProvisioningEngine';
import { ResolverRegistry } from './provisioning/ResolverRegistry';

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('at once on %s', engine => {
  let idp: MisbehavingIdp;
  let first: TestPortal;
  let second: TestPortal;
  let knex: Knex;

  beforeAll(async () => {
    idp = await startMisbehavingIdp();
    knex = await databases.init(engine);
    first = await startTestPortal({ databases, knex });
    second = await startTestPortal({ databases, knex });
  }, 60_000);
  beforeEach(() => clearDatabase(knex));
  afterAll(async () => {
    await Promise.all([first?.stop(), second?.stop(), idp?.stop()]);
  });
  const signInTwentyTimes = (id: string) =>
    Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        signInAs({ portal: index % 2 ? first : second, idp }, id),
      ),
    );

  it('USER-3 OPS-6 a new person who comes 20 times to two replicas gets one account', async () => {
    const { id } = await activateOidc(first, idp);
    const pages = await signInTwentyTimes(id);
    expect(pages.map(refusalOf)).toEqual(Array(20).fill({}));
    expect(await countRows(knex)).toEqual({
      accounts: 1,
      identities: 1,
      sessions: 20,
      tickets: 0,
    });
    expect(await knex('sso_groups').pluck('title')).toHaveLength(2);
    expect(await knex('sso_memberships')).toHaveLength(2);
  });

  it('USER-1 GROUP-3 a known person whose groups change while they come 20 times', async () => {
    const { id } = await activateOidc(first, idp);
    await signInAs({ portal: first, idp }, id);
    idp.claims({ groups: ['other', 'engineering'], name: 'New Name' });
    const pages = await signInTwentyTimes(id);
    expect(pages.map(refusalOf)).toEqual(Array(20).fill({}));
    const titles = await knex('sso_memberships')
      .join('sso_groups', 'sso_groups.id', 'sso_memberships.group_id')
      .orderBy('title')
      .pluck('title');
    expect(titles).toEqual(['engineering', 'other']);
    idp.claims({});
  });

  it('OPS-5 200 people cost as many statements as one', async () => {
    const persistence = await persistenceOf(knex);
    await insertConnection(persistence, 'batch');
    const engineUnderTest = ProvisioningEngine.create({
      persistence,
      resolvers: ResolverRegistry.create({}),
      catalog: DefaultCatalogDirectory.create({
        catalog: catalogServiceMock({ entities: [] }),
        auth: mockServices.auth(),
      }),
      namespace: 'default',
      administrators: [],
    });
    const people = (prefix: string, count: number, change = '') =>
      Array.from(
        { length: count },
        (_, index): AssertedIdentity => ({
          issuer: 'https://issuer.test',
          subject: `${prefix}-${index}`,
          username: `${prefix}-${index}`,
          email: `${prefix}-${index}@example.test`,
          emailVerified: true,
          displayName: `${prefix} ${index}${change}`,
          groups: [`${prefix}-${index % 10}${change}`, 'everyone'],
          attributes: {},
        }),
      );
    const cost = (identities: AssertedIdentity[]) =>
      countStatements(knex, async () => {
        const batch = await engineUnderTest.prepare(
          {
            connectionId: 'batch',
            policy: ssoProvisioningPolicySchema.parse({}),
          },
          identities,
        );
        const outcomes = await persistence.transaction(stores =>
          engineUnderTest.apply(stores, batch),
        );
        expect(outcomes.map(({ kind }) => kind)).toEqual(
          Array(identities.length).fill('accepted'),
        );
      });

    // The first one also makes the group that all of them share.
    await cost(people('warm', 1));
    const created = await cost(people('one', 1));
    expect(await cost(people('many', 200))).toBe(created);
    const changed = await cost(people('one', 1, ' new'));
    expect(await cost(people('many', 200, ' new'))).toBe(changed);
    const unchanged = await cost(people('one', 1, ' new'));
    expect(await cost(people('many', 200, ' new'))).toBe(unchanged);
    expect(unchanged).toBeLessThan(created);
    expect(created).toBeLessThan(30);
  });
});
