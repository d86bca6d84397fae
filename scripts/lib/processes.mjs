// Child processes in process groups of their own, so that whatever they start
// ends with them.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const DEFAULT_STOP_GRACE_MS = 8_000;

export class ProcessGroups {
  #groups = new Set();
  #isStopping = false;
  #stopGraceMs;

  /**
   * @param {{ stopGraceMs?: number }} [options] - how long a group may take to
   * end by itself before it is killed; 8 seconds unless told
   */
  constructor({ stopGraceMs = DEFAULT_STOP_GRACE_MS } = {}) {
    this.#stopGraceMs = stopGraceMs;
  }

  /**
   * Starts a command in a process group of its own.
   *
   * @param {string} command
   * @param {string[]} args
   * @param {import('node:child_process').SpawnOptions} [options]
   * @throws once `stopAll` was called
   */
  spawn(command, args, options = {}) {
    if (this.#isStopping) throw new Error('Stopping, nothing is started');
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      ...options,
      detached: true,
    });
    if (child.pid) this.#groups.add(child.pid);
    return child;
  }

  /**
   * Runs a command to its end.
   *
   * @returns {Promise<number>} exit code; 124 when it took longer than
   * `timeoutMs`, 1 when it could not be started or a signal ended it
   */
  async run(command, args, { timeoutMs, ...options } = {}) {
    const child = this.spawn(command, args, options);
    let timedOut = false;
    const timer =
      timeoutMs &&
      setTimeout(() => {
        timedOut = true;
        this.stop(child.pid);
      }, timeoutMs);
    const code = await new Promise(resolve => {
      child.on('error', error => {
        process.stderr.write(`${command}: ${error.message}\n`);
        resolve(1);
      });
      child.on('exit', exitCode => resolve(exitCode ?? 1));
    });
    clearTimeout(timer);
    await this.stop(child.pid);
    return timedOut ? 124 : code;
  }

  /** Ends one group: politely first, then for certain. */
  async stop(pid) {
    if (!pid || !this.#groups.has(pid)) return;
    signalGroup(pid, 'SIGTERM');
    const deadline = Date.now() + this.#stopGraceMs;
    while (isGroupAlive(pid) && Date.now() < deadline) {
      await sleep(50);
    }
    signalGroup(pid, 'SIGKILL');
    this.#groups.delete(pid);
  }

  /** Ends all groups, for good. */
  async stopAll() {
    this.#isStopping = true;
    await Promise.all([...this.#groups].map(pid => this.stop(pid)));
  }
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}

function isGroupAlive(pid) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a process has children; `undefined` where the system does not tell.
 *
 * @param {number} pid
 * @returns {boolean | undefined}
 */
export function hasChildren(pid) {
  try {
    return (
      fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim() !== ''
    );
  } catch {
    return undefined;
  }
}

/**
 * Calls `stop` once when the terminal, the system or the parent process asks
 * this process to end.
 *
 * @param {(reason: string) => void} stop
 */
export function onShutdown(stop) {
  let called = false;
  const once = reason => {
    if (!called) {
      called = true;
      stop(reason);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => once(signal));
  }
  process.on('disconnect', () => once('disconnect'));
}
