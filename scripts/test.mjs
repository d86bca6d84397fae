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
import path from 'node:path';
import { ensureAppBundle } from './lib/appBundle.mjs';
import { findChromium } from './lib/chromium.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { onShutdown, ProcessGroups } from './lib/processes.mjs';
import { backstageCli, nodeModule, root } from './lib/repository.mjs';
import {
  addCounts,
  checkCount,
  readJestReport,
  readPlaywrightReport,
  readTapReport,
} from './lib/testResults.mjs';

const RUNNER_TIMEOUT_MS = 20 * 60_000;
const SUITES = ['unit', 'e2e'];

const [first, ...rest] = process.argv.slice(2);
const suites = SUITES.includes(first) ? [first] : SUITES;
const patterns = SUITES.includes(first) ? rest : process.argv.slice(2);
const isSelection = patterns.length > 0;

const processes = new ProcessGroups();
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey-test-'));

function run(args, env = {}) {
  return processes.run(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    timeoutMs: RUNNER_TIMEOUT_MS,
  });
}

function readReport(file, read) {
  try {
    return read(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

async function testScripts(files) {
  const report = path.join(reports, 'scripts.tap');
  const exitCode = await run([
    '--test',
    '--test-timeout=60000',
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
    ...files,
  ]);
  const count = checkCount(readReport(report, readTapReport), exitCode);
  if (count.failed > 0) process.stdout.write(fs.readFileSync(report, 'utf8'));
  return count;
}

async function testPackages(postgresUrl) {
  const report = path.join(reports, 'jest.json');
  const exitCode = await run(
    [
      backstageCli,
      ...['repo', 'test', '--watchAll=false', '--ci', '--coverage=false'],
      '--testTimeout=30000',
      ...['--json', `--outputFile=${report}`],
      ...patterns,
    ],
    {
      CI: '1',
      BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: postgresUrl,
    },
  );
  const read = text => readJestReport(JSON.parse(text), { isSelection });
  return { count: readReport(report, read), exitCode };
}

async function testUnits(postgresUrl) {
  const scripts = fs
    .globSync('scripts/**/*.test.mjs', { cwd: root })
    .filter(
      file => !isSelection || patterns.some(pattern => file.includes(pattern)),
    );
  const counts = [];
  if (scripts.length > 0) counts.push(await testScripts(scripts));
  const { count, exitCode } = await testPackages(postgresUrl);
  const isEmptySelection =
    isSelection && scripts.length > 0 && exitCode === 0 && !count?.passed;
  if (!isEmptySelection) counts.push(checkCount(count, exitCode));
  return addCounts(counts);
}

/** Builds the app; what the build prints matters only when it fails. */
async function buildApp() {
  process.stdout.write('Building the bundle of packages/app …\n');
  const log = path.join(reports, 'build.log');
  const file = fs.openSync(log, 'w');
  const exitCode = await processes.run(
    process.execPath,
    [backstageCli, 'package', 'build'],
    {
      cwd: path.join(root, 'packages', 'app'),
      stdio: ['ignore', file, file],
      timeoutMs: RUNNER_TIMEOUT_MS,
    },
  );
  fs.closeSync(file);
  if (exitCode !== 0) process.stdout.write(fs.readFileSync(log, 'utf8'));
  return exitCode;
}

async function testInBrowser(postgresUrl) {
  const chromium = await findChromium();
  process.stdout.write(`Browser: ${chromium.executable}\n`);
  if (!(await ensureAppBundle(root, buildApp))) {
    throw new Error('The bundle of packages/app does not build.');
  }
  const report = path.join(reports, 'playwright.json');
  const exitCode = await run(
    [nodeModule('@playwright/test', 'cli.js'), 'test', ...patterns],
    {
      CHROMIUM_PATH: chromium.executable,
      CHROMIUM_LIBRARY_PATH: chromium.libraryPath ?? '',
      LATCHKEY_TEST_POSTGRES_URL: postgresUrl,
      LATCHKEY_TEST_REPORT: report,
    },
  );
  const read = text => readPlaywrightReport(JSON.parse(text));
  return checkCount(readReport(report, read), exitCode);
}

async function runSuites() {
  const postgres = await startPostgres();
  cleanUps.push(postgres.stop);
  const counts = [];
  if (suites.includes('unit')) counts.push(await testUnits(postgres.url));
  if (suites.includes('e2e')) {
    counts.push(
      // What stops the browser tests must not hide what the others found.
      await testInBrowser(postgres.url).catch(error => {
        process.stderr.write(`${error.stack}\n`);
        return { passed: 0, failed: 1 };
      }),
    );
  }
  return addCounts(counts);
}

const cleanUps = [
  () => processes.stopAll(),
  () => fs.rmSync(reports, { recursive: true, force: true }),
];
async function cleanUp() {
  for (const task of cleanUps) await task();
}

onShutdown(async reason => {
  process.stderr.write(`\nStopping (${reason}) …\n`);
  await cleanUp();
  process.exit(130);
});

const total = await runSuites().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  return { passed: 0, failed: 1 };
});
await cleanUp();
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);
