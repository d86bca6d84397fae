import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readKeyRing } from './readKeyRing';

const SECRET = 'a-secret-of-at-least-32-characters';

const directory = createMockDirectory();
const logger = mockServices.logger.mock();

beforeEach(() => {
  directory.clear();
  jest.resetAllMocks();
});

function read(
  secrets: Record<string, unknown> | undefined,
  environment: string | undefined = 'production',
) {
  return readKeyRing({
    config: new ConfigReader(
      secrets ? { sso: { secrets: secrets as JsonObject } } : {},
    ),
    environment,
    logger,
    directory: directory.path,
  });
}

describe('readKeyRing', () => {
  it('CONN-11 reads the keys in their order, in every environment', async () => {
    const keys = [
      { id: '2026-11', secret: SECRET },
      { id: '2025', secret: `${SECRET}-old` },
    ];
    for (const environment of ['production', 'development', undefined]) {
      expect(await read({ keys }, environment)).toEqual(keys);
    }
    expect(readdirSync(directory.path)).toEqual([]);
  });

  it.each([
    ['no keys', [], 'sso.secrets.keys: has to hold at least one key'],
    [
      'a short secret',
      [{ id: 'a', secret: 'SHORT-SECRET' }],
      'sso.secrets.keys[0].secret: has to have at least 32 characters',
    ],
    [
      'a missing secret',
      [{ id: 'a', secret: SECRET }, { id: 'b' }],
      'sso.secrets.keys[1].secret',
    ],
    ['an odd id', [{ id: 'a b', secret: SECRET }], 'sso.secrets.keys[0].id'],
    [
      'ids that repeat',
      [
        { id: 'a', secret: SECRET },
        { id: 'a', secret: `${SECRET}2` },
      ],
      'two keys of the same id',
    ],
    ['a text', SECRET, 'sso.secrets.keys'],
    [
      'an unknown field',
      [{ id: 'a', secret: SECRET, secert: SECRET }],
      'sso.secrets.keys[0]',
    ],
  ])('CONN-11 refuses %s', async (_name, keys, message) => {
    const error: Error = await read({ keys }, 'development').then(
      () => new Error('It was accepted'),
      reason => reason,
    );
    expect(error.message).toContain(message);
    expect(error.message).not.toContain(SECRET);
    expect(error.message).not.toContain('SHORT-SECRET');
  });

  it.each(['production', '', 'staging', undefined])(
    'CONN-11 refuses to start without keys when NODE_ENV is %s',
    async environment => {
      await expect(read(undefined, environment)).rejects.toThrow(
        /sso\.secrets\.keys is not configured.*openssl rand -base64 32/,
      );
      await expect(
        read({ developmentKeyFile: 'keys.json' }, environment),
      ).rejects.toThrow('sso.secrets.keys is not configured');
      expect(readdirSync(directory.path)).toEqual([]);
    },
  );

  it.each(['development', 'test'])(
    'CONN-11 makes a key file once when NODE_ENV is %s',
    async environment => {
      const ring = await read(undefined, environment);
      expect(ring).toEqual([
        {
          id: expect.stringMatching(/^development-[0-9a-f]{8}$/),
          secret: expect.stringMatching(/^.{44}$/),
        },
      ]);
      expect(await read(undefined, environment)).toEqual(ring);

      const file = directory.resolve('.latchkey/sso-keys.json');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readdirSync(directory.resolve('.latchkey'))).toEqual([
        'sso-keys.json',
      ]);
      expect(logger.info).toHaveBeenCalledTimes(1);
      expect(JSON.stringify(logger.info.mock.calls)).not.toContain(
        ring[0].secret,
      );
    },
  );

  it('CONN-11 puts the key file where it is told to', async () => {
    const ring = await read(
      { developmentKeyFile: 'deep/er/keys.json' },
      'development',
    );
    const text = readFileSync(directory.resolve('deep/er/keys.json'), 'utf8');
    expect(JSON.parse(text)).toEqual(ring);
  });

  it('CONN-11 gives one key to processes that start at once', async () => {
    const rings = await Promise.all(
      Array.from({ length: 20 }, () => read(undefined, 'development')),
    );
    expect(new Set(rings.map(ring => ring[0].secret)).size).toBe(1);
    expect(readdirSync(directory.resolve('.latchkey'))).toEqual([
      'sso-keys.json',
    ]);
  });

  it.each([
    ['', 'is not valid JSON'],
    ['[{"id": "a", "sec', 'is not valid JSON'],
    ['{}', 'sso-keys.json'],
    ['[]', 'has to hold at least one key'],
    ['[{"id":"a","secret":"SHORT-SECRET"}]', 'at least 32 characters'],
  ])(
    'CONN-11 refuses the key file %j and leaves it alone',
    async (text, message) => {
      directory.setContent({ '.latchkey': { 'sso-keys.json': text } });
      const file = directory.resolve('.latchkey/sso-keys.json');
      writeFileSync(file, text);
      const error: Error = await read(undefined, 'development').then(
        () => new Error('It was accepted'),
        reason => reason,
      );
      expect(error.message).toContain(message);
      expect(error.message).not.toContain('SHORT-SECRET');
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );
});
