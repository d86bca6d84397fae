// What the commands that run tests share: processes, reports, a PostgreSQL, the
// app in a browser, and the last line.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { startPostgres } from './postgres.mjs';
import { onShutdown, ProcessGroups } from './processes.mjs';
import { ensureProductionBuild } from './productionBuild.mjs';
import { backstageCli, nodeModule, root } from './repository.mjs';
import { checkCount, readPlaywrightReport } from './testResults.mjs';

const RUNNER_TIMEOUT_MS = 20 * 60_000;

/** One run of tests, which leaves nothing behind. */
export class TestRun {
  #processes = new ProcessGroups();
  #reports = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey-test-'));
  #cleanUps = [
    () => this.#processes.stopAll(),
    () => fs.rmSync(this.#reports, { recursive: true, force: true }),
  ];

  /**
   * Runs suites to their end, prints the count over all of them as the last
   * line, and ends the process with what came of it.
   *
   * @param {(run: TestRun) => Promise<import('./testResults.mjs').TestCount>}
   * suites
   */
  static async main(suites) {
    const run = new TestRun();
    onShutdown(async reason => {
      process.stderr.write(`\nStopping (${reason}) …\n`);
      await run.#cleanUp();
      process.exit(130);
    });
    const total = await suites(run).catch(error => {
      process.stderr.write(`${error.stack}\n`);
      return { passed: 0, failed: 1 };
    });
    await run.#cleanUp();
    process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
    process.exit(total.failed === 0 ? 0 : 1);
  }

  /** Runs a script with Node.js; answers its exit code. */
  node(args, { env = {}, ...options } = {}) {
    return this.command(process.execPath, args, { env, ...options });
  }

  command(command, args, { env = {}, ...options } = {}) {
    return this.#processes.run(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      timeoutMs: RUNNER_TIMEOUT_MS,
      ...options,
    });
  }

  reportFile(name) {
    return path.join(this.#reports, name);
  }

  /** What a runner wrote; undefined when it could not. */
  readReport(file, read) {
    try {
      return read(fs.readFileSync(file, 'utf8'));
    } catch {
      return undefined;
    }
  }

  /** @returns {Promise<string>} address of a PostgreSQL that ends with the run */
  async postgres() {
    const postgres = await startPostgres();
    this.#cleanUps.push(postgres.stop);
    return postgres.url;
  }

  /**
   * Runs the browser tests of one project of Playwright.
   *
   * @param {string} project - see playwright.config.ts
   * @param {{ postgresUrl: string, patterns?: string[] }} options
   */
  async browserTests(project, { postgresUrl, patterns = [] }) {
    const chromium = await findChromium();
    process.stdout.write(`Browser: ${chromium.executable}\n`);
    if (!(await ensureProductionBuild(root, () => this.#build()))) {
      throw new Error('The portal does not build.');
    }
    const report = this.reportFile(`playwright-${project}.json`);
    const exitCode = await this.node(
      [
        nodeModule('@playwright/test', 'cli.js'),
        'test',
        `--project=${project}`,
        ...patterns,
      ],
      {
        env: {
          CHROMIUM_PATH: chromium.executable,
          CHROMIUM_LIBRARY_PATH: chromium.libraryPath ?? '',
          LATCHKEY_TEST_POSTGRES_URL: postgresUrl,
          LATCHKEY_TEST_REPORT: report,
        },
      },
    );
    const read = text => readPlaywrightReport(JSON.parse(text));
    return checkCount(this.readReport(report, read), exitCode);
  }

  /** Builds the portal; what that prints matters only when it fails. */
  async #build() {
    process.stdout.write('Building the portal for production …\n');
    const log = this.reportFile('build.log');
    const file = fs.openSync(log, 'w');
    const exitCode = await this.node([backstageCli, 'package', 'build'], {
      cwd: path.join(root, 'packages', 'backend'),
      stdio: ['ignore', file, file],
    });
    fs.closeSync(file);
    if (exitCode !== 0) process.stdout.write(fs.readFileSync(log, 'utf8'));
    return exitCode;
  }

  async #cleanUp() {
    for (const task of this.#cleanUps) await task();
  }
}
