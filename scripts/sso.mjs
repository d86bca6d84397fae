// `yarn sso …`: the operator's command of the plugin, with the configuration of
// the portal that `npm start` runs. Files after `--config` are seen from where
// the command is called.
import path from 'node:path';
import { ProcessGroups } from './lib/processes.mjs';
import { root } from './lib/repository.mjs';
import { resolveConfigFiles } from './lib/configArguments.mjs';

const TIMEOUT_MS = 60_000;

process.exitCode = await new ProcessGroups().run(
  process.execPath,
  [
    path.join(root, 'plugins', 'sso-backend', 'bin', 'sso.js'),
    ...resolveConfigFiles(
      process.argv.slice(2),
      process.env.INIT_CWD ?? process.cwd(),
    ),
  ],
  {
    // The key file of development is seen from there.
    cwd: path.join(root, 'packages', 'backend'),
    env: { ...process.env, NODE_ENV: process.env.NODE_ENV ?? 'development' },
    timeoutMs: TIMEOUT_MS,
  },
);
