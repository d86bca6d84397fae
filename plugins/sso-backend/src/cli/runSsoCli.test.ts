import { createMockDirectory } from '@backstage/backend-test-utils';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { RecoveryTokens } from '../recovery/RecoveryTokens';
import { runSsoCli } from './runSsoCli';

const SECRET = 'a-secret-of-at-least-32-characters';
const directory = createMockDirectory();

const portal = `
app: { baseUrl: 'https://portal.test/' }
sso:
  administrators: ['user:default/admin', 'user:default/operator']
`;
const keys = `
sso: { secrets: { keys: [{ id: '2026', secret: '\${SSO_TEST_SECRET}' }] } }
`;

/** Runs the command in this process. */
async function run(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const keep = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const exitCode = await runSsoCli(args, {
    stdout: keep('stdout'),
    stderr: keep('stderr'),
  });
  return { exitCode, ...written };
}

const config = (...files: string[]) =>
  files.flatMap(file => ['--config', directory.resolve(file)]);

/** Whom the portal would let in with what was printed. */
async function whoGets(stdout: string): Promise<string> {
  const tokens = RecoveryTokens.create({
    keyRing: [{ id: '2026', secret: SECRET }],
    appUrl: 'https://portal.test',
  });
  const [, token] = /^https:\/\/portal\.test\/#sso-recovery=(\S+)\n$/.exec(
    stdout,
  ) ?? [undefined, ''];
  const { entityRef } = await tokens.verify(token);
  return entityRef;
}

describe('runSsoCli', () => {
  const { NODE_ENV } = process.env;
  beforeEach(() => {
    process.env.SSO_TEST_SECRET = SECRET;
    directory.setContent({
      'app-config.yaml': portal,
      'keys.yaml': keys,
      'empty.yaml': "app: { baseUrl: 'https://portal.test' }",
      'short.yaml':
        "sso: { secrets: { keys: [{ id: 'a', secret: 'SHORT-SECRET' }] } }",
      'file.yaml': `sso: { secrets: { developmentKeyFile: '${directory.resolve(
        'none/keys.json',
      )}' } }`,
    });
  });
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV });
    delete process.env.SSO_TEST_SECRET;
    delete process.env.APP_CONFIG_app_baseUrl;
  });

  it('LOCAL-7 prints a link that the portal takes, for whom and how long', async () => {
    const printed = await run(
      'recovery-link',
      ...config('app-config.yaml', 'keys.yaml'),
    );
    expect(printed.exitCode).toBe(0);
    expect(await whoGets(printed.stdout)).toBe('user:default/admin');
    expect(printed.stderr).toMatch(
      /^Recovery link for user:default\/admin\. It works once, within 15 minutes \(until \d{4}-.*Z\)\.\n/,
    );
    // The link stands in one place only.
    expect(printed.stderr).not.toContain('sso-recovery');
    expect(printed.stderr).not.toContain(SECRET);
  });

  it.each(['user:default/operator', 'User:Default/Operator'])(
    'LOCAL-7 prints a link for %s when asked to',
    async user => {
      const { stdout } = await run(
        'recovery-link',
        ...['--user', user],
        ...config('app-config.yaml', 'keys.yaml'),
      );
      expect(await whoGets(stdout)).toBe('user:default/operator');
    },
  );

  it('LOCAL-7 reads the environment as the backend does', async () => {
    process.env.APP_CONFIG_app_baseUrl = 'https://other.test';
    const { stdout } = await run(
      'recovery-link',
      ...config('app-config.yaml', 'keys.yaml'),
    );
    expect(stdout).toMatch(/^https:\/\/other\.test\/#sso-recovery=/);
  });

  it.each<[string, string[], string]>([
    [
      'an unknown user',
      ['--user', 'user:default/eve', ...config('app-config.yaml', 'keys.yaml')],
      '"user:default/eve" is not one of sso.administrators. They are: user:default/admin, user:default/operator',
    ],
    [
      'no administrators',
      config('empty.yaml', 'keys.yaml'),
      'sso.administrators names nobody',
    ],
    [
      'a key that is too short',
      config('app-config.yaml', 'short.yaml'),
      'sso.secrets.keys[0].secret: has to have at least 32 characters',
    ],
    [
      'a key file that the backend has not made',
      config('app-config.yaml', 'file.yaml'),
      'There is no key file',
    ],
    ['a file that is not there', config('nope.yaml'), 'does not exist'],
  ])('LOCAL-7 says what is wrong: %s', async (_, args, message) => {
    const printed = await run('recovery-link', ...args);
    expect(printed).toMatchObject({ exitCode: 1, stdout: '' });
    expect(printed.stderr).toContain(`No recovery link: `);
    expect(printed.stderr).toContain(message);
    expect(printed.stderr).not.toContain('SHORT-SECRET');
    expect(readdirSync(directory.path)).not.toContain('none');
  });

  it('LOCAL-7 says that production has no keys', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    const { exitCode, stderr } = await run(
      'recovery-link',
      ...config('app-config.yaml'),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain('sso.secrets.keys is not configured');
  });

  it.each<[string[], string]>([
    [[], 'A command is missing.'],
    [['recover'], 'There is no command "recover".'],
    [['recovery-link', 'admin'], 'There is no command "recovery-link admin".'],
    [['recovery-link', '--usr', 'x'], "Unknown option '--usr'"],
    [['recovery-link', '--user'], "'--user <value>' argument missing"],
  ])('LOCAL-7 explains itself after %j', async (args, message) => {
    const printed = await run(...args);
    expect(printed).toMatchObject({ exitCode: 2, stdout: '' });
    expect(printed.stderr).toContain(message);
    expect(printed.stderr).toContain('Usage: sso recovery-link');
  });

  it('LOCAL-7 helps', async () => {
    const { exitCode, stdout } = await run('--help');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Usage: sso recovery-link');
  });

  it('LOCAL-7 is a command of the package', async () => {
    const { bin } = require('../../package.json');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        path.resolve(__dirname, '../..', bin.sso),
        'recovery-link',
        ...config('app-config.yaml', 'keys.yaml'),
      ],
      { encoding: 'utf8', env: process.env },
    );
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringContaining('Recovery link for user:default/admin'),
    });
    expect(await whoGets(stdout)).toBe('user:default/admin');
  }, 30_000);
});
