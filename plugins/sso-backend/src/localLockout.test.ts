import {
  ageAttempts,
  eventsOf,
  insertLocal,
  lockOf,
  password,
  tryPassword,
  tryWrong,
} from './__testUtils__/localAccounts';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { refusalOf } from './__testUtils__/signInFlow';
import { startTestPortal } from './__testUtils__/startTestPortal';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
// Hashes passwords by the dozen, perhaps on a busy machine.
jest.setTimeout(60_000);
const MINUTE = 60_000;

describe.each(mainEngine(databases))('lockout on %s', engine => {
  const fixture = usePortal(databases, engine, {
    config: { sso: { local: { lockout: { attempts: 4 } } } },
  });
  const wrong = (times: number) => tryWrong(fixture.portal, 'ada', times);
  const right = () => tryPassword(fixture.portal, 'ada', password);

  it('LOCAL-2 locks an account after too many wrong passwords, and says nothing of it', async () => {
    const id = await insertLocal(fixture.knex);
    expect(await wrong(4)).toEqual(Array(4).fill('credentials-wrong'));
    expect(await lockOf(fixture.knex, id)).toBe(60);
    expect(await right()).toBe('credentials-wrong');
    expect(await wrong(3)).toEqual(Array(3).fill('credentials-wrong'));
    // What is tried while it is locked fills no history.
    expect(await eventsOf(fixture.knex, id)).toEqual([
      'sign-in-refused',
      'sign-in-refused',
      'sign-in-refused',
      'account-locked',
    ]);
  });

  it('LOCAL-2 the lock ends by itself, and a sign-in forgets all attempts', async () => {
    const id = await insertLocal(fixture.knex);
    await wrong(4);
    await ageAttempts(fixture.knex, MINUTE);
    expect(await right()).toBe('signedIn');
    expect(await wrong(3)).toHaveLength(3);
    expect(await right()).toBe('signedIn');
    expect(await lockOf(fixture.knex, id)).toBeUndefined();
  });

  it('LOCAL-2 the last attempt before the lock counts when it is right', async () => {
    const id = await insertLocal(fixture.knex);
    await wrong(3);
    expect(await right()).toBe('signedIn');
    expect(await lockOf(fixture.knex, id)).toBeUndefined();
  });

  it('LOCAL-2 G13 each further lock is twice as long, up to an hour, and all is forgotten after a day', async () => {
    const id = await insertLocal(fixture.knex);
    const locks: Array<number | undefined> = [];
    for (let round = 0; round < 8; round += 1) {
      await wrong(4);
      const lock = await lockOf(fixture.knex, id);
      locks.push(lock && Math.round(lock / 60));
      await ageAttempts(fixture.knex, (lock ?? 0) * 1000 + 1000);
      expect(await lockOf(fixture.knex, id)).toBeUndefined();
    }
    expect(locks).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    await ageAttempts(fixture.knex, 24 * 60 * MINUTE);
    await wrong(4);
    expect(await lockOf(fixture.knex, id)).toBe(60);
  });

  it('LOCAL-2 counts an account by all its names in one counter', async () => {
    const { portal, knex } = fixture;
    const id = await insertLocal(knex);
    for (const name of ['ada', 'ADA', ' Ada ', 'ada@example.test']) {
      expect(await tryPassword(portal, name, 'wrong')).toBe(
        'credentials-wrong',
      );
    }
    expect(await lockOf(knex, id)).toBe(60);
  });

  it('LOCAL-2 a sign-in through a provider forgets the attempts', async () => {
    const { knex } = fixture;
    const { id: connectionId } = await connect(fixture);
    const id = await insertLocal(knex, 'alice', {
      email: 'alice.ferreira@example.test',
    });
    await signInAs(fixture, connectionId);
    const [link] = await knex('sso_identities');
    expect(String(link.account_id)).toBe(id);

    await tryWrong(fixture.portal, 'alice', 3);
    await signInAs(fixture, connectionId);
    await tryWrong(fixture.portal, 'alice', 3);
    expect(await lockOf(knex, id)).toBeUndefined();
    expect(await tryPassword(fixture.portal, 'alice', password)).toBe(
      'signedIn',
    );
  });

  it('LOCAL-3 a locked account is refused even after a good sign-in at the provider, and let in later', async () => {
    const { knex } = fixture;
    const { id: connectionId } = await connect(fixture);
    await insertLocal(knex, 'alice', {
      email: 'alice.ferreira@example.test',
    });
    await tryWrong(fixture.portal, 'alice', 4);
    expect(refusalOf(await signInAs(fixture, connectionId)).code).toBe(
      'account-locked',
    );
    await ageAttempts(knex, MINUTE);
    expect(refusalOf(await signInAs(fixture, connectionId))).toEqual({});
  });

  it('LOCAL-2 OPS-6 counts on all replicas together', async () => {
    const { portal, knex } = fixture;
    const id = await insertLocal(knex);
    const second = await startTestPortal({
      databases,
      knex,
      externalApiUrl: portal.apiUrl,
      config: { sso: { local: { lockout: { attempts: 4 } } } },
    });
    try {
      await tryWrong(portal, 'ada', 2);
      expect(await lockOf(knex, id)).toBeUndefined();
      await tryWrong(second, 'ada', 2);
      expect(await tryPassword(portal, 'ada', password)).toBe(
        'credentials-wrong',
      );
      expect(await tryPassword(second, 'ada', password)).toBe(
        'credentials-wrong',
      );
      await ageAttempts(knex, MINUTE);
      expect(await tryPassword(second, 'ada', password)).toBe('signedIn');
    } finally {
      await second.stop();
    }
  });
});
