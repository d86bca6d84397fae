// `npm start`: the portal in development mode with its development identity
// provider. Arguments after `--` go to the backend.
import path from 'node:path';
import { formatBanner } from './lib/banner.mjs';
import { fetchPage, isPortTaken, waitUntil } from './lib/network.mjs';
import { linesOf } from './lib/output.mjs';
import { hasChildren, onShutdown, ProcessGroups } from './lib/processes.mjs';
import { backstageCli, nodeModule, root } from './lib/repository.mjs';

const APP_URL = 'http://localhost:3000';
const BACKEND_URL = 'http://localhost:7007';
const READINESS_PATH = '/.backstage/health/v1/readiness';
/** Requests that repeat every few seconds; logged, they bury all else. */
const ROUTINE_REQUEST =
  /"GET (\/\.backstage\/health\/.*|\/api\/sso\/internal\/.* 200) /;
const START_TIMEOUT_MS = 5 * 60_000;
/** How long the backend may be without a process before it counts as dead. */
const DEAD_AFTER_MS = 5_000;
const WATCH_INTERVAL_MS = 3_000;

const idpPort = Number(process.env.DEV_IDP_PORT || 4400);
const processes = new ProcessGroups();
const stopping = new AbortController();
/** What the banner tells; filled while the servers start. */
const facts = { appUrl: APP_URL };
let isBannerPrinted = false;

function say(text) {
  process.stdout.write(`${text}\n`);
}

async function stop(exitCode, reason) {
  if (stopping.signal.aborted) return;
  stopping.abort();
  say(`\n${reason}`);
  await processes.stopAll();
  process.exit(exitCode);
}

/** Starts a server; each line of its output goes to the terminal. */
function startServer({ name, args, cwd, env = {}, onLine = () => {} }) {
  const child = processes.spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    linesOf(stream, line => {
      if (onLine(line) !== 'hide') say(`[${name}] ${line}`);
    });
  }
  child.on('error', error => stop(1, `The ${name} did not start: ${error}`));
  child.on('exit', code =>
    stop(1, `The ${name} ended by itself (${code}), so everything stops.`),
  );
  return child;
}

function startIdentityProvider() {
  return new Promise(resolve => {
    startServer({
      name: 'identity provider',
      cwd: root,
      args: [
        '--require',
        nodeModule('@backstage/cli', 'config/nodeTransform.cjs'),
        'packages/dev-idp/src/main.ts',
      ],
      // SSO connections trust this key, and outlive the process.
      env: { DEV_IDP_KEY_FILE: path.join(root, '.data', 'dev-idp-key.json') },
      onLine(line) {
        if (!line.startsWith('{"event":"ready"')) return undefined;
        facts.identityProvider = JSON.parse(line);
        resolve();
        return 'hide';
      },
    });
  });
}

function startBackend() {
  return startServer({
    name: 'backend',
    cwd: path.join(root, 'packages', 'backend'),
    args: [backstageCli, 'package', 'start', ...process.argv.slice(2)],
    env: {
      DEV_IDP_ISSUER: facts.identityProvider.issuer,
      DEV_IDP_SAML_METADATA: facts.identityProvider.saml.metadataUrl,
    },
    onLine(line) {
      const link = /SSO set-up link: (https?:\/\/[^\s"]+)/.exec(line)?.[1];
      if (link) facts.setUpLink = link;
      if (link && isBannerPrinted) say(formatBanner(facts));
      if (line.includes('STARTED WITHOUT SSO')) facts.isWithoutSso = true;
      return ROUTINE_REQUEST.test(line) ? 'hide' : undefined;
    },
  });
}

function startApp() {
  startServer({
    name: 'app',
    cwd: path.join(root, 'packages', 'app'),
    args: [backstageCli, 'package', 'start'],
  });
}

async function isBackendReady() {
  return (await fetchPage(BACKEND_URL + READINESS_PATH)) !== undefined;
}

/** The page alone is served before the scripts that it loads are compiled. */
async function isAppReady() {
  const page = await fetchPage(APP_URL);
  const scripts = [...(page ?? '').matchAll(/<script[^>]+\bsrc="([^"]+)"/g)];
  const bodies = await Promise.all(
    scripts.map(([, src]) => fetchPage(new URL(src, APP_URL))),
  );
  return bodies.length > 0 && bodies.every(body => body !== undefined);
}

/**
 * The command that runs the backend outlives it and waits for a file to
 * change, so only its having no child tells that the backend died.
 */
function watchFirstStart(backend) {
  // On a busy machine it takes long until there is a process at all.
  let aliveAt;
  return setInterval(() => {
    if (hasChildren(backend.pid)) aliveAt = Date.now();
    if (aliveAt && Date.now() - aliveAt > DEAD_AFTER_MS) {
      stop(1, 'The backend ended while it started; its output says why.');
    }
  }, 500);
}

/** Tells when the backend goes away later, for example over a typing error. */
function watchBackend() {
  let failures = 0;
  setInterval(async () => {
    if (await isBackendReady()) {
      if (failures > 2) say('\nThe backend is back.\n');
      failures = 0;
    } else if (++failures === 3 && !stopping.signal.aborted) {
      say(
        '\nThe backend does not answer any more; its output above says why. ' +
          'It starts again when a file changes.\n',
      );
    }
  }, WATCH_INTERVAL_MS);
}

async function requireFreePorts() {
  const ports = [
    { port: 3000, user: 'the app' },
    { port: 7007, user: 'the backend' },
    { port: idpPort, user: 'the identity provider (set DEV_IDP_PORT)' },
    {
      port: idpPort + 1,
      user: 'the SAML provider (set DEV_IDP_PORT to the port before it)',
    },
  ];
  for (const { port, user } of ports) {
    if (await isPortTaken(port)) {
      say(
        `Port ${port} is taken, ${user} needs it. Is the portal running ` +
          'already? Stop what uses the port and try again.',
      );
      process.exit(1);
    }
  }
}

onShutdown(() => stop(0, 'Stopping …'));
await requireFreePorts();
say('Starting the portal; the first time takes a minute or two …');
await startIdentityProvider();
const backend = startBackend();
startApp();
const firstStart = watchFirstStart(backend);
const waiting = { timeoutMs: START_TIMEOUT_MS, signal: stopping.signal };
const isReady =
  (await waitUntil(isBackendReady, waiting)) &&
  (await waitUntil(isAppReady, waiting));
clearInterval(firstStart);
if (isReady) {
  isBannerPrinted = true;
  say(formatBanner(facts));
  watchBackend();
} else {
  await stop(1, 'The portal did not become ready; the output above says why.');
}
