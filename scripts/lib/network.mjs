// Ports and readiness of the servers that the scripts start.
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const PROBE_TIMEOUT_MS = 5_000;
const PROBE_INTERVAL_MS = 500;

function accepts(host, port) {
  return new Promise(resolve => {
    const socket = net.connect({ host, port, timeout: 1_000 });
    const done = answer => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => done(true));
    socket.on('timeout', () => done(false));
    socket.on('error', () => done(false));
  });
}

/** Whether something on this machine answers on the port already. */
export async function isPortTaken(port) {
  const answers = await Promise.all(
    ['127.0.0.1', '::1'].map(host => accepts(host, port)),
  );
  return answers.includes(true);
}

/** A port that was free a moment ago. */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Fetches a page of this machine.
 *
 * @returns {Promise<string | undefined>} its body, or `undefined` when it is
 * not served (yet)
 */
export async function fetchPage(url) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
    const body = await response.text();
    return response.ok ? body : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Waits until `probe` answers with something truthy.
 *
 * @param {() => Promise<unknown>} probe
 * @param {{ timeoutMs: number, signal?: AbortSignal }} options
 * @returns {Promise<boolean>} `false` when time is up or the signal aborted
 */
export async function waitUntil(probe, { timeoutMs, signal }) {
  const deadline = Date.now() + timeoutMs;
  while (!signal?.aborted && Date.now() < deadline) {
    if (await probe()) return true;
    await sleep(PROBE_INTERVAL_MS);
  }
  return false;
}
