import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { readSsoSettings } from './config/SsoSettings';
import {
  createTestDatabases,
  insertConnection,
  persistenceOf,
} from './database/__testUtils__/stores';
import { isSqlite } from './database/sql';
import { scheduleHousekeeping } from './housekeeping';
import { AesGcmSecretCipher } from './secrets/AesGcmSecretCipher';

jest.setTimeout(60_000);

const databases = createTestDatabases();

async function insertTraces(knex: Knex, count: number): Promise<void> {
  await knex('sso_traces').insert({
    reference: 'first',
    happened_at: new Date(),
    code: 'state-unknown',
    steps: '[]',
    expires_at: new Date(Date.now() + 60_000),
  });
  await knex.raw(
    `with recursive number(value) as (
       select 1 union all select value + 1 from number where value < ?)
     insert into sso_traces (reference, happened_at, code, steps, expires_at)
     select 'copy ' || value, happened_at, code, steps, expires_at
     from sso_traces cross join number`,
    [count - 1],
  );
}

describe.each(databases.eachSupportedId())('housekeeping on %s', engine => {
  it('SAML-12 OPS-6 removes what has expired, and keeps the rest', async () => {
    const knex = await databases.init(engine);
    const persistence = await persistenceOf(knex);
    await insertConnection(persistence, 'okta');
    const scheduler = mockServices.scheduler.mock();
    await scheduleHousekeeping({
      scheduler,
      logger: mockServices.logger.mock(),
      persistence,
      overrideReversion: { run: async () => {} },
      cipher: AesGcmSecretCipher.create([
        { id: 'key', secret: 'k'.repeat(32) },
      ]),
      settings: await readSsoSettings({
        config: mockServices.rootConfig({
          data: { app: { baseUrl: 'http://localhost' } },
        }),
        discovery: mockServices.discovery(),
      }),
    });
    const tables = [
      'sso_sign_in_states',
      'sso_logout_states',
      'sso_pending',
      'sso_attempts',
      'sso_replay',
    ];
    const minute = 60_000;
    for (const [name, shift] of Object.entries({
      old: -11 * minute,
      good: minute,
    })) {
      const expiresAt = new Date(Date.now() + shift);
      const state = {
        stateHash: name,
        connectionId: 'okta',
        memory: { keyId: 'key', ciphertext: 'sealed' },
        createdAt: new Date(),
        expiresAt,
      };
      await persistence.signIns.insertState({
        ...state,
        browserHash: 'browser',
        ticketBinding: 'binding',
      });
      await persistence.logouts.insertState({ ...state, kind: 'start' });
      await persistence.replay.remember(name, expiresAt);
      await persistence.pending.insert({
        bearerHash: name,
        kind: 'proof',
        memory: state.memory,
        expiresAt,
      });
      await persistence.attempts.reserve(
        name,
        undefined,
        { attempts: 3, lock: 1000, maxLock: 1000, memory: 1000 },
        expiresAt,
      );
    }
    // M25: the clock of another replica may be behind.
    const justNow = new Date(Date.now() - 9 * minute);
    await persistence.replay.remember('recent', justNow);

    await insertTraces(knex, 50_001);

    const task = scheduler.scheduleTask.mock.calls
      .map(([scheduled]) => scheduled)
      .find(({ id }) => id === 'sso-remove-expired');
    await task?.fn(new AbortController().signal);

    // G13: everybody can be refused again and again.
    expect(await knex('sso_traces').count({ count: '*' })).toEqual([
      { count: isSqlite(knex) ? 50_000 : '50000' },
    ]);
    expect(await knex('sso_traces').where({ reference: 'first' })).toEqual([]);
    for (const table of tables) {
      const rows = await knex(table);
      expect(rows).toHaveLength(table === 'sso_replay' ? 2 : 1);
      expect(JSON.stringify(rows)).toContain('good');
      expect(JSON.stringify(rows)).not.toContain('old');
    }
    expect(await persistence.replay.remember('recent', justNow)).toBe(false);
  });
});
