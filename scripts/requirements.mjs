// Writes docs/requirements.md from docs/requirements.json and the names of the
// tests. With --check it writes nothing and fails when a requirement that
// counts as done has no test, or when the page is out of date.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './lib/repository.mjs';
import {
  findProblems,
  formatPage,
  groupById,
  listTests,
} from './lib/requirements.mjs';

const pageFile = path.join(root, 'docs', 'requirements.md');
const requirements = JSON.parse(
  fs.readFileSync(path.join(root, 'docs', 'requirements.json'), 'utf8'),
);
const filesById = groupById(listTests());
const page = formatPage(requirements, filesById);
const problems = findProblems(requirements, filesById);

if (process.argv.includes('--check')) {
  const current = fs.existsSync(pageFile)
    ? fs.readFileSync(pageFile, 'utf8')
    : '';
  if (current !== page) {
    problems.push(
      'docs/requirements.md is out of date: run node scripts/run.mjs requirements',
    );
  }
} else {
  fs.writeFileSync(pageFile, page);
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
