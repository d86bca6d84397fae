import type { Knex } from 'knex';
import { PendingSteps } from '../pending/PendingSteps';
import { secondFactorContext } from '../secondFactor/SecondFactorService';
import { AesGcmSecretCipher } from '../secrets/AesGcmSecretCipher';
import { hashBearer } from '../secrets/bearer';
import type {
  ConnectionChange,
  StoredConnection,
} from '../stores/ConnectionStore';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  insertAccount,
  NOW,
  persistenceOf,
  someConnection,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

const change = (connection: StoredConnection): ConnectionChange => ({
  connection,
  action: 'updated',
  changedPaths: [],
});

describe.each(databases.eachSupportedId())(
  'secrets at rest, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
    });

    it('G14 G15 holds no key of a second factor, nor what a step keeps', async () => {
      const cipher = AesGcmSecretCipher.create([
        { id: 'key', secret: 'k'.repeat(32) },
      ]);
      const plaintext = 'hunter2-clear-text';
      const accountId = await insertAccount(persistence, 'findable-name');
      await persistence.secondFactors.begin({
        accountId,
        secret: cipher.seal(plaintext, secondFactorContext(accountId)),
        at: NOW,
      });
      const bearer = await PendingSteps.create({ persistence, cipher }).keep(
        persistence,
        { kind: 'passwordReset', memory: { plaintext }, lifetime: 1000 },
      );
      const dump = await dumpTables(knex);
      expect(dump).toContain('findable-name');
      expect(dump).toContain(hashBearer(bearer));
      expect(dump).not.toContain(bearer);
      expect(dump).not.toContain(plaintext);
    });

    it('CONN-11 holds no secret in clear text in any table', async () => {
      const cipher = AesGcmSecretCipher.create([
        { id: 'key', secret: 'k'.repeat(32) },
      ]);
      const plaintext = 'hunter2-clear-text';
      const seal = (name: string) => ({
        sealed: cipher.seal(plaintext, `connection:okta:${name}`),
        fingerprint: cipher.fingerprint(plaintext),
        setAt: NOW,
      });
      const connection = someConnection({
        comment: 'findable-comment',
        secrets: { clientSecret: seal('clientSecret') },
      });
      await persistence.connections.insert(change(connection));
      await persistence.connections.update(
        change({
          ...connection,
          version: 2,
          secrets: { clientSecret: seal('clientSecret'), key: seal('key') },
        }),
        1,
      );
      const dump = await dumpTables(knex);
      expect(dump).toContain('findable-comment');
      expect(dump).not.toContain(plaintext);
      expect(dump).not.toContain(Buffer.from(plaintext).toString('base64url'));

      // The history holds no ciphertext either: it would outlive the secret.
      const history = JSON.stringify(await knex('sso_connection_versions'));
      const stored = await persistence.connections.get('okta');
      expect(history).toContain('findable-comment');
      expect(history).not.toContain(
        stored?.secrets.clientSecret.sealed.ciphertext,
      );
    });
  },
);

async function dumpTables(knex: Knex): Promise<string> {
  const tables = [
    'sso_connections',
    'sso_connection_versions',
    'sso_secrets',
    'sso_accounts',
    'sso_identities',
    'sso_sessions',
    'sso_sign_in_states',
    'sso_tickets',
    'sso_traces',
    'sso_events',
    'sso_attempts',
    'sso_pending',
    'sso_second_factors',
    'sso_recovery_codes',
    'sso_overrides',
    'sso_connection_tests',
  ];
  const rows = await Promise.all(tables.map(table => knex(table)));
  return JSON.stringify(rows);
}
