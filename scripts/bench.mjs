// `yarn bench <name>`: how fast something is beside a peer and a floor, in the
// same run. Results stand in docs/performance.md.
import path from 'node:path';
import { onShutdown, ProcessGroups } from './lib/processes.mjs';
import { nodeModule, root } from './lib/repository.mjs';

const BENCHES = {
  saml: 'plugins/sso-backend-module-saml/bench/saml.ts',
};

const [name] = process.argv.slice(2);
if (!Object.hasOwn(BENCHES, name ?? '')) {
  process.stderr.write(
    `Usage: yarn bench <${Object.keys(BENCHES).join('|')}>\n`,
  );
  process.exit(2);
}

const processes = new ProcessGroups();
onShutdown(async () => {
  await processes.stopAll();
  process.exit(130);
});
process.exitCode = await processes.run(
  process.execPath,
  [
    '--require',
    nodeModule('@backstage/cli', 'config/nodeTransform.cjs'),
    path.join(root, BENCHES[name]),
  ],
  { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
);
