import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { SsoDisabledPlugins } from '@latchkey/plugin-sso-common';
import { parseDisabledPlugins } from './parseDisabledPlugins';

const FLAG = '--disablePlugins';
const VARIABLE = 'SSO_DISABLE_PLUGINS';
const KEY = 'sso.disablePlugins';

/** What people write who mean one of the names above, letters only. */
const MEANT = /^(sso)?dis+ab[a-z]*pl/i;

/**
 * Reads which plugins the operator started the backend without: all SSO
 * protocols, so that only local sign-in is left, or some SSO connections.
 *
 * The command line goes before the environment, and that before app-config:
 * `--disablePlugins`, `--disablePlugins=true|false|<id>,<id>`, also with the
 * value as an argument of its own, and repeated; `SSO_DISABLE_PLUGINS` with
 * the same values; `sso.disablePlugins` with them, or a list of ids.
 *
 * @param options - `argv` is `process.argv`, `env` is `process.env`
 * @throws InputError for a name or value that is misspelt: who reaches for the
 *   switch is locked out, and must not believe that it worked
 * @public
 */
export function readDisabledPlugins(options: {
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  config: Config;
}): SsoDisabledPlugins {
  const sources = [
    { source: FLAG, values: readArguments(options.argv) },
    { source: VARIABLE, values: readEnvironment(options.env) },
    { source: KEY, values: readConfig(options.config) },
  ];
  // Every place is read, so that a mistake in one that loses is told as well.
  const answers = sources.map(({ source, values }) =>
    values ? parseDisabledPlugins(source, values) : undefined,
  );
  return (
    answers.find(answer => answer !== undefined) ?? {
      all: false,
      connectionIds: [],
    }
  );
}

function readArguments(argv: readonly string[]): string[] | undefined {
  const values = argv.slice(2).flatMap((argument, index, all) => {
    const at = argument.indexOf('=');
    const name = at === -1 ? argument : argument.slice(0, at);
    if (name !== FLAG) {
      // A file may well be called disable-plugins.yaml.
      assertNotMeant(name, FLAG, /^[^\w./]/.test(name) || at !== -1);
      return [];
    }
    return at === -1
      ? [valueAfter(all[index + 1]) ?? 'true']
      : [argument.slice(at + 1)];
  });
  return values.length > 0 ? values : undefined;
}

function valueAfter(next: string | undefined): string | undefined {
  return next === undefined || next.startsWith('-') ? undefined : next;
}

function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): string[] | undefined {
  for (const name of Object.keys(env)) {
    if (name !== VARIABLE) {
      assertNotMeant(name, VARIABLE, /^sso/i.test(name));
    }
  }
  // Empty is how compose files and charts say that a variable is not set.
  return env[VARIABLE] ? [env[VARIABLE]] : undefined;
}

function readConfig(config: Config): string[] | undefined {
  for (const name of config.getOptionalConfig('sso')?.keys() ?? []) {
    if (`sso.${name}` !== KEY) {
      assertNotMeant(name, KEY, true);
    }
  }
  const value = config.getOptional(KEY);
  if (value === undefined) {
    return undefined;
  }
  // A variable that is filled in comes as a text, even if it says true.
  return typeof value === 'boolean' || typeof value === 'string'
    ? [String(value)]
    : config.getStringArray(KEY);
}

function assertNotMeant(name: string, right: string, isName: boolean): void {
  if (isName && MEANT.test(name.replace(/[^a-z]/gi, ''))) {
    throw new InputError(`Unknown: ${name}. Did you mean ${right}?`);
  }
}
