import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { formatGatePage, loadGate } from './gatePage.mjs';
import { root } from './repository.mjs';

describe('docs/access-gate.md', () => {
  it('LOCAL-3 says what the gate does', async () => {
    const file = path.join(root, 'docs/access-gate.md');
    const page = fs.readFileSync(file, 'utf8');
    assert.equal(page, formatGatePage(await loadGate()));
  });

  it('LOCAL-3 has a cell for each condition and way, with code and reason', async () => {
    const gate = await loadGate();
    const rows = formatGatePage(gate)
      .split('\n')
      .filter(line => line.startsWith('| **'))
      .map(line => line.split(' | '));
    assert.deepEqual(
      rows.map(cells => cells.length),
      gate.ssoAccountConditions.map(() => gate.ssoWaysIn.length + 1),
    );
    gate.ssoAccountConditions.forEach((condition, index) => {
      gate.ssoWaysIn.forEach((way, column) => {
        const cell = gate.ssoAccountGate[condition][way];
        const written = rows[index][column + 1];
        assert.ok(written.includes(cell.reason));
        if (cell.verdict === 'refuse') assert.ok(written.includes(cell.code));
      });
    });
  });

  it('needs words for a condition or a way that is new', async () => {
    const gate = await loadGate();
    const ssoWaysIn = [...gate.ssoWaysIn, 'by-magic'];
    assert.throws(
      () => formatGatePage({ ...gate, ssoWaysIn }),
      /no words for "by-magic"/,
    );
  });
});
