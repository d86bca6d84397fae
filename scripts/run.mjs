// Entry of `npm start`, `yarn build`, `npm test`, `yarn sso` and the like, and
// of the checks of continuous integration.
// Runs on any Node.js >= 18 and before anything is installed: it brings what is
// missing, then runs the real script with the pinned Node.js.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { prepareToolchain, root } from './lib/toolchain.mjs';

const COMMANDS = [
  ...['start', 'build', 'sso'],
  ...['test', 'interop', 'bench', 'ci', 'requirements', 'gate'],
];

const [command, ...args] = process.argv.slice(2);
if (!COMMANDS.includes(command)) {
  process.stderr.write(
    `Usage: node scripts/run.mjs <${COMMANDS.join('|')}> [arguments]\n`,
  );
  process.exit(2);
}

const { node, env } = prepareToolchain();
const child = spawn(
  node,
  [path.join(root, 'scripts', `${command}.mjs`), ...args],
  // The channel tells the script when this process dies, however it dies.
  { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
);
// A terminal signals the whole group, so the child has heard SIGINT already;
// this process waits for it to clean up. Others signal this process alone.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.on('error', error => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
