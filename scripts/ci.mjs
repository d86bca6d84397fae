// The checks of continuous integration beside the tests. All of them run, so
// that one report names everything that is wrong.
import { onShutdown, ProcessGroups } from './lib/processes.mjs';
import { backstageCli, nodeModule, root } from './lib/repository.mjs';

const CHECK_TIMEOUT_MS = 10 * 60_000;

const CHECKS = [
  { name: 'types', args: [nodeModule('typescript', 'bin/tsc')] },
  { name: 'lint', args: [backstageCli, 'repo', 'lint', '--max-warnings=0'] },
  {
    name: 'format',
    args: [nodeModule('prettier', 'bin-prettier.js'), '--check', '.'],
  },
  { name: 'requirements', args: ['scripts/requirements.mjs', '--check'] },
  { name: 'gate', args: ['scripts/gate.mjs', '--check'] },
  {
    name: 'API reports',
    args: [
      nodeModule('@backstage/repo-tools', 'bin/backstage-repo-tools'),
      'api-reports',
      '--ci',
      '--allow-all-warnings',
      '--omit-messages',
      'ae-wrong-input-file-type,ae-undocumented,ae-forgotten-export',
    ],
  },
  // The app and the backend were built for the tests in a browser.
  { name: 'build', args: [backstageCli, 'repo', 'build'] },
];

const processes = new ProcessGroups();
onShutdown(async () => {
  await processes.stopAll();
  process.exit(130);
});

const failed = [];
for (const { name, args } of CHECKS) {
  process.stdout.write(`\n── ${name}\n`);
  const startedAt = Date.now();
  const exitCode = await processes.run(process.execPath, args, {
    cwd: root,
    timeoutMs: CHECK_TIMEOUT_MS,
  });
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  process.stdout.write(
    `── ${name}: ${exitCode === 0 ? 'passed' : 'failed'} in ${seconds} s\n`,
  );
  if (exitCode !== 0) failed.push(name);
}
process.stdout.write(
  failed.length > 0
    ? `\nChecks that failed: ${failed.join(', ')}\n`
    : '\nAll checks passed.\n',
);
process.exit(failed.length > 0 ? 1 : 0);
