// Which tests prove which requirement: a test names the requirement's id.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './toolchain.mjs';

const ts = createRequire(path.join(root, 'package.json'))('typescript');

const TEST_FUNCTIONS = new Set(['describe', 'it', 'test']);
const ID = /\b[A-Z]+-\d+\b/g;

/** @typedef {{ id: string, title: string, done: boolean }} Requirement */
/** @typedef {{ file: string, name: string }} NamedTest */

/** The identifier a call begins with: `it` for `it.each(rows)(name)`. */
function calleeRoot(expression) {
  let node = expression;
  while (!ts.isIdentifier(node)) {
    node = node.expression ?? node.tag;
    if (!node) return undefined;
  }
  return node.text;
}

function literalText(node) {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText() : undefined;
}

/**
 * Names of the tests, and groups of tests, in a source file.
 *
 * @param {string} file - name, whose ending tells the language
 * @param {string} text - its content
 * @returns {string[]}
 */
export function readTestNames(file, text) {
  const source = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    /x$/.test(file) ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const names = [];
  const visit = node => {
    if (ts.isCallExpression(node)) {
      const name = literalText(node.arguments[0]);
      if (name !== undefined && TEST_FUNCTIONS.has(calleeRoot(node.expression)))
        names.push(name);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** All named tests: of the packages, in a browser, and of the scripts. */
export function listTests() {
  return fs
    .globSync(
      [
        '{packages,plugins}/*/{src,e2e-tests}/**/*.test.{ts,tsx}',
        'scripts/**/*.test.mjs',
      ],
      { cwd: root },
    )
    .sort()
    .flatMap(file =>
      readTestNames(file, fs.readFileSync(path.join(root, file), 'utf8')).map(
        name => ({ file, name }),
      ),
    );
}

/**
 * @param {NamedTest[]} tests
 * @returns {Map<string, string[]>} for each id the files that name it, once for
 * each test
 */
export function groupById(tests) {
  const files = new Map();
  for (const { file, name } of tests) {
    for (const id of new Set(name.match(ID))) {
      files.set(id, [...(files.get(id) ?? []), file]);
    }
  }
  return files;
}

/**
 * @param {Requirement[]} requirements
 * @param {Map<string, string[]>} filesById
 * @returns {string[]} what is wrong, in sentences
 */
export function findProblems(requirements, filesById) {
  const areas = new Set(requirements.map(({ id }) => id.split('-')[0]));
  const known = new Set(requirements.map(({ id }) => id));
  const untested = requirements
    .filter(({ id, done }) => done && !filesById.has(id))
    .map(({ id }) => `${id} counts as done, but no test names it.`);
  const unknown = [...filesById]
    .filter(([id]) => areas.has(id.split('-')[0]) && !known.has(id))
    .map(([id, files]) => `${files[0]} names ${id}, which does not exist.`);
  return [...untested, ...unknown];
}

function formatFiles(files = []) {
  return [...new Set(files)]
    .map(file => {
      const count = files.filter(other => other === file).length;
      return `[${path.basename(file)}](../${file}) (${count})`;
    })
    .join(', ');
}

/** The page docs/requirements.md. */
export function formatPage(requirements, filesById) {
  const areas = new Map();
  for (const requirement of requirements) {
    const area = requirement.id.split('-')[0];
    areas.set(area, [...(areas.get(area) ?? []), requirement]);
  }
  const done = requirements.filter(requirement => requirement.done).length;
  return [
    '# Requirements and their tests',
    '',
    '<!-- Written by `node scripts/run.mjs requirements`; do not edit. -->',
    '',
    `${done} of ${requirements.length} are done. Beside each test file stands how many tests of it name the requirement.`,
    ...[...areas].flatMap(([area, rows]) => [
      '',
      `## ${area}`,
      '',
      '| Id | Requirement | State | Tests |',
      '| --- | --- | --- | --- |',
      ...rows.map(
        ({ id, title, done: isDone }) =>
          `| ${id} | ${title} | ${isDone ? 'done' : 'planned'} | ${formatFiles(
            filesById.get(id),
          )} |`,
      ),
    ]),
    '',
  ].join('\n');
}
