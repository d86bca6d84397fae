import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { configArguments, portalEnvironment } from './launchPortal';

const timeoutMs = 60_000;

/**
 * Runs the command that the operator runs, in a process of its own with the
 * configuration of a portal, and nothing else of it.
 *
 * @param command - arguments of Node.js, and where it runs
 * @returns the link
 */
export async function printRecoveryLink(
  portal: { url: string },
  command: { cwd: string; args: string[] },
): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...command.args, 'recovery-link', ...configArguments],
    {
      cwd: command.cwd,
      timeout: timeoutMs,
      env: portalEnvironment({ port: Number(new URL(portal.url).port) }),
    },
  );
  return stdout.trim();
}
