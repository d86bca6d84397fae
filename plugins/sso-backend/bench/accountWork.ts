import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { AccountReader } from '../src/accounts/AccountReader';
import { AttemptLimiter } from '../src/attempts/AttemptLimiter';
import { readAccountSettings } from '../src/config/readAccountSettings';
import { NOW } from '../src/database/__testUtils__/stores';
import { SecondFactorService } from '../src/secondFactor/SecondFactorService';
import { AesGcmSecretCipher } from '../src/secrets/AesGcmSecretCipher';
import { TraceService } from '../src/signIn/TraceService';
import type { BenchDatabase } from './openDatabases';

/** What an administrator does, and the one query that it cannot do without. */
export interface Work {
  readonly name: string;
  run(): Promise<unknown>;
  query(): Promise<unknown>;
}

const LIMIT = 50;

function createReader({ persistence }: BenchDatabase): AccountReader {
  const settings = {
    ...readAccountSettings(new ConfigReader({})),
    administrators: [],
    appUrl: 'http://localhost',
    inactiveAfter: 180 * 86_400_000,
  };
  return AccountReader.create({
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
}

/** A page of accounts by one index, as anybody would write it. */
const page = (knex: Knex, column: string, from: string, to?: string) =>
  knex.raw(
    `select * from sso_accounts where ${column} >= ?
      ${to === undefined ? '' : `and ${column} < ?`}
      order by ${column} limit ${LIMIT + 1}`,
    to === undefined ? [from] : [from, to],
  );

/** @throws Error when something finds nothing: then nothing was measured */
export async function createWork(database: BenchDatabase): Promise<Work[]> {
  const { knex, persistence } = database;
  const accounts = createReader(database);
  const traces = TraceService.create(persistence);
  const middle = await knex('sso_accounts')
    .orderBy('username_key')
    .offset(Math.floor((await count(knex)) / 2))
    .first('username', 'username_key', 'id');
  const cursor = Buffer.from(
    JSON.stringify(['username', middle.username_key]),
  ).toString('base64url');
  const list = async (
    query: Omit<Parameters<typeof accounts.list>[0], 'limit'>,
  ) => {
    const found = await accounts.list({ ...query, limit: LIMIT });
    if (!found.accounts.length) throw new Error('No accounts were found');
    return found;
  };
  return [
    {
      name: 'list, first page',
      run: () => list({}),
      query: () => page(knex, 'username_key', ''),
    },
    {
      name: 'list, middle page',
      run: () => list({ cursor }),
      query: () => page(knex, 'username_key', middle.username_key),
    },
    {
      name: 'list, inactive of a source',
      run: () => list({ state: 'inactive', source: 'local' }),
      query: () => page(knex, 'username_key', ''),
    },
    {
      name: 'search, broad (`s`)',
      run: () => list({ search: 's' }),
      query: () => page(knex, 'username_key', 's', 't'),
    },
    {
      name: 'search, broad (`smith`)',
      run: () => list({ search: 'smith' }),
      query: () => page(knex, 'family_name_key', 'smith', 'smiti'),
    },
    {
      name: 'search, narrow',
      run: () => list({ search: middle.username }),
      query: () =>
        page(
          knex,
          'username_key',
          middle.username_key,
          `${middle.username_key}~`,
        ),
    },
    {
      name: 'open one',
      run: () => accounts.get(String(middle.id)),
      query: () =>
        knex.raw('select * from sso_accounts where id = ?', [middle.id]),
    },
    {
      name: 'list traces',
      run: () => traces.list({ limit: LIMIT }),
      query: () =>
        knex.raw(`select * from sso_traces order by id desc limit ${LIMIT}`),
    },
    {
      name: 'list traces, no success',
      run: () => traces.list({ outcome: 'success', limit: LIMIT }),
      query: () =>
        knex.raw(`select * from sso_traces order by id desc limit ${LIMIT}`),
    },
  ];
}

async function count(knex: Knex): Promise<number> {
  const [row] = await knex('sso_accounts').count({ count: '*' });
  return Number(row.count);
}
