// `npm test`: the tests of the scripts, of the packages (jest, on SQLite and on
// PostgreSQL) and of the whole portal in a browser (Playwright).
//
//   npm test                        everything
//   npm test -- unit [patterns …]   without a browser; only files that match
//   npm test -- e2e [patterns …]    in a browser; only files that match
//
// The last line says how many tests passed and failed, over all runners.
import fs from 'node:fs';
import os from 'node:os';
import { backstageCli, root } from './lib/repository.mjs';
import {
  addCounts,
  checkCount,
  readJestReport,
  readTapReport,
} from './lib/testResults.mjs';
import { TestRun } from './lib/testRun.mjs';

const SUITES = ['unit', 'e2e'];

const [first, ...rest] = process.argv.slice(2);
const suites = SUITES.includes(first) ? [first] : SUITES;
const patterns = SUITES.includes(first) ? rest : process.argv.slice(2);
const isSelection = patterns.length > 0;

async function testScripts(run, files) {
  const report = run.reportFile('scripts.tap');
  const exitCode = await run.node([
    '--test',
    '--test-timeout=60000',
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
    ...files,
  ]);
  const count = checkCount(run.readReport(report, readTapReport), exitCode);
  if (count.failed > 0) process.stdout.write(fs.readFileSync(report, 'utf8'));
  return count;
}

async function testPackages(run, postgresUrl) {
  const report = run.reportFile('jest.json');
  const exitCode = await run.node(
    [
      backstageCli,
      ...['repo', 'test', '--watchAll=false', '--ci', '--coverage=false'],
      '--testTimeout=30000',
      // They wait for PostgreSQL a quarter of the time.
      ...(os.cpus().length <= 3 ? ['--maxWorkers=3'] : []),
      ...['--json', `--outputFile=${report}`],
      ...patterns,
    ],
    {
      env: {
        CI: '1',
        BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: postgresUrl,
      },
    },
  );
  const read = text => readJestReport(JSON.parse(text), { isSelection });
  return { count: run.readReport(report, read), exitCode };
}

async function testUnits(run, postgresUrl) {
  const scripts = fs
    .globSync('scripts/**/*.test.mjs', { cwd: root })
    .filter(
      file => !isSelection || patterns.some(pattern => file.includes(pattern)),
    );
  const counts = [];
  if (scripts.length > 0) counts.push(await testScripts(run, scripts));
  const { count, exitCode } = await testPackages(run, postgresUrl);
  const isEmptySelection =
    isSelection && scripts.length > 0 && exitCode === 0 && !count?.passed;
  if (!isEmptySelection) counts.push(checkCount(count, exitCode));
  return addCounts(counts);
}

await TestRun.main(async run => {
  const postgresUrl = await run.postgres();
  const counts = [];
  if (suites.includes('unit')) counts.push(await testUnits(run, postgresUrl));
  if (suites.includes('e2e')) {
    counts.push(
      // What stops the browser tests must not hide what the others found.
      await run
        .browserTests('portal', { postgresUrl, patterns })
        .catch(error => {
          process.stderr.write(`${error.stack}\n`);
          return { passed: 0, failed: 1 };
        }),
    );
  }
  return addCounts(counts);
});
