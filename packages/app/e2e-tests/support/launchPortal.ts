import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from './findFreePort';

/** Folder of the repository. */
export const root = path.resolve(__dirname, '../../../..');

const startTimeoutMs = 60_000;

/** A portal that runs as in production: one origin, PostgreSQL. */
export interface Portal {
  /** Where browsers reach it, such as `http://localhost:41234` */
  url: string;
  /** What the backend printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** How a portal is started, whatever is started. */
export interface PortalOptions {
  /** Address that browsers use, when a proxy stands in front. */
  baseUrl?: string;
  /** Port to listen on; a free one by default. */
  port?: number;
  /** Name of a set of databases; portals with the same one are replicas. */
  databases?: string;
  /**
   * Configuration on top of the production one, by path:
   * `{ 'auth.session.secret': 'x' }`
   */
  config?: Record<string, unknown>;
  /** Arguments of the backend. */
  args?: string[];
}

/** The files that every portal here is configured with. */
export const configArguments = ['app-config.yaml', 'app-config.production.yaml']
  .map(file => ['--config', path.join(root, file)])
  .flat();

/**
 * The environment of a portal, for itself and for the commands that read its
 * configuration.
 */
export function portalEnvironment(
  options: PortalOptions & { port: number },
): NodeJS.ProcessEnv {
  const { port } = options;
  const postgres = new URL(process.env.LATCHKEY_TEST_POSTGRES_URL ?? '');
  const config = {
    'backend.listen': { host: 'localhost', port },
    'backend.database.prefix': `portal_${options.databases ?? port}_`,
    // The development identity provider is on this machine, without https.
    'sso.outbound.allow': ['localhost'],
    'sso.outbound.allowHttp': true,
    ...options.config,
  };
  return {
    ...process.env,
    // Production proper would refuse identity providers without https.
    NODE_ENV: 'test',
    PORTAL_BASE_URL: options.baseUrl ?? `http://localhost:${port}`,
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
  };
}

/**
 * Starts a backend and waits until it is ready.
 *
 * @param program - arguments of Node.js, and where it runs
 */
export async function launchPortal(
  options: PortalOptions,
  program: { cwd: string; args: string[] },
): Promise<Portal> {
  const port = options.port ?? (await findFreePort());
  const url = `http://localhost:${port}`;
  const child = spawn(
    process.execPath,
    [...program.args, ...configArguments, ...(options.args ?? [])],
    {
      cwd: program.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: portalEnvironment({ ...options, port }),
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
