import { createTestDatabases } from '../database/__testUtils__/stores';
import {
  codeOf,
  someIdentity,
  useEntryWorld,
} from '../entry/__testUtils__/entryWorld';
import { someConnection } from '../database/__testUtils__/stores';

const databases = createTestDatabases();
const HOUR = 60 * 60_000;
const limits = { sessionIdleTimeout: 12 * HOUR, sessionLifetime: 48 * HOUR };

describe.each(databases.eachSupportedId())('sessions on %s', engine => {
  const fixture = useEntryWorld(databases, engine, limits);
  const refresh = (token: string) =>
    codeOf(fixture.world.sessions.refresh(token));

  it('LOCAL-6 end when they are not used for the idle time', async () => {
    const { world } = fixture;
    const account = await world.addAccount('ada');
    const used = await world.signIn(account);
    const unused = await world.signIn(account);
    world.pass(12 * HOUR - 1000);
    expect(await refresh(used)).toBe('done');
    world.pass(1000);
    expect(await refresh(used)).toBe('done');
    expect(await refresh(unused)).toBe('session-ended');
  });

  it('LOCAL-6 end at their limit however much they are used', async () => {
    const { world } = fixture;
    const token = await world.signIn(await world.addAccount('ada'));
    for (let hours = 0; hours < 47; hours += 1) {
      world.pass(HOUR);
      expect(await refresh(token)).toBe('done');
    }
    world.pass(HOUR - 1000);
    expect(await refresh(token)).toBe('done');
    world.pass(1000);
    expect(await refresh(token)).toBe('session-ended');
  });

  it('LOCAL-6 a refresh just before the limit does not move it', async () => {
    const { world } = fixture;
    const account = await world.addAccount('ada');
    await world.signIn(account);
    const { persistence } = world;
    const [session] = await persistence.sessions.listOfAccount(
      account.id,
      world.now,
    );
    expect(session.expiresAt).toEqual(
      new Date(world.now.getTime() + 48 * HOUR),
    );
    expect(session.idleExpiresAt).toEqual(
      new Date(world.now.getTime() + 12 * HOUR),
    );
  });

  it('LOCAL-6 know how they began, and tell who they belong to', async () => {
    const { world } = fixture;
    await world.persistence.connections.insert({
      connection: someConnection(),
      action: 'created',
      changedPaths: [],
    });
    const account = await world.addAccount('ada', { displayName: 'Ada' });
    const token = await world.signIn(account, {
      way: 'sso',
      connection: someConnection(),
      identity: someIdentity(),
      binding: 'b'.repeat(43),
    });
    const [session] = await world.persistence.sessions.listOfAccount(
      account.id,
      world.now,
    );
    expect(session).toMatchObject({
      way: 'sso',
      connectionId: 'okta',
      issuer: 'https://okta.test',
      providerSessionId: 'sid',
      address: '192.0.2.1',
      userAgent: 'A browser',
    });
    expect(await world.sessions.refresh(token)).toEqual({
      sessionId: session.id,
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada'],
      displayName: 'Ada',
    });
  });

  it('LOCAL-6 a ticket opens one session, within a minute', async () => {
    const { world } = fixture;
    const account = await world.addAccount('ada');
    const open = async () => {
      const outcome = await world.admit(account);
      return outcome.kind === 'ticket' ? outcome.ticket : '';
    };
    const ticket = await open();
    expect(await codeOf(world.redeem(ticket))).toBe('done');
    expect(await codeOf(world.redeem(ticket))).toBe('ticket-invalid');
    const late = await open();
    world.pass(60_000);
    expect(await codeOf(world.redeem(late))).toBe('ticket-invalid');
  });

  it('LOCAL-3 use of a session keeps an account from becoming inactive, by one write an hour', async () => {
    const { world } = fixture;
    const account = await world.addAccount('ada');
    const token = await world.signIn(account);
    const lastActive = async () =>
      (await world.account(account.id)).lastActiveAt;
    const signedInAt = world.now;
    expect(await lastActive()).toEqual(signedInAt);
    world.pass(HOUR);
    await refresh(token);
    expect(await lastActive()).toEqual(signedInAt);
    world.pass(1);
    await refresh(token);
    expect(await lastActive()).toEqual(world.now);
  });

  it.each([
    ['disabled', 'account-disabled', { state: 'disabled' }],
    ['of another source', 'session-ended', { source: 'okta' }],
  ])(
    'LOCAL-6 the session of an account that is %s ends for good',
    async (_, code, change) => {
      const { world } = fixture;
      const account = await world.addAccount('ada');
      const token = await world.signIn(account);
      const row = world.knex('sso_accounts').where({ id: account.id });
      await row.clone().update(change);
      expect(await refresh(token)).toBe(code);
      await row.clone().update({ state: 'active', source: 'local' });
      expect(await refresh(token)).toBe('session-ended');
    },
  );
});
