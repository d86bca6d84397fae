import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { readDisabledPlugins } from './readDisabledPlugins';

const NONE = { all: false, connectionIds: [] };
const ALL = { all: true, connectionIds: [] };
const some = (...connectionIds: string[]) => ({ all: false, connectionIds });

function read(from: {
  args?: string[];
  env?: Record<string, string>;
  sso?: Record<string, JsonValue>;
}) {
  return readDisabledPlugins({
    argv: ['/usr/bin/node', '/disable-plugins/backend', ...(from.args ?? [])],
    env: { PATH: '/bin', DISABLE_PLUGINS: 'x y', ...from.env },
    config: new ConfigReader(from.sso ? { sso: from.sso } : {}),
  });
}

describe('readDisabledPlugins', () => {
  it.each([
    { args: [], expected: NONE },
    { args: ['--config', 'disable-plugins.yaml'], expected: NONE },
    { args: ['--displayPlugins=true'], expected: NONE },
    { args: ['--disablePlugins'], expected: ALL },
    { args: ['--disablePlugins', '--config', 'a.yaml'], expected: ALL },
    { args: ['--disablePlugins=true'], expected: ALL },
    { args: ['--disablePlugins', 'true'], expected: ALL },
    { args: ['--disablePlugins=false'], expected: NONE },
    { args: ['--disablePlugins', 'false'], expected: NONE },
    { args: ['--disablePlugins=okta'], expected: some('okta') },
    { args: ['--disablePlugins', 'okta'], expected: some('okta') },
    { args: ['--disablePlugins=okta,ad-1'], expected: some('okta', 'ad-1') },
    {
      args: ['--disablePlugins=okta', '--disablePlugins', 'ad-1,okta'],
      expected: some('okta', 'ad-1'),
    },
    {
      args: ['--disablePlugins=true', '--disablePlugins=false'],
      expected: NONE,
    },
    { args: ['--disablePlugins=true', '--disablePlugins=okta'], expected: ALL },
    { args: ['--disablePlugins=okta', '--disablePlugins=true'], expected: ALL },
  ])('CONN-6 reads $expected from $args', ({ args, expected }) => {
    expect(read({ args })).toEqual(expected);
  });

  it('CONN-6 goes by command line, then environment, then app-config', () => {
    const sso = { disablePlugins: ['config'] };
    const env = { SSO_DISABLE_PLUGINS: 'environment' };
    expect(read({ args: ['--disablePlugins=line'], env, sso })).toEqual(
      some('line'),
    );
    expect(read({ args: ['--disablePlugins=false'], env, sso })).toEqual(NONE);
    expect(read({ env, sso })).toEqual(some('environment'));
    expect(read({ env: { SSO_DISABLE_PLUGINS: '' }, sso })).toEqual(
      some('config'),
    );
  });

  it.each([
    ['true', ALL],
    ['false', NONE],
    ['okta, ad-1', some('okta', 'ad-1')],
  ])('CONN-6 reads the environment variable %p', (value, expected) => {
    expect(read({ env: { SSO_DISABLE_PLUGINS: value } })).toEqual(expected);
  });

  it.each([
    [true, ALL],
    [false, NONE],
    ['true', ALL],
    ['okta', some('okta')],
    [['okta', 'ad-1'], some('okta', 'ad-1')],
    [[], NONE],
  ])('CONN-6 reads sso.disablePlugins: %j', (disablePlugins, expected) => {
    expect(read({ sso: { disablePlugins } })).toEqual(expected);
  });

  it.each([
    ...['True', 'TRUE', '', 'yes', 'on', '1', 'all', 'Okta', 'okta,', 'a b'],
    ...['true,okta', 'okta;ad', '-okta', '../okta'],
  ])('CONN-6 refuses the value %p wherever it stands', value => {
    expect(() => read({ args: [`--disablePlugins=${value}`] })).toThrow(
      `--disablePlugins takes true, false or ids of SSO connections with commas between them, got '${value}'`,
    );
    expect(() => read({ sso: { disablePlugins: [value] } })).toThrow(
      /sso\.disablePlugins/,
    );
  });

  it.each(['True', 'yes', 'Okta', 'okta,', 'true,okta'])(
    'CONN-6 refuses the value %p of the environment variable',
    value => {
      expect(() => read({ env: { SSO_DISABLE_PLUGINS: value } })).toThrow(
        'SSO_DISABLE_PLUGINS takes true',
      );
    },
  );

  it.each([
    ...['--disable-plugins', '--disableplugins=true', '--disablePlugin=true'],
    ...['-disablePlugins=true', '--disablePluginsX=true', '--disabledPlugins'],
    ...['–disablePlugins=true', 'disablePlugins=true', '--disablePlguins=okta'],
    '--DISABLE_PLUGINS',
  ])('CONN-6 refuses the misspelt flag %p', argument => {
    expect(() => read({ args: [argument] })).toThrow(
      'Did you mean --disablePlugins?',
    );
  });

  it('CONN-6 refuses misspelt variables and keys', () => {
    for (const name of ['SSO_DISABLE_PLUGIN', 'SSO_DISABLED_PLUGINS']) {
      expect(() => read({ env: { [name]: 'true' } })).toThrow(
        `Unknown: ${name}. Did you mean SSO_DISABLE_PLUGINS?`,
      );
    }
    expect(() => read({ sso: { disabledPlugins: true } })).toThrow(
      'Did you mean sso.disablePlugins?',
    );
    expect(() => read({ sso: { disablePlugins: 5 } })).toThrow(
      'sso.disablePlugins',
    );
    expect(() => read({ sso: { disablePlugins: [true] } })).toThrow(
      'sso.disablePlugins',
    );
  });
});
