// `yarn bench <name>`: how fast something is beside a peer and a floor, in the
// same run. Results stand in docs/performance.md.
import path from 'node:path';
import { startPostgres } from './lib/postgres.mjs';
import { onShutdown, ProcessGroups } from './lib/processes.mjs';
import { nodeModule, root } from './lib/repository.mjs';

const BENCHES = {
  accounts: { script: 'plugins/sso-backend/bench/accounts.ts', postgres: true },
  saml: { script: 'plugins/sso-backend-module-saml/bench/saml.ts' },
};

const [name, ...args] = process.argv.slice(2);
if (!Object.hasOwn(BENCHES, name ?? '')) {
  process.stderr.write(
    `Usage: yarn bench <${Object.keys(BENCHES).join('|')}>\n`,
  );
  process.exit(2);
}
const { script, postgres } = BENCHES[name];

const processes = new ProcessGroups();
let server;
async function stop() {
  await processes.stopAll();
  await server?.stop();
}
onShutdown(async () => {
  await stop();
  process.exit(130);
});

const env = { ...process.env, NODE_ENV: 'production' };
if (postgres && !env.LATCHKEY_TEST_POSTGRES_URL) {
  server = await startPostgres();
  env.LATCHKEY_TEST_POSTGRES_URL = server.url;
}
process.exitCode = await processes.run(
  process.execPath,
  [
    '--require',
    nodeModule('@backstage/cli', 'config/nodeTransform.cjs'),
    path.join(root, script),
    ...args,
  ],
  { cwd: root, env },
);
await stop();
