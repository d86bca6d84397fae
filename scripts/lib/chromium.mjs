// Which Chromium the browser tests use.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './toolchain.mjs';

const SYSTEM_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];
const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * A Chromium or Chrome that is installed on this machine.
 *
 * @param {{ searchPath: string, platform: string }} options - `searchPath` in
 * the form of the variable `PATH`
 * @returns {string | undefined}
 */
export function findSystemChromium({ searchPath, platform }) {
  const candidates = searchPath
    .split(path.delimiter)
    .filter(Boolean)
    .flatMap(dir => SYSTEM_NAMES.map(name => path.join(dir, name)));
  if (platform === 'darwin') candidates.push(...MAC_PATHS);
  return candidates.find(isExecutable);
}

function tryRun(executable, libraryPath) {
  const env = { ...process.env };
  if (libraryPath) env.LD_LIBRARY_PATH = libraryPath;
  const { status, error, stderr } = spawnSync(executable, ['--version'], {
    env,
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { runs: status === 0, message: error?.message ?? stderr };
}

/** Unpacks `@sparticuz/chromium`; with its own libraries where they lack. */
async function unpackBundledChromium() {
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const require = createRequire(import.meta.url);
  const home = path.dirname(
    path.dirname(require.resolve('@sparticuz/chromium')),
  );
  const { version } = JSON.parse(
    fs.readFileSync(path.join(home, 'package.json'), 'utf8'),
  );
  const target = path.join(root, '.toolchain', `chromium-${version}`);
  const libraryPath = path.join(target, 'al2023', 'lib');
  const executable = path.join(target, 'chromium');
  if (fs.existsSync(libraryPath) && tryRun(executable, libraryPath).runs) {
    return { executable, libraryPath };
  }
  if (tryRun(executable).runs) return { executable };

  fs.rmSync(target, { recursive: true, force: true });
  fs.mkdirSync(target, { recursive: true });
  // The package unpacks to wherever temporary files go.
  const { TMPDIR } = process.env;
  process.env.TMPDIR = target;
  try {
    await chromium.executablePath();
    if (tryRun(executable).runs) return { executable };
    await inflate(path.join(home, 'bin', 'al2023.tar.br'));
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  const { runs, message } = tryRun(executable, libraryPath);
  if (!runs) throw new Error(`Chromium does not run here:\n${message}`);
  return { executable, libraryPath };
}

/**
 * Finds a Chromium: the one in `CHROMIUM_PATH`, else one of the system, else
 * the one inside the npm package `@sparticuz/chromium`.
 *
 * @returns {Promise<{ executable: string, libraryPath?: string }>}
 * `libraryPath` is to be the browser's `LD_LIBRARY_PATH`
 * @throws when there is none; browser tests are never left out
 */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!isExecutable(named)) {
      throw new Error(`CHROMIUM_PATH names no executable: ${named}`);
    }
    return { executable: named };
  }
  const installed = findSystemChromium({
    searchPath: process.env.PATH ?? '',
    platform: process.platform,
  });
  if (installed) return { executable: installed };
  if (process.platform !== 'linux') {
    throw new Error(
      'No Chromium or Chrome found; install one or name it in CHROMIUM_PATH.',
    );
  }
  return unpackBundledChromium();
}
