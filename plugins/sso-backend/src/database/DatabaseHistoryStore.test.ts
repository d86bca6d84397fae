import type { Knex } from 'knex';
import type { SsoEvent, Trace } from '../stores/HistoryStore';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  countStatements,
  createTestDatabases,
  insertAccount,
  insertConnection,
  later,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

const trace = (reference: string, overrides: Partial<Trace> = {}): Trace => ({
  reference,
  at: NOW,
  connectionId: 'okta',
  outcome: 'refused',
  code: 'state-expired',
  detail: 'Took too long',
  steps: [],
  expiresAt: later(60),
  ...overrides,
});

const event = (type: string, overrides: Partial<SsoEvent> = {}): SsoEvent => ({
  type,
  at: NOW,
  ...overrides,
});

describe.each(databases.eachSupportedId())(
  'DatabaseHistoryStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
    });

    it('gives back traces, newest first, by connection and limit', async () => {
      const { history } = persistence;
      const traces = [
        trace('a'),
        trace('b', { connectionId: undefined, detail: undefined }),
        trace('c', { connectionId: 'entra' }),
        trace('d', { at: later(1) }),
      ];
      for (const one of traces) {
        await history.insertTrace(one);
      }
      const list = async (options: { connectionId?: string; limit: number }) =>
        history.listTraces({ ...options, now: NOW });
      expect(await list({ limit: 10 })).toEqual([...traces].reverse());
      expect(await list({ limit: 2 })).toEqual([traces[3], traces[2]]);
      expect(await list({ connectionId: 'okta', limit: 10 })).toEqual([
        traces[3],
        traces[0],
      ]);
      expect(await history.getTrace('b', NOW)).toEqual(traces[1]);
      expect(await history.getTrace('x', NOW)).toBeUndefined();
    });

    it('SAML-11 gives back traces by outcome; a success has no code', async () => {
      const { history } = persistence;
      const refused = trace('a');
      const success = trace('b', { outcome: 'success', code: undefined });
      await history.insertTrace(refused);
      await history.insertTrace(success);
      const list = (outcome?: Trace['outcome']) =>
        history.listTraces({ outcome, limit: 10, now: NOW });
      expect(await list('refused')).toEqual([refused]);
      expect(await list('success')).toEqual([success]);
      expect(await list()).toEqual([success, refused]);
      expect(await history.getTrace('b', NOW)).toEqual(success);
    });

    it('does not give back traces that have expired', async () => {
      const { history } = persistence;
      await history.insertTrace(trace('a'));
      expect(await history.listTraces({ limit: 10, now: later(60) })).toEqual(
        [],
      );
      expect(await history.getTrace('a', later(60))).toBeUndefined();
      expect(await history.getTrace('a', later(59))).toBeDefined();
    });

    it('knows the last sign-in of each connection by one statement', async () => {
      const { history } = persistence;
      for (const id of ['okta', 'entra', 'google', 'new']) {
        await insertConnection(persistence, id);
      }
      const accountId = await insertAccount(persistence, 'ada');
      const refused = { code: 'not-admitted', reference: 'r' } as const;
      for (const one of [
        event('sign-in', { connectionId: 'okta', accountId }),
        event('sign-in-refused', { connectionId: 'okta', ...refused }),
        event('sign-in-refused', { connectionId: 'entra', ...refused }),
        event('sign-in', { connectionId: 'entra', at: later(5) }),
        event('setup', { connectionId: 'okta', at: later(9) }),
        event('setup', { connectionId: 'google' }),
        event('sign-in', { connectionId: 'deleted' }),
        event('sign-in', { actor: 'user:default/ada' }),
      ]) {
        await history.insertEvent(one);
      }
      const last = await history.lastSignIns();
      expect(last).toHaveLength(2);
      expect(last).toEqual(
        expect.arrayContaining([
          {
            connectionId: 'okta',
            at: NOW,
            outcome: 'refused',
            code: 'not-admitted',
          },
          {
            connectionId: 'entra',
            at: later(5),
            outcome: 'success',
            code: undefined,
          },
        ]),
      );
      expect(await countStatements(knex, () => history.lastSignIns())).toBe(1);
    });

    it('gives back the events of an account, newest first, by type', async () => {
      const { history } = persistence;
      const [ada, eve] = [
        await insertAccount(persistence, 'ada'),
        await insertAccount(persistence, 'eve'),
      ];
      const events = [
        event('sign-in', { accountId: ada, connectionId: 'okta' }),
        event('account-disabled', {
          accountId: ada,
          actor: 'user:default/admin',
        }),
        event('sign-in-refused', {
          accountId: ada,
          code: 'account-disabled',
          reference: 'r',
        }),
      ];
      for (const one of [...events, event('sign-in', { accountId: eve })]) {
        await history.insertEvent(one);
      }
      const list = (options: { types?: string[]; limit: number }) =>
        history.listEvents({ accountId: ada, ...options });
      expect(await list({ limit: 10 })).toEqual([...events].reverse());
      expect(await list({ limit: 1 })).toEqual([events[2]]);
      expect(
        await list({ types: ['sign-in', 'sign-in-refused'], limit: 10 }),
      ).toEqual([events[2], events[0]]);
      expect(await list({ types: [], limit: 10 })).toEqual([]);
      expect(await history.listEvents({ accountId: 'x', limit: 9 })).toEqual(
        [],
      );
    });

    it('G13 keeps the newest traces only, when there are more than wanted', async () => {
      const { history } = persistence;
      for (const reference of ['a', 'b', 'c', 'd']) {
        await history.insertTrace(trace(reference));
      }
      await history.insertEvent(event('sign-in-refused'));
      expect(await history.limitTraces(4)).toBe(0);
      expect(await history.limitTraces(2)).toBe(2);
      expect(await knex('sso_traces').orderBy('id').pluck('reference')).toEqual(
        ['c', 'd'],
      );
      expect(await knex('sso_events')).toHaveLength(1);
    });

    it('G13 of the refusals that anybody can cause, keeps the newest', async () => {
      const { history } = persistence;
      const refused = { code: 'state-unknown' } as const;
      await history.insertEvents([
        event('sign-in-refused', { ...refused, reference: 'a' }),
        event('sign-out-refused', { ...refused, reference: 'b' }),
        // The honest twins: what concerns an account, and what is no refusal.
        event('sign-in-refused', { accountId: '7', reference: 'c' }),
        event('override-armed', { reference: 'd' }),
        event('sign-in-refused', { ...refused, reference: 'e' }),
      ]);
      expect(await history.limitRefusals(3)).toBe(0);
      expect(await history.limitRefusals(1)).toBe(2);
      expect(await knex('sso_events').orderBy('id').pluck('reference')).toEqual(
        ['c', 'd', 'e'],
      );
    });

    it('removes expired traces and old events', async () => {
      const { history } = persistence;
      await history.insertTrace(trace('a'));
      await history.insertTrace(trace('b', { expiresAt: later(100) }));
      await history.insertEvent(event('sign-in'));
      await history.insertEvent(event('sign-in', { at: later(10) }));
      expect(await history.deleteExpired(later(60), later(10))).toBe(2);
      expect(await knex('sso_traces').pluck('reference')).toEqual(['b']);
      expect(await knex('sso_events')).toHaveLength(1);
    });
  },
);
