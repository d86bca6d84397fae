import { ssoAccountOperations as operations } from '@latchkey/plugin-sso-common';
import {
  insertLocal,
  password,
  tryPassword,
  tryWrong,
} from './__testUtils__/localAccounts';
import { usePortal } from './__testUtils__/portalFixture';
import { enrolSecondFactor } from './__testUtils__/secondFactor';
import { isSignedIn, signInLocally } from './__testUtils__/signedIn';
import {
  countStatements,
  createTestDatabases,
  insertAccount,
  persistenceOf,
  someSession,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const DAY = 24 * 60 * 60_000;

describe.each(databases.eachSupportedId())('the accounts on %s', engine => {
  const fixture = usePortal(databases, engine, {
    config: { sso: { accounts: { inactiveAccountDisable: 30 } } },
  });
  const list = (query: Record<string, unknown> = {}) =>
    fixture.portal.admin.call(operations.listAccounts, { query });
  const names = async (query: Record<string, unknown> = {}) =>
    (await list(query)).accounts.map(({ username }) => username);
  const daysAgo = (days: number) => new Date(Date.now() - days * DAY);

  it('P7 lists by pages, ordered by username, each account once', async () => {
    for (const name of ['dora', 'ada', 'eve', 'Bob', 'carl']) {
      await insertLocal(fixture.knex, name);
    }
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.accounts.map(({ username }) => username));
      sizes.push(page.accounts.length);
      cursor = page.nextCursor;
    } while (cursor && sizes.length < 9);
    expect(seen).toEqual(['ada', 'Bob', 'carl', 'dora', 'eve']);
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('P7 a page that is exactly full is the last', async () => {
    for (const name of ['ada', 'bob']) await insertLocal(fixture.knex, name);
    const page = await list({ limit: 2 });
    expect(page.accounts).toHaveLength(2);
    expect(page.nextCursor).toBeUndefined();
    expect(page.limited).toBe(false);
  });

  it('P7 goes on after accounts that were removed or added between two pages', async () => {
    for (const name of ['ada', 'bob', 'carl', 'dora']) {
      await insertLocal(fixture.knex, name);
    }
    const { nextCursor } = await list({ limit: 2 });
    await fixture.knex('sso_accounts').where({ username: 'bob' }).delete();
    await insertLocal(fixture.knex, 'abe');
    await insertLocal(fixture.knex, 'cleo');
    expect(await names({ cursor: nextCursor, limit: 9 })).toEqual([
      'carl',
      'cleo',
      'dora',
    ]);
  });

  it('P7 searches by the beginning of names and emails, as people type them', async () => {
    await insertLocal(fixture.knex, 'ada', {
      displayName: 'Augusta King',
      familyName: 'Lovelace',
      email: 'countess@example.test',
    });
    await insertLocal(fixture.knex, 'bob', { displayName: '100% Bob_' });
    for (const search of ['AD', 'augusta k', 'love', 'COUNTESS@', ' ada ']) {
      expect([search, await names({ search })]).toEqual([search, ['ada']]);
    }
    for (const search of ['king', 'da', '%', '_', 'nobody', "a' or 1=1"]) {
      expect([search, await names({ search })]).toEqual([search, []]);
    }
    expect(await names({ search: '100%' })).toEqual(['bob']);
    expect(await names({ search: '' })).toEqual(['ada', 'bob']);
  });

  it('P7 filters by state and source, together with a search', async () => {
    const { knex, portal } = fixture;
    await insertLocal(knex, 'active');
    await insertLocal(knex, 'disabled', { state: 'disabled' });
    await insertLocal(knex, 'factor');
    await insertLocal(knex, 'factor-sso', { source: 'okta' });
    await insertLocal(knex, 'idle', { at: daysAgo(31) });
    await insertLocal(knex, 'young', { at: daysAgo(29) });
    await insertLocal(knex, 'locked');
    await tryWrong(portal, 'locked', 10);
    const { client } = await signInLocally(portal, 'factor');
    await enrolSecondFactor(client, { currentPassword: password });

    expect(await names({ state: 'disabled' })).toEqual(['disabled']);
    expect(await names({ state: 'locked' })).toEqual(['locked']);
    expect(await names({ state: 'inactive' })).toEqual(['idle']);
    expect(await names({ state: 'secondFactor' })).toEqual(['factor']);
    expect(await names({ state: 'active' })).not.toContain('disabled');
    expect(await names({ source: 'okta' })).toEqual(['factor-sso']);
    expect(await names({ source: 'local', search: 'factor' })).toEqual([
      'factor',
    ]);
    expect(await names({ source: 'unknown' })).toEqual([]);
    const { accounts } = await list();
    const flags = accounts.map(account => [
      account.username,
      account.active,
      account.inactive,
      account.secondFactor,
      account.lockedUntil !== undefined,
    ]);
    expect(flags).toEqual([
      ['active', true, false, false, false],
      ['disabled', false, false, false, false],
      ['factor', true, false, true, false],
      ['factor-sso', true, false, false, false],
      ['idle', true, true, false, false],
      ['locked', true, false, false, true],
      ['young', true, false, false, false],
    ]);
  });

  it('LOCAL-3 an account that nobody used is closed, and enabling opens it again', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex, 'ada', { at: daysAgo(31) });
    expect(await tryPassword(portal, 'ada', password)).toBe('account-inactive');
    const params = { accountId };
    const account = await portal.admin.call(operations.setAccountActive, {
      params,
      body: { active: true },
    });
    expect(account).toMatchObject({
      inactive: false,
      events: [
        { type: 'account-enabled' },
        { type: 'sign-in-refused', code: 'account-inactive' },
      ],
    });
    expect(await isSignedIn(portal, await signInLocally(portal))).toBe(true);
  });

  it.each([
    { limit: '0' },
    { limit: '201' },
    { limit: 'ten' },
    { state: 'other' },
    { search: 'x'.repeat(201) },
    { search: 'nul\0' },
    { cursor: 'none of ours' },
    { cursor: Buffer.from('["username"]').toString('base64url') },
    { cursor: Buffer.from('{}').toString('base64url') },
    { unknown: 'x' },
  ])('P7 refuses the query %j', async query => {
    const answer = await fixture.portal.admin.send(operations.listAccounts, {
      query,
    });
    expect(answer.status).toBe(400);
  });

  it('P7 takes as many statements for many accounts as for one', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex, 'ada');
    const measure = async () => [
      await countStatements(knex, () => list()),
      await countStatements(knex, () => list({ search: 'a' })),
      await countStatements(knex, () =>
        portal.admin.call(operations.getAccount, { params: { accountId } }),
      ),
    ];
    const few = await measure();
    const persistence = await persistenceOf(knex);
    const at = new Date();
    const end = new Date(at.getTime() + DAY);
    for (let index = 0; index < 30; index += 1) {
      await insertAccount(persistence, `another-${index}`);
      const sessionId = await persistence.sessions.insert(
        someSession(accountId, { idleExpiresAt: end, expiresAt: end }),
      );
      await persistence.sessions.activate(sessionId, `hash of ${index}`, {
        idleExpiresAt: end,
        expiresAt: end,
        at,
      });
    }
    const { sessions } = await portal.admin.call(operations.getAccount, {
      params: { accountId },
    });
    expect(sessions).toHaveLength(30);
    expect(await measure()).toEqual(few);
    // One of them tells whether the caller is disabled.
    expect(few.slice(0, 2)).toEqual([2, 2]);
    expect(few[2]).toBeLessThanOrEqual(13);
  });
});
