// `yarn build`: the production build. packages/backend/dist then has the portal,
// app included, as two archives; each plugin has its own dist.
import { onShutdown, ProcessGroups } from './lib/processes.mjs';
import { backstageCli, nodeModule, root } from './lib/repository.mjs';

const STEP_TIMEOUT_MS = 10 * 60_000;

const STEPS = [
  // The declarations of the packages are made from its output.
  { name: 'Types', args: [nodeModule('typescript', 'bin/tsc')] },
  { name: 'Packages', args: [backstageCli, 'repo', 'build', '--all'] },
];

const processes = new ProcessGroups();
onShutdown(async () => {
  await processes.stopAll();
  process.exit(130);
});

for (const { name, args } of STEPS) {
  process.stdout.write(`── ${name}\n`);
  const exitCode = await processes.run(process.execPath, args, {
    cwd: root,
    timeoutMs: STEP_TIMEOUT_MS,
  });
  if (exitCode !== 0) {
    process.stdout.write(`── ${name}: failed\n`);
    process.exit(exitCode);
  }
}
process.stdout.write(`
The portal is built: packages/backend/dist/skeleton.tar.gz (manifests, for
installing dependencies) and packages/backend/dist/bundle.tar.gz.
packages/backend/README.md says how to run it.
`);
process.exit(0);
