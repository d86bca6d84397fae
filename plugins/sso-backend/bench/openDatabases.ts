import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import createKnex, { type Knex } from 'knex';
import { DatabasePersistence } from '../src/database/DatabasePersistence';

/** An empty database of an engine, with the tables of the plugin. */
export interface BenchDatabase {
  readonly engine: string;
  readonly knex: Knex;
  readonly persistence: DatabasePersistence;
  remove(): Promise<void>;
}

const silence = () => undefined;
const logger: LoggerService = {
  error: silence,
  warn: silence,
  info: silence,
  debug: silence,
  child: () => logger,
};

function open(knex: Knex): Promise<DatabasePersistence> {
  return DatabasePersistence.create({
    database: { getClient: async () => knex },
    logger,
  });
}

/** In a file, as portals have it. */
export async function openSqlite(): Promise<BenchDatabase> {
  const directory = mkdtempSync(path.join(tmpdir(), 'latchkey-bench-'));
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename: path.join(directory, 'sso.sqlite') },
    useNullAsDefault: true,
  });
  return {
    engine: 'SQLite',
    knex,
    persistence: await open(knex),
    async remove() {
      await knex.destroy();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** @param url - of a server where databases may be made */
export async function openPostgres(url: string): Promise<BenchDatabase> {
  const name = `latchkey_bench_${process.pid}_${Date.now()}`;
  const server = createKnex({ client: 'pg', connection: url });
  await server.raw('create database ??', [name]);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const knex = createKnex({ client: 'pg', connection: own.href });
  return {
    engine: 'PostgreSQL',
    knex,
    persistence: await open(knex),
    async remove() {
      await knex.destroy();
      await server.raw('drop database ??', [name]);
      await server.destroy();
    },
  };
}
