import { mockServices } from '@backstage/backend-test-utils';
import { readSsoSettings } from './config/SsoSettings';
import {
  createTestDatabases,
  insertConnection,
  persistenceOf,
} from './database/__testUtils__/stores';
import { scheduleHousekeeping } from './housekeeping';
import { AesGcmSecretCipher } from './secrets/AesGcmSecretCipher';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('housekeeping on %s', engine => {
  it('SAML-12 OPS-6 removes what has expired, and keeps the rest', async () => {
    const knex = await databases.init(engine);
    const persistence = await persistenceOf(knex);
    await insertConnection(persistence, 'okta');
    const scheduler = mockServices.scheduler.mock();
    await scheduleHousekeeping({
      scheduler,
      logger: mockServices.logger.mock(),
      persistence,
      cipher: AesGcmSecretCipher.create([
        { id: 'key', secret: 'k'.repeat(32) },
      ]),
      settings: await readSsoSettings({
        config: mockServices.rootConfig({
          data: { app: { baseUrl: 'http://localhost' } },
        }),
        discovery: mockServices.discovery(),
      }),
    });
    const tables = ['sso_sign_in_states', 'sso_logout_states', 'sso_replay'];
    for (const [name, shift] of Object.entries({ old: -1000, good: 60_000 })) {
      const expiresAt = new Date(Date.now() + shift);
      const state = {
        stateHash: name,
        connectionId: 'okta',
        memory: { keyId: 'key', ciphertext: 'sealed' },
        createdAt: new Date(),
        expiresAt,
      };
      await persistence.signIns.insertState({
        ...state,
        browserHash: 'browser',
        ticketBinding: 'binding',
      });
      await persistence.logouts.insertState({ ...state, kind: 'start' });
      await persistence.replay.remember(name, expiresAt);
    }

    const task = scheduler.scheduleTask.mock.calls
      .map(([scheduled]) => scheduled)
      .find(({ id }) => id === 'sso-remove-expired');
    await task?.fn(new AbortController().signal);

    for (const table of tables) {
      const rows = await knex(table);
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).toContain('good');
    }
  });
});
