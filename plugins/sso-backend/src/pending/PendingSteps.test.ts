import type { Knex } from 'knex';
import {
  createTestDatabases,
  insertAccount,
  insertConnection,
  NOW,
  persistenceOf,
} from '../database/__testUtils__/stores';
import type { DatabasePersistence } from '../database/DatabasePersistence';
import { AesGcmSecretCipher } from '../secrets/AesGcmSecretCipher';
import { hashBearer } from '../secrets/bearer';
import { PendingSteps } from './PendingSteps';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const cipherOf = (id: string) =>
  AesGcmSecretCipher.create([{ id, secret: id.repeat(32) }]);
const memory = { returnTo: '/catalog', deep: { text: 'findable' } };

describe.each(databases.eachSupportedId())('PendingSteps, %s', engine => {
  let knex: Knex;
  let persistence: DatabasePersistence;
  let steps: PendingSteps;
  let now: number;

  const createSteps = (key: string) =>
    PendingSteps.create({
      persistence,
      cipher: cipherOf(key),
      now: () => new Date(now),
    });

  beforeEach(async () => {
    now = NOW.getTime();
    knex = await databases.init(engine);
    persistence = await persistenceOf(knex);
    steps = createSteps('k');
  });

  const keep = (kind: 'proof' | 'errand' = 'proof') =>
    steps.keep(persistence, { kind, memory, lifetime: 1000 });

  it('G01 gives back what was kept, once', async () => {
    await insertConnection(persistence, 'okta');
    const accountId = await insertAccount(persistence, 'ada');
    const bearer = await steps.keep(persistence, {
      kind: 'secondFactor',
      accountId,
      connectionId: 'okta',
      memory,
      lifetime: 1000,
    });
    const kept = { memory, accountId, connectionId: 'okta' };
    expect(await steps.peek(bearer, 'secondFactor')).toEqual(kept);
    const results = await Promise.all(
      Array.from({ length: 10 }, () =>
        steps.take(persistence, bearer, 'secondFactor'),
      ),
    );
    expect(results.filter(Boolean)).toEqual([kept]);
    expect(await steps.peek(bearer, 'secondFactor')).toBeUndefined();
  });

  it('G01 gives back nothing for another kind, an unknown value, or too late', async () => {
    const bearer = await keep();
    expect(await steps.peek(bearer, 'errand')).toBeUndefined();
    expect(await steps.take(persistence, bearer, 'errand')).toBeUndefined();
    expect(await steps.peek('x', 'proof')).toBeUndefined();
    now += 999;
    expect(await steps.peek(bearer, 'proof')).toMatchObject({ memory });
    now += 1;
    expect(await steps.peek(bearer, 'proof')).toBeUndefined();
    expect(await steps.take(persistence, bearer, 'proof')).toBeUndefined();
  });

  it('takes nothing when the transaction fails', async () => {
    const bearer = await keep();
    await expect(
      persistence.transaction(async stores => {
        expect(await steps.take(stores, bearer, 'proof')).toBeDefined();
        throw new Error('Later step');
      }),
    ).rejects.toThrow('Later step');
    expect(await steps.take(persistence, bearer, 'proof')).toBeDefined();
  });

  it('G01 keeps neither the value nor the memory in clear text', async () => {
    const bearer = await keep();
    const dump = JSON.stringify(await knex('sso_pending'));
    expect(dump).toContain(hashBearer(bearer));
    expect(dump).not.toContain(bearer);
    expect(dump).not.toContain('findable');
  });

  it('G01 opens no memory that was moved from another step', async () => {
    const one = await keep();
    const two = await keep();
    const [row] = await knex('sso_pending').where({
      bearer_hash: hashBearer(one),
    });
    await knex('sso_pending')
      .where({ bearer_hash: hashBearer(two) })
      .update({ memory: row.memory });
    expect(await steps.peek(two, 'proof')).toBeUndefined();
    expect(await steps.peek(one, 'proof')).toBeDefined();
  });

  it('treats a step whose key has gone as one that has expired', async () => {
    const bearer = await keep();
    expect(await createSteps('n').peek(bearer, 'proof')).toBeUndefined();
    expect(await steps.peek(bearer, 'proof')).toBeDefined();
  });
});
