import { InputError } from '@backstage/errors';

const FLAG = '--disablePlugins';

/**
 * Reads from the command line whether the backend is to start without any SSO
 * protocol, so that only local sign-in is left.
 *
 * Accepts `--disablePlugins`, `--disablePlugins=true|false` and the value as
 * an argument of its own; the last one wins.
 *
 * @param argv - arguments of the process, such as `process.argv`
 * @throws `InputError` for any other value: who reaches for the flag is locked
 * out, and must not believe that a misspelt one worked
 */
export function readProtocolsDisabled(argv: readonly string[]): boolean {
  let disabled = false;
  argv.forEach((argument, index) => {
    const [name, inlineValue] = splitOnce(argument, '=');
    if (name !== FLAG) {
      return;
    }
    const value = inlineValue ?? nextValue(argv, index) ?? 'true';
    if (value !== 'true' && value !== 'false') {
      throw new InputError(`${FLAG} takes true or false, got '${value}'`);
    }
    disabled = value === 'true';
  });
  return disabled;
}

function nextValue(argv: readonly string[], index: number): string | undefined {
  const next = argv[index + 1];
  return next === undefined || next.startsWith('-') ? undefined : next;
}

function splitOnce(
  text: string,
  separator: string,
): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at === -1
    ? [text, undefined]
    : [text.slice(0, at), text.slice(at + 1)];
}
