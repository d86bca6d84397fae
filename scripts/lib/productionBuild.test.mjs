import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  ensureProductionBuild,
  listLocalDependencies,
} from './productionBuild.mjs';

let root;
let builds;

function write(file, text) {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

function build() {
  builds += 1;
  write('packages/app/dist/index.html', '<html>');
  write('packages/backend/dist/bundle.tar.gz', 'bundle');
  write('packages/backend/dist/skeleton.tar.gz', 'skeleton');
  return Promise.resolve(0);
}

beforeEach(() => {
  builds = 0;
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey-bundle-'));
  const manifest = (name, dependencies) =>
    JSON.stringify({ name, dependencies });
  write('packages/backend/package.json', manifest('backend', { app: '1' }));
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

describe('ensureProductionBuild', () => {
  it('builds once for the same inputs', async () => {
    assert.equal(await ensureProductionBuild(root, build), true);
    assert.equal(await ensureProductionBuild(root, build), true);

    assert.equal(builds, 1);
  });

  const changes = [
    { file: 'plugins/shared/src/index.ts', expected: 2 },
    { file: 'packages/app/public/index.html', expected: 2 },
    { file: 'yarn.lock', expected: 2 },
    { file: 'plugins/shared/src/index.test.ts', expected: 1 },
    { file: 'packages/backend/src/index.ts', expected: 2 },
    { file: 'plugins/server/src/index.ts', expected: 1 },
  ];
  for (const { file, expected } of changes) {
    it(`has built ${expected} times after ${file} changed`, async () => {
      await ensureProductionBuild(root, build);
      write(file, 'changed');
      await ensureProductionBuild(root, build);

      assert.equal(builds, expected);
    });
  }

  for (const name of ['app', 'backend']) {
    it(`builds again when the bundle of the ${name} was deleted`, async () => {
      await ensureProductionBuild(root, build);
      const dist = path.join(root, 'packages', name, 'dist');
      fs.rmSync(dist, { recursive: true });
      await ensureProductionBuild(root, build);

      assert.equal(builds, 2);
    });
  }

  it('does not take the bundle of a failed build', async () => {
    await ensureProductionBuild(root, build);
    write('yarn.lock', 'changed');

    assert.equal(
      await ensureProductionBuild(root, () => Promise.resolve(1)),
      false,
    );
    assert.equal(await ensureProductionBuild(root, build), true);
    assert.equal(builds, 2);
  });
});
