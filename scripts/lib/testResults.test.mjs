import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addCounts,
  checkCount,
  readJestReport,
  readPlaywrightReport,
  readTapReport,
} from './testResults.mjs';

const jestReport = {
  numPassedTests: 7,
  numFailedTests: 1,
  numRuntimeErrorTestSuites: 2,
  numPendingTests: 3,
  numTodoTests: 4,
};

describe('readJestReport', () => {
  it('counts suites that did not run and skipped tests as failed', () => {
    assert.deepEqual(readJestReport(jestReport, { isSelection: false }), {
      passed: 7,
      failed: 10,
    });
  });

  it('does not count what a selection left out', () => {
    assert.deepEqual(readJestReport(jestReport, { isSelection: true }), {
      passed: 7,
      failed: 3,
    });
  });
});

describe('readPlaywrightReport', () => {
  it('counts flaky and skipped tests and errors outside of tests as failed', () => {
    const report = {
      stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 },
      errors: [{ message: 'no tests found' }],
    };

    assert.deepEqual(readPlaywrightReport(report), { passed: 5, failed: 7 });
  });
});

describe('readTapReport', () => {
  it('reads the counts at the end', () => {
    const report = [
      'ok 1 - # pass 99',
      '# tests 9',
      '# pass 4',
      '# fail 1',
      '# cancelled 1',
      '# skipped 2',
      '# todo 1',
    ].join('\n');

    assert.deepEqual(readTapReport(report), { passed: 4, failed: 5 });
  });
});

describe('checkCount', () => {
  const cases = [
    { title: 'success', count: [3, 0], exitCode: 0, failed: 0 },
    { title: 'failed tests', count: [3, 2], exitCode: 1, failed: 2 },
    {
      title: 'a crash after good tests',
      count: [3, 0],
      exitCode: 1,
      failed: 1,
    },
    { title: 'no tests', count: [0, 0], exitCode: 0, failed: 1 },
  ];
  for (const { title, count, exitCode, failed } of cases) {
    it(`counts ${failed} failed for ${title}`, () => {
      const [passed, failedTests] = count;

      assert.deepEqual(checkCount({ passed, failed: failedTests }, exitCode), {
        passed,
        failed,
      });
    });
  }

  it('counts a failure when there is no report', () => {
    assert.deepEqual(checkCount(undefined, 0), { passed: 0, failed: 1 });
  });
});

describe('addCounts', () => {
  it('adds up', () => {
    const counts = [
      { passed: 2, failed: 0 },
      { passed: 3, failed: 1 },
    ];

    assert.deepEqual(addCounts(counts), { passed: 5, failed: 1 });
  });
});
