import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { AttemptLimiter } from '../attempts/AttemptLimiter';
import { readSsoSettings } from '../config/SsoSettings';
import { explain } from '../database/__testUtils__/explain';
import { seedDirectory } from '../database/__testUtils__/seedDirectory';
import {
  createTestDatabases,
  NOW,
  persistenceOf,
} from '../database/__testUtils__/stores';
import type { DatabasePersistence } from '../database/DatabasePersistence';
import { SecondFactorService } from '../secondFactor/SecondFactorService';
import { AesGcmSecretCipher } from '../secrets/AesGcmSecretCipher';
import { TraceService } from '../signIn/TraceService';
import { AccountReader } from './AccountReader';

jest.setTimeout(120_000);

const databases = createTestDatabases();

/** Tables that grow with the portal; the plan never reads one as a whole. */
const LARGE =
  'sso_(accounts|attempts|identities|memberships|sessions|events|traces|second_factors|recovery_codes)';

/** Steps of a plan that read a whole table, or a whole index. */
const scans = (plan: readonly string[]) =>
  plan.filter(
    step =>
      new RegExp(`Seq Scan on ${LARGE}`).test(step) ||
      new RegExp(`^SCAN ${LARGE}(?! USING (COVERING )?INDEX)`).test(step),
  );

describe.each(databases.eachSupportedId())('P7 plans, %s', engine => {
  let knex: Knex;
  let persistence: DatabasePersistence;
  let accounts: AccountReader;
  let middle: string;

  beforeAll(async () => {
    knex = await databases.init(engine);
    persistence = await persistenceOf(knex);
    await seedDirectory(knex, persistence, { accounts: 10_000, traces: 2000 });
    const read = await readSsoSettings({
      config: mockServices.rootConfig({
        data: { app: { baseUrl: 'http://localhost' } },
      }),
      discovery: mockServices.discovery(),
    });
    const settings = { ...read, inactiveAfter: 180 * 86_400_000 };
    accounts = AccountReader.create({
      persistence,
      settings,
      secondFactors: SecondFactorService.create({
        persistence,
        settings,
        attempts: AttemptLimiter.create({ persistence, settings }),
        cipher: AesGcmSecretCipher.create([
          { id: 'key', secret: 'k'.repeat(32) },
        ]),
      }),
      now: () => NOW,
    });
    const page = await accounts.list({ limit: 200 });
    middle = page.nextCursor!;
  });

  /** The plans of what runs, which must be there and scan nothing. */
  async function expectIndexed(run: () => Promise<unknown>, count: number) {
    const plans = await explain(knex, run);
    expect(plans).toHaveLength(count);
    for (const plan of plans) {
      expect(scans(plan)).toEqual([]);
      expect(plan.join()).toMatch(/INDEX|PRIMARY KEY|Index/);
    }
    return plans;
  }

  it.each<[string, Omit<Parameters<AccountReader['list']>[0], 'limit'>]>([
    ['all', {}],
    ['a broad prefix', { search: 's' }],
    ['a narrow prefix', { search: 'smith' }],
    ['a prefix and a source', { search: 's', source: 'local' }],
    ['active ones', { state: 'active' }],
    ['disabled ones of a source', { state: 'disabled', source: 'local' }],
    ['a source', { source: 'local' }],
    ['locked ones', { state: 'locked' }],
    ['those with a second factor', { state: 'secondFactor' }],
    [
      'those with a second factor of a source',
      { state: 'secondFactor', source: 'local' },
    ],
    ['inactive ones', { state: 'inactive' }],
    ['inactive ones of a source', { state: 'inactive', source: 'local' }],
  ])('list %s by indexes', async (_what, query) => {
    const page = await accounts.list({ ...query, limit: 50 });
    expect(page.accounts.length).toBeGreaterThan(0);
    await expectIndexed(() => accounts.list({ ...query, limit: 50 }), 1);
    if (page.nextCursor) {
      const next = { ...query, limit: 50, cursor: page.nextCursor };
      await expectIndexed(() => accounts.list(next), 1);
    }
  });

  it.each<[string, Omit<Parameters<AccountReader['list']>[0], 'limit'>]>([
    ['username_key_unique', {}],
    ['state_username_key_index', { state: 'disabled' }],
    ['source_state_username_key_index', { state: 'active', source: 'local' }],
    ['second_factor_index', { state: 'secondFactor' }],
    ['source_second_factor_index', { state: 'secondFactor', source: 'local' }],
    ['use_index', { state: 'inactive' }],
    ['source_use_index', { state: 'inactive', source: 'local' }],
  ])('go along the index %s', async (index, query) => {
    const cursor = query.state === 'inactive' ? undefined : middle;
    const [plan] = await explain(knex, () =>
      accounts.list({ ...query, limit: 50, cursor }),
    );
    // In its order: a bitmap scan, with a sort after it, reads otherwise.
    expect(plan.join()).toMatch(
      new RegExp(`(INDEX|Scan using) sso_accounts_${index}\\b`),
    );
  });

  it('open an account by indexes', async () => {
    const page = await accounts.list({ state: 'secondFactor', limit: 1 });
    const [{ id }] = page.accounts;
    const account = await accounts.get(id);
    expect(account.events.length).toBeGreaterThan(0);
    expect(account.groups.length).toBeGreaterThan(0);
    const plans = await explain(knex, () => accounts.get(id));
    // Never more because there are more accounts, groups or sessions.
    expect(plans.length).toBeLessThanOrEqual(12);
    expect(plans.flatMap(scans)).toEqual([]);
    // On SQLite a search can still be one through all that is not expired.
    const searches = plans
      .flat()
      .filter(step => new RegExp(`^SEARCH ${LARGE} `).test(step));
    for (const search of searches) {
      expect(search).toMatch(/\((account_id|rowid)=\?/);
    }
  });

  it('list traces in their order, without reading all of them', async () => {
    const traces = TraceService.create(persistence);
    for (const query of [
      {},
      { connectionId: 'okta' },
      { outcome: 'success' },
    ] as const) {
      const plans = await explain(knex, () =>
        traces.list({ ...query, limit: 50 }),
      );
      const [plan] = plans.filter(steps => /sso_traces/.test(steps.join()));
      // Backwards by id, which on SQLite is the order of the table itself.
      expect(plan.join()).toMatch(/SCAN sso_traces$|SEARCH|Index Scan/);
      expect(plan.join()).not.toMatch(/expires_at_index|ORDER BY|Sort|Seq/);
    }
  });

  it('would be seen to scan', async () => {
    const plans = await explain(knex, () =>
      knex('sso_accounts').where('given_name', 'Ada').limit(1),
    );
    expect(plans.flatMap(scans)).toHaveLength(1);
  });
});
