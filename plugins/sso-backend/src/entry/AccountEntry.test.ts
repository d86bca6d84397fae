import {
  createTestDatabases,
  insertConnection,
  someConnection,
} from '../database/__testUtils__/stores';
import { codeAt, STEP } from '../__testUtils__/secondFactor';
import {
  codeOf,
  someIdentity,
  useEntryWorld,
} from './__testUtils__/entryWorld';
import { wayOf } from './wayOf';

const databases = createTestDatabases();
const DAY = 24 * 60 * 60_000;

describe('wayOf', () => {
  it('tells another portal from an identity provider', () => {
    expect(wayOf({ protocol: 'connect' })).toBe('connect');
    expect(wayOf({ protocol: 'oidc' })).toBe('sso');
  });
});

describe.each(databases.eachSupportedId())('AccountEntry on %s', engine => {
  const fixture = useEntryWorld(databases, engine, { inactiveAfter: 30 * DAY });
  const sso = () => ({
    way: 'sso' as const,
    connection: someConnection(),
    identity: someIdentity(),
    binding: 'b'.repeat(43),
  });

  it('LOCAL-4 keeps what the session will know, until the code has come', async () => {
    const { world } = fixture;
    await insertConnection(world.persistence, 'okta');
    const account = await world.addAccount('ada');
    const { secret } = await world.enrol(account);
    const challenge = await world.challenge(account, {
      ...sso(),
      identity: someIdentity(undefined, {
        providerSession: {
          id: 'sid',
          principal: 'subject',
          memory: { idToken: 'a token of the provider' },
        },
      }),
    });
    expect(await world.events(account.id)).toEqual(['second-factor-on']);
    const answer = await world.entry.answerChallenge(
      challenge,
      codeAt(secret, world.now),
    );
    expect(answer).toMatchObject({ bound: true, account: { id: account.id } });
    expect(await codeOf(world.redeem(answer.ticket))).toBe('browser-mismatch');

    const [session] = await world.persistence.sessions.listOfAccount(
      account.id,
      world.now,
    );
    expect(session).toBeUndefined();
    expect(await world.events(account.id)).toEqual([
      'second-factor-on',
      'sign-in',
    ]);
  });

  it('LOCAL-4 opens the same session as without a code', async () => {
    const { world } = fixture;
    await insertConnection(world.persistence, 'okta');
    const ada = await world.addAccount('ada');
    const grace = await world.addAccount('grace');
    const { secret } = await world.enrol(ada);
    const binding = 'b'.repeat(43);
    await world.signIn(grace, sso());
    const challenge = await world.challenge(ada, sso());
    const { ticket } = await world.entry.answerChallenge(
      challenge,
      codeAt(secret, world.now),
    );
    await world.redeem(ticket, binding);
    const sessionOf = async (accountId: string) => {
      const [session] = await world.persistence.sessions.listOfAccount(
        accountId,
        world.now,
      );
      const { id, accountId: _, secondFactor, ...rest } = session;
      return { secondFactor, rest };
    };
    const direct = await sessionOf(grace.id);
    expect(direct.secondFactor).toBeUndefined();
    expect(await sessionOf(ada.id)).toEqual({
      secondFactor: 'proven',
      rest: direct.rest,
    });
    expect(direct.rest).toMatchObject({
      providerSessionId: 'sid',
      providerPrincipalHash: expect.any(String),
    });
  });

  it('LOCAL-4 a step is good for five minutes', async () => {
    const { world } = fixture;
    const account = await world.addAccount('ada');
    const { secret } = await world.enrol(account);
    const answerAfter = async (milliseconds: number) => {
      const challenge = await world.challenge(account);
      world.pass(milliseconds);
      const code = codeAt(secret, world.now);
      return codeOf(world.entry.answerChallenge(challenge, code));
    };
    expect(await answerAfter(5 * 60_000 - 1)).toBe('done');
    world.pass(STEP);
    expect(await answerAfter(5 * 60_000)).toBe('second-factor-expired');
  });

  it('LOCAL-3 an account is inactive from the day that is set, and used by its sign-in', async () => {
    const { world } = fixture;
    const account = await world.addAccount('ada');
    world.pass(30 * DAY - 1);
    expect(await codeOf(world.admit(account))).toBe('done');
    world.pass(30 * DAY - 1);
    expect(await codeOf(world.admit(account))).toBe('done');
    world.pass(30 * DAY);
    expect(await codeOf(world.admit(account))).toBe('account-inactive');
    expect(await codeOf(world.admit(account, sso()))).toBe('account-inactive');
    // The operator can bring it back.
    expect(await codeOf(world.admit(account, { way: 'recovery' }))).toBe(
      'done',
    );
    expect(await codeOf(world.admit(account))).toBe('done');
  });

  it('LOCAL-7 a recovery link lifts the lock, and asks for no code', async () => {
    const { world } = fixture;
    const account = await world.addAccount('ada');
    await world.enrol(account);
    for (let index = 0; index < 10; index += 1) {
      await world.secondFactors.check(account, '000000');
    }
    expect(await world.attempts.lockOf(account.id)).toBeDefined();
    const session = await world.signIn(account, { way: 'recovery' });
    expect(await world.attempts.lockOf(account.id)).toBeUndefined();
    // The session goes on, although no code was asked for.
    expect(await codeOf(world.sessions.refresh(session))).toBe('done');
  });

  it('says beforehand what the gate would say, and writes nothing', async () => {
    const { world } = fixture;
    const account = await world.addAccount('ada', { source: 'other' });
    const judge = async () =>
      world.entry.judge(world.persistence, {
        ...sso(),
        account: await world.account(account.id),
      });
    expect(await judge()).toMatchObject({
      verdict: 'refuse',
      code: 'account-source-other',
      condition: 'wrongSource',
    });
    await world.persistence.accounts.setSource([account.id], 'okta', world.now);
    expect(await judge()).toEqual({ verdict: 'admit' });
    expect(await world.events(account.id)).toEqual([]);
    expect((await world.account(account.id)).lastActiveAt).toBeUndefined();
  });
});
