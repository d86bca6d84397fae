import {
  ssoAccountOperations as accounts,
  ssoSelfOperations as self,
} from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import {
  insertLocal,
  password,
  tryPassword,
} from './__testUtils__/localAccounts';
import { usePortal } from './__testUtils__/portalFixture';
import { keyOf, signInLocally } from './__testUtils__/signedIn';
import { createTestDatabases } from './database/__testUtils__/stores';
import { AccountEntry } from './entry/AccountEntry';
import { PasswordHasher } from './local/PasswordHasher';

const databases = createTestDatabases();
const newPassword = 'a quite different phrase';
const postgres = databases
  .eachSupportedId()
  .filter(([id]) => id.startsWith('POSTGRES'));

/** Until what runs is done, or waits for a lock of somebody else. */
async function doneOrWaiting(knex: Knex, running: Promise<unknown>) {
  let done = false;
  running.then(
    () => (done = true),
    () => (done = true),
  );
  for (let look = 0; look < 500 && !done; look += 1) {
    const waiting = await knex('pg_stat_activity')
      .where({ datname: knex.client.database(), wait_event_type: 'Lock' })
      .first('pid');
    if (waiting) return;
  }
}

afterEach(() => jest.restoreAllMocks());

// SQLite runs one transaction after the other: there is nothing to get between.
postgres.forEach(([engine]) =>
  describe(`G15 G20 a reset at the same moment on ${engine}`, () => {
    const fixture = usePortal(databases, engine);

    it('LOCAL-6 ends the session of a sign-in with the old password too', async () => {
      const { knex, portal } = fixture;
      const accountId = await insertLocal(knex);
      let reset: Promise<unknown> | undefined;
      const admit = AccountEntry.prototype.admit;
      jest
        .spyOn(AccountEntry.prototype, 'admit')
        .mockImplementation(async function admitLate(
          this: AccountEntry,
          ...request
        ) {
          reset = portal.admin.call(accounts.resetAccountPassword, {
            params: { accountId },
          });
          await doneOrWaiting(knex, reset);
          return admit.apply(this, request);
        });

      await tryPassword(portal, 'ada', password);
      await reset;

      expect(reset).toBeDefined();
      expect(await knex('sso_sessions')).toEqual([]);
      // The honest twin: a sign-in that nobody gets in the way of.
      jest.restoreAllMocks();
      await insertLocal(knex, 'eve');
      expect(await tryPassword(portal, 'eve', password)).toBe('signedIn');
      expect(await knex('sso_sessions')).toHaveLength(1);
    });
  }),
);

describe.each(databases.eachSupportedId())(
  'G15 a reset while a password is being changed on %s',
  engine => {
    const fixture = usePortal(databases, engine);

    it('LOCAL-5 is not undone by whoever holds a session', async () => {
      const { knex, portal } = fixture;
      const accountId = await insertLocal(knex);
      const { client } = await signInLocally(portal);
      const change = () =>
        client.send(self.changeMyPassword, {
          body: { currentPassword: password, newPassword },
        });
      const reset = () =>
        portal.admin.call(accounts.resetAccountPassword, {
          params: { accountId },
        });
      const links: Array<{ url: string }> = [];
      const hash = PasswordHasher.prototype.hash;
      jest
        .spyOn(PasswordHasher.prototype, 'hash')
        .mockImplementation(async function hashLate(
          this: PasswordHasher,
          typed: string,
        ) {
          links.push(await reset());
          return hash.call(this, typed);
        });

      expect(await change()).toMatchObject({
        status: 403,
        body: { refusal: { code: 'session-unknown' } },
      });

      jest.restoreAllMocks();
      expect(links).toHaveLength(1);
      expect(keyOf(links[0])).toBeTruthy();
      expect(await tryPassword(portal, 'ada', newPassword)).toBe(
        'credentials-wrong',
      );
      expect(
        await portal.admin.call(accounts.getAccount, { params: { accountId } }),
      ).toMatchObject({ resetPending: true });
      // The honest twin: without the reset.
      await insertLocal(knex, 'eve');
      const eve = await signInLocally(portal, 'eve');
      expect(
        (
          await eve.client.send(self.changeMyPassword, {
            body: { currentPassword: password, newPassword },
          })
        ).status,
      ).toBe(200);
    });
  },
);
