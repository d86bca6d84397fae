// Writes docs/access-gate.md from the table that the backend decides by. With
// --check it writes nothing and fails when the page is out of date.
import fs from 'node:fs';
import path from 'node:path';
import { formatGatePage, loadGate } from './lib/gatePage.mjs';
import { root } from './lib/repository.mjs';

const pageFile = path.join(root, 'docs', 'access-gate.md');
const page = formatGatePage(await loadGate());

if (process.argv.includes('--check')) {
  const current = fs.existsSync(pageFile)
    ? fs.readFileSync(pageFile, 'utf8')
    : '';
  if (current !== page) {
    process.stderr.write(
      'docs/access-gate.md is out of date: run node scripts/run.mjs gate\n',
    );
    process.exitCode = 1;
  }
} else {
  fs.writeFileSync(pageFile, page);
}
