import { parseArgs } from 'node:util';
import { loadCliConfig } from './loadCliConfig';
import { printRecoveryLink } from './printRecoveryLink';

const USAGE = `Usage: sso recovery-link [--user <entity ref>] [--config <file>]…

  recovery-link  Prints a link that signs an administrator in, once.

  --user         One of sso.administrators, such as user:default/admin;
                 the first one by default.
  --config       A file of the configuration; give all of those that the
                 backend is started with, in the same order. By default
                 app-config.yaml and app-config.local.yaml.
`;

/** Where the command writes to; `process` by default. @public */
export interface SsoCliOutput {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/**
 * Runs the command `sso`. It needs the configuration of the backend, with its
 * environment variables, but neither the backend nor its database.
 *
 * @param args - arguments behind the name of the command
 * @returns the exit code: 0, 1 when it did not work, 2 when it was called in a
 *   wrong way
 * @public
 */
export async function runSsoCli(
  args: readonly string[],
  output: SsoCliOutput = process,
): Promise<number> {
  let options;
  try {
    options = readOptions(args);
  } catch (error) {
    output.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    output.stdout.write(USAGE);
    return 0;
  }
  try {
    const config = await loadCliConfig(options.config);
    await printRecoveryLink({ config, user: options.user, output });
    return 0;
  } catch (error) {
    output.stderr.write(`No recovery link: ${(error as Error).message}\n`);
    return 1;
  }
}

function readOptions(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      user: { type: 'string' },
      config: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (!values.help && positionals.join(' ') !== 'recovery-link') {
    throw new Error(
      positionals.length > 0
        ? `There is no command "${positionals.join(' ')}".`
        : 'A command is missing.',
    );
  }
  return values;
}
