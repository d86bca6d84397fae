import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  findProblems,
  formatPage,
  groupById,
  readTestNames,
} from './requirements.mjs';

const SOURCE = `
describe('OIDC-5 ID tokens', () => {
  it('accepts a good one', () => {});
  it.each([{ code: 'OIDC-6' }])('OIDC-7 reads $code', () => {});
  it.each\`a | b\`("USER-1 tables", () => {});
  test(\`GROUP-1 in \${engine}\`, async () => {});
  // it('OIDC-1 only a comment', () => {});
  log('OIDC-2 no test');
});
`;

const requirements = [
  { id: 'OIDC-1', title: 'One', done: true },
  { id: 'OIDC-2', title: 'Two', done: false },
];

describe('readTestNames', () => {
  it('reads the names of tests and groups, whatever their form', () => {
    assert.deepEqual(readTestNames('a.test.ts', SOURCE), [
      'OIDC-5 ID tokens',
      'accepts a good one',
      'OIDC-7 reads $code',
      'USER-1 tables',
      '`GROUP-1 in ${engine}`',
    ]);
  });
});

describe('groupById', () => {
  it('finds each id once per name', () => {
    const tests = [
      { file: 'a.test.ts', name: 'OIDC-1 and OIDC-2, OIDC-1 again' },
      { file: 'a.test.ts', name: 'OIDC-1 more' },
      { file: 'b.test.ts', name: 'OIDC-12 is another one' },
    ];

    assert.deepEqual(Object.fromEntries(groupById(tests)), {
      'OIDC-1': ['a.test.ts', 'a.test.ts'],
      'OIDC-2': ['a.test.ts'],
      'OIDC-12': ['b.test.ts'],
    });
  });
});

describe('findProblems', () => {
  it('finds none when what is done has a test', () => {
    const files = new Map([['OIDC-1', ['a.test.ts']]]);

    assert.deepEqual(findProblems(requirements, files), []);
  });

  it('finds what is done without a test', () => {
    assert.deepEqual(findProblems(requirements, new Map()), [
      'OIDC-1 counts as done, but no test names it.',
    ]);
  });

  it('finds ids that do not exist, and leaves other words alone', () => {
    const files = new Map([
      ['OIDC-1', ['a.test.ts']],
      ['OIDC-99', ['b.test.ts']],
      ['SHA-256', ['c.test.ts']],
    ]);

    assert.deepEqual(findProblems(requirements, files), [
      'b.test.ts names OIDC-99, which does not exist.',
    ]);
  });
});

describe('formatPage', () => {
  it('lists requirements with their state and tests', () => {
    const files = new Map([['OIDC-1', ['x/a.test.ts', 'x/a.test.ts']]]);
    const page = formatPage(requirements, files);

    assert.match(page, /1 of 2 are done/);
    assert.match(
      page,
      /\| OIDC-1 \| One \| done \| \[a\.test\.ts\]\(\.\.\/x\/a\.test\.ts\) \(2\) \|/,
    );
    assert.match(page, /\| OIDC-2 \| Two \| planned \| {2}\|/);
  });
});
