// Reads what each test runner reports into one kind of count.

/** @typedef {{ passed: number, failed: number }} TestCount */

/**
 * A suite that could not run counts as one failed test, and so does a test that
 * was skipped: nothing here is skipped on purpose.
 *
 * @param {object} report - what `jest --json` writes
 * @param {{ isSelection: boolean }} options - whether a name pattern left tests
 * out, which jest reports as skipped
 * @returns {TestCount}
 */
export function readJestReport(report, { isSelection }) {
  const skipped = report.numPendingTests + report.numTodoTests;
  return {
    passed: report.numPassedTests,
    failed:
      report.numFailedTests +
      report.numRuntimeErrorTestSuites +
      (isSelection ? 0 : skipped),
  };
}

/**
 * A flaky test has failed once, so it counts as failed.
 *
 * @param {object} report - what Playwright's JSON reporter writes
 * @returns {TestCount}
 */
export function readPlaywrightReport(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + skipped + report.errors.length,
  };
}

/**
 * @param {string} report - what the `tap` reporter of `node --test` writes
 * @returns {TestCount}
 */
export function readTapReport(report) {
  const count = name =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
  return {
    passed: count('pass'),
    failed: ['fail', 'cancelled', 'skipped', 'todo']
      .map(count)
      .reduce((sum, next) => sum + next),
  };
}

/**
 * Holds a count against how the runner ended: one that crashed or ran nothing
 * has failed, whatever it counted.
 *
 * @param {TestCount | undefined} count - `undefined` when there is no report
 * @param {number} exitCode
 * @returns {TestCount}
 */
export function checkCount(count, exitCode) {
  const { passed, failed } = count ?? { passed: 0, failed: 0 };
  const isBroken = passed + failed === 0 || (exitCode !== 0 && failed === 0);
  return { passed, failed: isBroken ? failed + 1 : failed };
}

/** @param {TestCount[]} counts */
export function addCounts(counts) {
  return counts.reduce(
    (sum, next) => ({
      passed: sum.passed + next.passed,
      failed: sum.failed + next.failed,
    }),
    { passed: 0, failed: 0 },
  );
}
