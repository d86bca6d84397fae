import { readProtocolsDisabled } from './readProtocolsDisabled';

const COMMAND = ['/usr/bin/node', '/portal/packages/backend'];

describe('readProtocolsDisabled', () => {
  it.each([
    { args: [], expected: false },
    { args: ['--config', 'app-config.yaml'], expected: false },
    { args: ['--disablePluginsX=true'], expected: false },
    { args: ['--disablePlugins'], expected: true },
    { args: ['--disablePlugins', '--config', 'a.yaml'], expected: true },
    { args: ['--disablePlugins=true'], expected: true },
    { args: ['--disablePlugins', 'true'], expected: true },
    { args: ['--disablePlugins=false'], expected: false },
    { args: ['--disablePlugins', 'false'], expected: false },
    {
      args: ['--disablePlugins=true', '--disablePlugins=false'],
      expected: false,
    },
  ])('CONN-6 reads $expected from $args', ({ args, expected }) => {
    expect(readProtocolsDisabled([...COMMAND, ...args])).toBe(expected);
  });

  it.each(['okta', 'True', ''])('CONN-6 refuses the value %p', value => {
    expect(() =>
      readProtocolsDisabled([...COMMAND, `--disablePlugins=${value}`]),
    ).toThrow(`--disablePlugins takes true or false, got '${value}'`);
  });
});
