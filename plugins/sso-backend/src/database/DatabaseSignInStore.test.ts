import type { Knex } from 'knex';
import type { SignInState, Ticket } from '../stores/SignInStore';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  insertAccount,
  insertConnection,
  later,
  NOW,
  persistenceOf,
  someSession,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'DatabaseSignInStore and DatabaseSetupKeyStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;
    let state: SignInState;
    let ticket: Ticket;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
      await insertConnection(persistence, 'okta');
      const accountId = await insertAccount(persistence, 'ada');
      const sessionId = await persistence.sessions.insert(
        someSession(accountId),
      );
      state = {
        stateHash: 'state',
        connectionId: 'okta',
        browserHash: 'browser',
        ticketBinding: 'binding',
        returnTo: '/catalog',
        errandHash: 'errand',
        memory: { keyId: 'key', ciphertext: 'sealed' },
        createdAt: NOW,
        expiresAt: later(60),
      };
      ticket = {
        ticketHash: 'ticket',
        binding: 'binding',
        sessionId,
        returnTo: '/',
        expiresAt: later(30),
      };
    });

    it('gives a state to one of 20 who ask at once', async () => {
      await persistence.signIns.insertState(state);
      const results = await Promise.all(
        Array.from({ length: 20 }, () =>
          persistence.signIns.takeState('state'),
        ),
      );
      expect(results.filter(Boolean)).toEqual([state]);
    });

    it('gives a ticket to one of 20 who ask at once', async () => {
      await persistence.signIns.insertTicket(ticket);
      const results = await Promise.all(
        Array.from({ length: 20 }, () =>
          persistence.signIns.takeTicket('ticket'),
        ),
      );
      expect(results.filter(Boolean)).toEqual([ticket]);
    });

    it('gives a set-up key to one of 20 who ask at once', async () => {
      const key = {
        keyHash: 'key',
        entityRef: 'user:default/admin',
        createdAt: NOW,
        expiresAt: later(60),
      };
      await persistence.setupKeys.insert(key);
      expect(await persistence.setupKeys.find('key', NOW)).toEqual(key);
      const results = await Promise.all(
        Array.from({ length: 20 }, () =>
          persistence.setupKeys.take('key', later(59)),
        ),
      );
      expect(results.filter(Boolean)).toEqual([key]);
    });

    it('gives back a state and a ticket without optional values', async () => {
      const { signIns } = persistence;
      const plainState = {
        ...state,
        returnTo: undefined,
        errandHash: undefined,
      };
      const plainTicket = { ...ticket, binding: undefined };
      await signIns.insertState(plainState);
      await signIns.insertTicket(plainTicket);
      expect(await signIns.takeState('state')).toEqual(plainState);
      expect(await signIns.takeTicket('ticket')).toEqual(plainTicket);
      expect(await signIns.takeState('state')).toBeUndefined();
      expect(await signIns.takeTicket('ticket')).toBeUndefined();
    });

    it('gives a state back when the transaction that took it fails', async () => {
      await persistence.signIns.insertState(state);
      await expect(
        persistence.transaction(async ({ signIns }) => {
          expect(await signIns.takeState('state')).toEqual(state);
          throw new Error('Later step');
        }),
      ).rejects.toThrow('Later step');
      expect(await persistence.signIns.takeState('state')).toEqual(state);
    });

    it('SAML-10 counts the states of a browser at an SSO connection since a moment', async () => {
      const { signIns } = persistence;
      await insertConnection(persistence, 'entra');
      const states: Array<Partial<SignInState>> = [
        {},
        { createdAt: later(1) },
        { createdAt: later(2) },
        { createdAt: later(2), browserHash: 'other' },
        { createdAt: later(2), connectionId: 'entra' },
      ];
      for (const [index, changes] of states.entries()) {
        await signIns.insertState({
          ...state,
          stateHash: `state-${index}`,
          ...changes,
        });
      }
      const count = () =>
        signIns.countStates({
          connectionId: 'okta',
          browserHash: 'browser',
          since: NOW,
        });
      expect(await count()).toBe(2);
      await signIns.takeState('state-2');
      expect(await count()).toBe(1);
    });

    it('refuses a state of an SSO connection that does not exist', async () => {
      await expect(
        persistence.signIns.insertState({ ...state, connectionId: 'gone' }),
      ).rejects.toThrow(expect.objectContaining({ name: 'ConflictError' }));
    });

    it('removes what has expired', async () => {
      const { signIns } = persistence;
      await signIns.insertState(state);
      await signIns.insertTicket(ticket);
      expect(await signIns.deleteExpired(later(29))).toBe(0);
      expect(await signIns.deleteExpired(later(30))).toBe(1);
      expect(await signIns.takeTicket('ticket')).toBeUndefined();
      expect(await signIns.deleteExpired(later(60))).toBe(1);
      expect(await signIns.takeState('state')).toBeUndefined();
    });

    it('gives no set-up key that has expired or was withdrawn', async () => {
      const { setupKeys } = persistence;
      const key = {
        keyHash: 'key',
        entityRef: 'user:default/admin',
        createdAt: NOW,
        expiresAt: later(60),
      };
      await setupKeys.insert(key);
      expect(await setupKeys.find('key', later(60))).toBeUndefined();
      expect(await setupKeys.take('key', later(60))).toBeUndefined();
      expect(await setupKeys.find('other', NOW)).toBeUndefined();
      await setupKeys.deleteAll();
      expect(await setupKeys.take('key', NOW)).toBeUndefined();
    });
  },
);
