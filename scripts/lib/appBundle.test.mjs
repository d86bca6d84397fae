import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ensureAppBundle, listLocalDependencies } from './appBundle.mjs';

let root;
let builds;

function write(file, text) {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

function build() {
  builds += 1;
  write('packages/app/dist/index.html', '<html>');
  return Promise.resolve(0);
}

beforeEach(() => {
  builds = 0;
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey-bundle-'));
  const manifest = (name, dependencies) =>
    JSON.stringify({ name, dependencies });
  write('packages/app/package.json', manifest('app', { pages: '1' }));
  write('plugins/pages/package.json', manifest('pages', { shared: '1' }));
  write('plugins/shared/package.json', manifest('shared', { react: '18' }));
  write('plugins/server/package.json', manifest('server', { shared: '1' }));
  write('plugins/shared/src/index.ts', 'export {};');
});

afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

describe('listLocalDependencies', () => {
  it('follows dependencies inside the repository', () => {
    assert.deepEqual(
      listLocalDependencies(root, 'app').map(dir => path.relative(root, dir)),
      ['packages/app', 'plugins/pages', 'plugins/shared'],
    );
  });
});

describe('ensureAppBundle', () => {
  it('builds once for the same inputs', async () => {
    assert.equal(await ensureAppBundle(root, build), true);
    assert.equal(await ensureAppBundle(root, build), true);

    assert.equal(builds, 1);
  });

  const changes = [
    { file: 'plugins/shared/src/index.ts', expected: 2 },
    { file: 'packages/app/public/index.html', expected: 2 },
    { file: 'yarn.lock', expected: 2 },
    { file: 'plugins/shared/src/index.test.ts', expected: 1 },
    { file: 'plugins/server/src/index.ts', expected: 1 },
  ];
  for (const { file, expected } of changes) {
    it(`has built ${expected} times after ${file} changed`, async () => {
      await ensureAppBundle(root, build);
      write(file, 'changed');
      await ensureAppBundle(root, build);

      assert.equal(builds, expected);
    });
  }

  it('builds again when the bundle was deleted', async () => {
    await ensureAppBundle(root, build);
    fs.rmSync(path.join(root, 'packages/app/dist'), { recursive: true });
    await ensureAppBundle(root, build);

    assert.equal(builds, 2);
  });

  it('does not take the bundle of a failed build', async () => {
    await ensureAppBundle(root, build);
    write('yarn.lock', 'changed');

    assert.equal(await ensureAppBundle(root, () => Promise.resolve(1)), false);
    assert.equal(await ensureAppBundle(root, build), true);
    assert.equal(builds, 2);
  });
});
