// Packages of Debian and its kin that interoperability tests need.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** @param {string} name */
function isInstalled(name) {
  const { stdout } = spawnSync(
    'dpkg-query',
    ['--show', '--showformat=${db:Status-Status}', name],
    { encoding: 'utf8' },
  );
  return stdout === 'installed';
}

function aptGet(...args) {
  const { status } = spawnSync('apt-get', ['-qq', ...args], {
    // What it prints matters only when it fails.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/**
 * Makes sure that packages are installed: as root it installs what is missing.
 *
 * @param {string[]} names
 * @throws when packages are missing, with what to do about it
 */
export function ensureDebianPackages(names) {
  const missing = names.filter(name => !isInstalled(name));
  if (missing.length === 0) return;
  const command = `apt-get install --no-install-recommends ${missing.join(
    ' ',
  )}`;
  if (process.getuid?.() !== 0) {
    throw new Error(
      `These Debian packages are missing: ${missing.join(
        ', ',
      )}. Install them with: sudo ${command}`,
    );
  }
  process.stdout.write(`Installing ${missing.join(', ')} …\n`);
  const done =
    aptGet('update') &&
    aptGet('install', '--yes', '--no-install-recommends', ...missing);
  if (!done) {
    throw new Error(`The command failed: ${command}`);
  }
}
