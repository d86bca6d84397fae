import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { linesOf } from './output.mjs';
import { hasChildren, ProcessGroups } from './processes.mjs';

const FOREVER = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";
/** Starts another process that shares its output, and never ends either. */
const STUBBORN = `
  require('node:child_process').spawn(
    process.execPath,
    ['-e', ${JSON.stringify(`console.log('started'); ${FOREVER}`)}],
    { stdio: 'inherit' },
  );
  ${FOREVER}`;

function script(source) {
  return [process.execPath, ['-e', source]];
}

describe('ProcessGroups', () => {
  it('answers with the exit code', async () => {
    const groups = new ProcessGroups();

    assert.equal(await groups.run(...script('process.exit(3)')), 3);
    assert.equal(await groups.run(...script('')), 0);
  });

  it('answers with 1 when a signal ends the command', async () => {
    const groups = new ProcessGroups();

    assert.equal(
      await groups.run(...script("process.kill(process.pid, 'SIGKILL')")),
      1,
    );
  });

  it('ends a command that takes too long', async () => {
    const groups = new ProcessGroups({ stopGraceMs: 200 });

    assert.equal(await groups.run(...script(FOREVER), { timeoutMs: 200 }), 124);
  });

  it('ends what a command started, also when both ignore the signal', async () => {
    const groups = new ProcessGroups({ stopGraceMs: 200 });
    const child = groups.spawn(...script(STUBBORN), {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise(resolve => {
      linesOf(child.stdout, resolve);
    });
    assert.equal(hasChildren(child.pid) ?? true, true);

    // It ends when the last process that can write to it has ended.
    const outputEnd = once(child.stdout, 'end');
    await groups.stopAll();
    await outputEnd;

    assert.throws(() => groups.spawn(...script('')), /Stopping/);
  });
});
