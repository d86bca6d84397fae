// What administrators do with many accounts, beside the one indexed query that
// it cannot do without. The limit: the 95th percentile is at most 20 ms above
// that query's, and with ten times the accounts at most 1.5 times as long.
//
// Arguments: numbers of accounts, 100000 by default.
import { cpus } from 'node:os';
import { seedDirectory } from '../src/database/__testUtils__/seedDirectory';
import { createWork, type Work } from './accountWork';
import { type BenchDatabase, openPostgres, openSqlite } from './openDatabases';

const ROUNDS = 300;
const WARM_UP = 30;

/** The same work in a database of one size. */
interface Contestant {
  readonly size: number;
  readonly work: Work;
  readonly ours: number[];
  readonly query: number[];
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** All of them in turn, so that what else the machine does meets them all. */
async function measure(contestants: readonly Contestant[]): Promise<void> {
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const { work, ours, query } of contestants) {
      const own = await timeOf(work.run);
      const bare = await timeOf(work.query);
      if (round >= 0) {
        ours.push(own);
        query.push(bare);
      }
    }
  }
}

function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * part)];
}

function print(cells: readonly string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

const columns = [
  'Database',
  'Work',
  'Accounts',
  'Median (ms)',
  'p95 (ms)',
  'p95 of the query (ms)',
  'p95 above it (ms)',
  'Median / first size',
  'p95 / first size',
];

function report(engine: string, contestants: readonly Contestant[]): void {
  const [first] = contestants;
  for (const { size, work, ours, query } of contestants) {
    const ratio = (part: number) =>
      size === first.size
        ? ''
        : (percentile(ours, part) / percentile(first.ours, part)).toFixed(2);
    const p95 = percentile(ours, 0.95);
    const bare = percentile(query, 0.95);
    print([
      engine,
      work.name,
      size.toLocaleString('en-US'),
      percentile(ours, 0.5).toFixed(1),
      p95.toFixed(1),
      bare.toFixed(1),
      (p95 - bare).toFixed(1),
      ratio(0.5),
      ratio(0.95),
    ]);
  }
}

async function bench(
  open: () => Promise<BenchDatabase>,
  sizes: readonly number[],
): Promise<void> {
  const databases: BenchDatabase[] = [];
  try {
    const works: Work[][] = [];
    for (const accounts of sizes) {
      const database = await open();
      databases.push(database);
      await seedDirectory(database.knex, database.persistence, { accounts });
      works.push(await createWork(database));
    }
    for (const index of works[0].keys()) {
      const contestants = sizes.map((size, position) => ({
        size,
        work: works[position][index],
        ours: [],
        query: [],
      }));
      await measure(contestants);
      report(databases[0].engine, contestants);
    }
  } finally {
    for (const database of databases) {
      await database.remove();
    }
  }
}

async function main(): Promise<void> {
  const sizes = process.argv.slice(2).map(Number);
  if (sizes.some(size => !Number.isSafeInteger(size) || size < 1000)) {
    throw new Error('Give numbers of accounts, 1000 or more');
  }
  const wanted = sizes.length ? sizes : [100_000];
  process.stdout.write(
    `Node.js ${process.version}, ${cpus().length} × ${cpus()[0].model}\n\n`,
  );
  print(columns);
  print(columns.map(() => '---'));
  await bench(openSqlite, wanted);
  const url = process.env.LATCHKEY_TEST_POSTGRES_URL;
  if (url) {
    await bench(() => openPostgres(url), wanted);
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
