import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { DatabasePersistence } from '../database/DatabasePersistence';
import {
  createTestDatabases,
  insertAccount,
  NOW,
  persistenceOf,
  someConnection,
} from '../database/__testUtils__/stores';
import { AesGcmSecretCipher } from './AesGcmSecretCipher';
import { contextOfPlace } from './contextOfPlace';
import { resealSecrets } from './resealSecrets';
import type { SecretCipher } from './SecretCipher';

jest.setTimeout(60_000);

const oldKey = { id: 'old', secret: 'o'.repeat(32) };
const newKey = { id: 'new', secret: 'n'.repeat(32) };
const before = AesGcmSecretCipher.create([oldKey]);
const during = AesGcmSecretCipher.create([newKey, oldKey]);
const after = AesGcmSecretCipher.create([newKey]);

const contextOf = (connectionId: string, name: string) =>
  contextOfPlace({ kind: 'connection', connectionId, name });

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('resealSecrets, %s', databaseId => {
  let knex: Knex;
  let persistence: DatabasePersistence;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    jest.resetAllMocks();
    knex = await databases.init(databaseId);
    persistence = await persistenceOf(knex);
  });

  const stored = (cipher: SecretCipher, id: string, names: string[]) =>
    someConnection({
      id,
      secrets: Object.fromEntries(
        names.map(name => [
          name,
          {
            sealed: cipher.seal(`${id} ${name}`, contextOf(id, name)),
            fingerprint: cipher.fingerprint(`${id} ${name}`),
            setAt: NOW,
          },
        ]),
      ),
    });

  async function insert(cipher: SecretCipher, id: string, names: string[]) {
    await persistence.connections.insert({
      connection: stored(cipher, id, names),
      action: 'created',
      changedPaths: [],
    });
  }

  const run = (cipher: SecretCipher, batchSize?: number) =>
    resealSecrets({
      rotations: persistence.secretRotations,
      cipher,
      contextOf: contextOfPlace,
      logger,
      batchSize,
    });

  async function readAll(cipher: SecretCipher) {
    const texts = new Map<string, string>();
    for (const connection of await persistence.connections.list()) {
      for (const [name, secret] of Object.entries(connection.secrets)) {
        const text = cipher.open(secret.sealed, contextOf(connection.id, name));
        expect(secret.fingerprint).toBe(cipher.fingerprint(text));
        expect(secret.setAt).toEqual(NOW);
        texts.set(`${connection.id} ${name}`, text);
      }
    }
    return texts;
  }

  it.each([1, 2, 3, 100])(
    'CONN-11 seals all secrets with the new key, %i at a time',
    async batchSize => {
      await insert(before, 'a', ['clientSecret', 'privateKey']);
      await insert(before, 'b', ['clientSecret']);
      await insert(during, 'c', ['clientSecret']);

      expect(await run(during, batchSize)).toEqual({
        resealed: 3,
        unopened: 0,
      });
      expect(await run(during, batchSize)).toEqual({
        resealed: 0,
        unopened: 0,
      });

      // Now the old key can go: nothing needs it.
      const texts = await readAll(after);
      expect([...texts]).toHaveLength(4);
      for (const [name, text] of texts) {
        expect(text).toBe(name);
      }
      expect(await run(after, batchSize)).toEqual({
        resealed: 0,
        unopened: 0,
      });
    },
  );

  it('CONN-11 G20 leaves a secret alone that was set meanwhile', async () => {
    await insert(before, 'a', ['clientSecret', 'privateKey']);
    const [rotation] = persistence.secretRotations;
    const fresh = during.seal('fresh', contextOf('a', 'clientSecret'));
    const result = await resealSecrets({
      rotations: [
        {
          list: options => rotation.list(options),
          replace: async replacements => {
            await knex('sso_secrets')
              .where({ connection_id: 'a', name: 'clientSecret' })
              .update({ key_id: fresh.keyId, ciphertext: fresh.ciphertext });
            return rotation.replace(replacements);
          },
        },
      ],
      cipher: during,
      contextOf: contextOfPlace,
      logger,
    });
    expect(result.resealed).toBe(1);
    const connection = await persistence.connections.get('a');
    expect(connection?.secrets.clientSecret.sealed).toEqual(fresh);
    expect(connection?.secrets.privateKey.sealed.keyId).toBe('new');
  });

  it('CONN-11 seals every secret once on replicas that do it at once', async () => {
    await insert(before, 'a', ['x', 'y', 'z']);
    const results = await Promise.all([1, 2, 3].map(() => run(during)));
    expect(results.map(result => result.resealed).sort()).toEqual([0, 0, 3]);
  });

  it.each([1, 2, 100])(
    'LOCAL-4 CONN-11 seals second factors with the new key, %i at a time',
    async batchSize => {
      await insert(before, 'a', ['clientSecret']);
      const { secondFactors } = persistence;
      const begin = async (cipher: SecretCipher, name: string) => {
        const accountId = await insertAccount(persistence, name);
        const context = contextOfPlace({ kind: 'secondFactor', accountId });
        const secret = cipher.seal(`key of ${name}`, context);
        await secondFactors.begin({ accountId, secret, at: NOW });
        return async (reader: SecretCipher) => {
          const found = await secondFactors.find(accountId);
          return reader.open(found!.secret, context);
        };
      };
      const ada = await begin(before, 'ada');
      const bob = await begin(before, 'bob');
      const eve = await begin(during, 'eve');
      expect(await run(during, batchSize)).toEqual({
        resealed: 3,
        unopened: 0,
      });
      expect(await run(after, batchSize)).toEqual({ resealed: 0, unopened: 0 });
      expect(await ada(after)).toBe('key of ada');
      expect(await bob(after)).toBe('key of bob');
      expect(await eve(after)).toBe('key of eve');
      await expect(ada(before)).rejects.toThrow();
    },
  );

  it('LOCAL-4 G20 leaves a second factor alone that was begun anew meanwhile', async () => {
    const { secondFactors, secretRotations } = persistence;
    const accountId = await insertAccount(persistence, 'ada');
    const context = contextOfPlace({ kind: 'secondFactor', accountId });
    const begin = (cipher: SecretCipher, text: string) =>
      secondFactors.begin({
        accountId,
        secret: cipher.seal(text, context),
        at: NOW,
      });
    await begin(before, 'old');
    const [, rotation] = secretRotations;
    const [located] = await rotation.list({ limit: 10 });
    await begin(during, 'new');
    const replaced = await rotation.replace([
      {
        before: located,
        after: { sealed: during.seal('old', context), fingerprint: '' },
      },
    ]);
    expect(replaced).toBe(0);
    const found = await secondFactors.find(accountId);
    expect(during.open(found!.secret, context)).toBe('new');
  });

  it('reports a second factor that does not open', async () => {
    const accountId = await insertAccount(persistence, 'ada');
    await persistence.secondFactors.begin({
      accountId,
      secret: before.seal('key', 'elsewhere'),
      at: NOW,
    });
    expect(await run(during)).toEqual({ resealed: 0, unopened: 1 });
    expect(logger.error.mock.calls[0][0]).toContain(
      `second factor of the account ${accountId}`,
    );
  });

  it('reports a secret that does not open and goes on', async () => {
    await insert(before, 'a', ['clientSecret', 'privateKey']);
    await knex('sso_secrets')
      .where({ name: 'clientSecret' })
      .update({ key_id: 'gone' });
    expect(await run(during)).toEqual({ resealed: 1, unopened: 1 });
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error.mock.calls[0][0]).toContain('clientSecret');
  });

  it('stops between batches when told so', async () => {
    await insert(before, 'a', ['x']);
    const result = await resealSecrets({
      rotations: persistence.secretRotations,
      cipher: during,
      contextOf: contextOfPlace,
      logger,
      signal: AbortSignal.abort(),
    });
    expect(result.resealed).toBe(0);
  });
});
