import type { Knex } from 'knex';
import type { LogoutState } from '../stores/LogoutStore';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  insertConnection,
  later,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'DatabaseLogoutStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;
    const state: LogoutState = {
      stateHash: 'hash',
      connectionId: 'okta',
      kind: 'pending',
      memory: { keyId: 'key', ciphertext: 'sealed' },
      createdAt: NOW,
      expiresAt: later(60),
    };

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
      await insertConnection(persistence, 'okta');
    });

    it('gives back what it was given, once', async () => {
      const { logouts } = persistence;
      await logouts.insertState(state);
      expect(await logouts.takeState(state)).toEqual(state);
      expect(await logouts.takeState(state)).toBeUndefined();
    });

    it('G20 gives a state to one of many who ask at once', async () => {
      const { logouts } = persistence;
      await logouts.insertState(state);
      const taken = await Promise.all(
        Array.from({ length: 20 }, () => logouts.takeState(state)),
      );
      expect(taken.filter(Boolean)).toEqual([state]);
    });

    it.each<[string, Partial<LogoutState>]>([
      ['hash', { stateHash: 'other' }],
      ['SSO connection', { connectionId: 'other' }],
      ['kind', { kind: 'start' }],
    ])('keeps a state for its own %s', async (_, other) => {
      const { logouts } = persistence;
      await logouts.insertState(state);
      expect(await logouts.takeState({ ...state, ...other })).toBeUndefined();
      expect(await logouts.takeState(state)).toEqual(state);
    });

    it('removes what has expired, and what belongs to no SSO connection', async () => {
      const { logouts } = persistence;
      await logouts.insertState(state);
      expect(await logouts.deleteExpired(later(59))).toBe(0);
      expect(await logouts.deleteExpired(later(60))).toBe(1);
      await logouts.insertState(state);
      await persistence.connections.delete('okta', 'user:default/admin', NOW);
      expect(await knex('sso_logout_states')).toEqual([]);
    });
  },
);
