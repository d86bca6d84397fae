import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  launchPortal,
  type Portal,
  type PortalOptions,
  root,
} from './launchPortal';

let unpacked: string | undefined;

/**
 * Starts the portal from its production build, as an operator does: both
 * archives unpacked, dependencies installed, `node packages/backend`.
 */
export function startBuiltPortal(options: PortalOptions = {}): Promise<Portal> {
  unpacked ??= unpackBuild();
  return launchPortal(options, {
    cwd: unpacked,
    args: [
      // Else Node.js would follow the links of `linkDependencies` back into
      // the repository, and find the sources there.
      '--preserve-symlinks',
      '--preserve-symlinks-main',
      'packages/backend',
    ],
  });
}

/** Folder of the unpacked build; made once, removed at the end of the run. */
export function builtPortalFolder(): string {
  unpacked ??= unpackBuild();
  return unpacked;
}

function unpackBuild(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-built-portal-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const dist = path.join(root, 'packages', 'backend', 'dist');
  for (const archive of ['skeleton.tar.gz', 'bundle.tar.gz']) {
    execFileSync('tar', ['-xzf', path.join(dist, archive), '-C', folder]);
  }
  linkDependencies(folder);
  return folder;
}

/**
 * What `yarn workspaces focus --all --production` makes, without a network:
 * packages of others are those of the repository, its own are the built ones.
 */
function linkDependencies(folder: string): void {
  const installed = path.join(root, 'node_modules');
  const target = path.join(folder, 'node_modules');
  const own = listBuiltPackages(folder);
  const scopes = new Set([...own.keys()].map(name => name.split('/')[0]));
  mkdirSync(target);
  for (const name of readdirSync(installed)) {
    if (!name.startsWith('.') && !scopes.has(name)) {
      symlinkSync(path.join(installed, name), path.join(target, name));
    }
  }
  for (const [name, directory] of own) {
    mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    symlinkSync(directory, path.join(target, name));
  }
}

/** Folders of the packages in the build, by their names. */
function listBuiltPackages(folder: string): Map<string, string> {
  const directories = ['packages', 'plugins'].flatMap(group =>
    readdirSync(path.join(folder, group)).map(name =>
      path.join(folder, group, name),
    ),
  );
  return new Map(
    directories.map(directory => {
      const manifest = path.join(directory, 'package.json');
      return [JSON.parse(readFileSync(manifest, 'utf8')).name, directory];
    }),
  );
}
