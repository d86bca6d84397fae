import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from './findFreePort';

const root = path.resolve(__dirname, '../../../..');
const require = createRequire(path.join(root, 'package.json'));
const startTimeoutMs = 60_000;

/** A portal that runs as in production: one origin, PostgreSQL. */
export interface Portal {
  /** Where browsers reach it, such as `http://localhost:41234` */
  url: string;
  /** What the backend printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * Starts a backend that serves the built app, with databases of its own.
 *
 * @param options.baseUrl - address that browsers use, when a proxy stands in
 * front
 * @param options.databases - name of a set of databases; portals with the same
 * one are replicas
 * @param options.config - configuration on top of the production one, by path:
 * `{ 'auth.session.secret': 'x' }`
 * @param options.args - arguments of the backend
 */
export async function startPortal(
  options: {
    baseUrl?: string;
    databases?: string;
    config?: Record<string, unknown>;
    args?: string[];
  } = {},
): Promise<Portal> {
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const postgres = new URL(process.env.LATCHKEY_TEST_POSTGRES_URL ?? '');
  const config = {
    'backend.listen': { host: 'localhost', port },
    'backend.database.prefix': `portal_${options.databases ?? port}_`,
    // The development identity provider is on this machine, without https.
    'sso.outbound.allow': ['localhost'],
    'sso.outbound.allowHttp': true,
    ...options.config,
  };
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      'packages/backend/src/index.ts',
      ...['--config', 'app-config.yaml'],
      ...['--config', 'app-config.production.yaml'],
      ...(options.args ?? []),
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // Production proper would refuse identity providers without https.
        NODE_ENV: 'test',
        PORTAL_BASE_URL: options.baseUrl ?? url,
        POSTGRES_HOST: postgres.hostname,
        POSTGRES_PORT: postgres.port,
        POSTGRES_USER: postgres.username,
        POSTGRES_PASSWORD: postgres.password,
        SSO_KEY_ID: 'test',
        SSO_KEY_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
        ...Object.fromEntries(
          Object.entries(config).map(([key, value]) => [
            `APP_CONFIG_${key.replaceAll('.', '_')}`,
            JSON.stringify(value),
          ]),
        ),
      },
    },
  );
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
  });
  const portal: Portal = {
    url,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      const killing = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(killing);
    },
  };

  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await isReady(url)) {
      return portal;
    }
    await sleep(250);
  }
  await portal.stop();
  throw new Error(`The portal did not start:\n${output}`);
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/.backstage/health/v1/readiness`);
    return response.ok;
  } catch {
    return false;
  }
}
