// The production build of the portal, made only when it is out of date: the
// bundle of packages/backend, and in it that of packages/app.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What of a package decides how its bundle looks. */
const PACKAGE_INPUTS = [
  ...['package.json', 'config.d.ts', 'src'],
  ...['public', 'migrations', 'bin'],
];
const ROOT_INPUTS = ['yarn.lock', 'backstage.json', 'app-config.yaml'];
/** What the build leaves behind; without one of them it is made again. */
const OUTPUTS = [
  'packages/app/dist/index.html',
  'packages/backend/dist/bundle.tar.gz',
  'packages/backend/dist/skeleton.tar.gz',
];

function readManifest(dir) {
  return JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8'));
}

function listWorkspaces(root) {
  const workspaces = new Map();
  for (const group of ['packages', 'plugins']) {
    for (const entry of fs.readdirSync(path.join(root, group))) {
      const dir = path.join(root, group, entry);
      if (fs.existsSync(path.join(dir, 'package.json'))) {
        workspaces.set(readManifest(dir).name, dir);
      }
    }
  }
  return workspaces;
}

/** Folders of a package and of all its dependencies in this repository. */
export function listLocalDependencies(root, name) {
  const workspaces = listWorkspaces(root);
  const found = new Map();
  const queue = [name];
  for (const next of queue) {
    const dir = workspaces.get(next);
    if (dir && !found.has(next)) {
      found.set(next, dir);
      queue.push(...Object.keys(readManifest(dir).dependencies ?? {}));
    }
  }
  return [...found.values()].sort();
}

function* walk(file) {
  if (!fs.existsSync(file)) return;
  if (!fs.statSync(file).isDirectory()) {
    yield file;
    return;
  }
  for (const entry of fs.readdirSync(file).sort()) {
    yield* walk(path.join(file, entry));
  }
}

/**
 * Hash of all that the build is made from; tests are none of it.
 *
 * @param {string} root - folder of the repository
 */
export function hashBuildInputs(root) {
  const inputs = [
    ...ROOT_INPUTS.map(file => path.join(root, file)),
    ...listLocalDependencies(root, 'backend').flatMap(dir =>
      PACKAGE_INPUTS.map(input => path.join(dir, input)),
    ),
  ];
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of walk(input)) {
      if (!/\.test\.[jt]sx?$/.test(file)) {
        hash.update(path.relative(root, file)).update('\0');
        hash.update(fs.readFileSync(file)).update('\0');
      }
    }
  }
  return hash.digest('hex');
}

/**
 * Builds unless what is there was made from the same inputs.
 *
 * @param {string} root - folder of the repository
 * @param {() => Promise<number>} build - builds, answers with an exit code
 * @returns {Promise<boolean>} whether a build is there now
 */
export async function ensureProductionBuild(root, build) {
  // Beside the bundle, not in it: what is inside is shipped.
  const stamp = path.join(root, 'packages/backend/.cache/build-inputs');
  const hash = hashBuildInputs(root);
  const isBuilt = OUTPUTS.every(file => fs.existsSync(path.join(root, file)));
  if (isBuilt && fs.existsSync(stamp)) {
    if (fs.readFileSync(stamp, 'utf8') === hash) return true;
  }
  fs.rmSync(stamp, { force: true });
  if ((await build()) !== 0) return false;
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, hash);
  return true;
}
