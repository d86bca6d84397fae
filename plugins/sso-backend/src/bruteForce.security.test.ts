import {
  ageAttempts,
  eventsOf,
  insertLocal,
  lockOf,
  password,
  post,
  tryPassword,
  tryWrong,
} from './__testUtils__/localAccounts';
import { redeem } from './__testUtils__/administrator';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { refresh, refusalOf } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
// Hashes passwords by the dozen, perhaps on a busy machine.
jest.setTimeout(60_000);
const local = {
  lockout: { attempts: 5 },
  addressLockout: { attempts: 8 },
};
const EXTERNAL = 'http://localhost:7007/api';
/** As the proxy in front passes the address of a browser on. */
const from = (address: string) => ({ 'x-forwarded-for': address });

describe.each(mainEngine(databases))('brute force on %s', engine => {
  const fixture = usePortal(databases, engine, {
    externalApiUrl: EXTERNAL,
    backstageHttp: true,
    config: { backend: { trustProxy: 'loopback' }, sso: { local } },
  });
  const guess = (username: string, address: string, typed = 'wrong guess') =>
    tryPassword(fixture.portal, username, typed, from(address));

  it('G13 an account is locked by wrong passwords from many addresses', async () => {
    const id = await insertLocal(fixture.knex);
    for (let host = 1; host <= 5; host += 1) {
      expect(await guess('ada', `192.0.2.${host}`)).toBe('credentials-wrong');
    }
    expect(await guess('ada', '198.51.100.1', password)).toBe(
      'credentials-wrong',
    );
    await ageAttempts(fixture.knex, 60_000);
    expect(await lockOf(fixture.knex, id)).toBeUndefined();
    expect(await guess('ada', '198.51.100.1', password)).toBe('signedIn');
  });

  it('G13 an address is locked by wrong passwords of many accounts', async () => {
    await insertLocal(fixture.knex);
    for (let index = 0; index < 8; index += 1) {
      expect(await guess(`name${index}`, '192.0.2.1')).toBe(
        'credentials-wrong',
      );
    }
    const refused = await post(
      fixture.portal,
      '/local/sign-in',
      { username: 'ada', password },
      from('192.0.2.1'),
    );
    expect(refused.status).toBe(429);
    expect(refused.body.refusal?.code).toBe('too-many-attempts');
    expect(await guess('ada', '192.0.2.2', password)).toBe('signedIn');
    await ageAttempts(fixture.knex, 5 * 60_000);
    expect(await guess('ada', '192.0.2.1', password)).toBe('signedIn');
  });

  it('G13 right passwords do not count against an address', async () => {
    await insertLocal(fixture.knex);
    for (let index = 0; index < 12; index += 1) {
      expect(await guess('ada', '192.0.2.1', password)).toBe('signedIn');
    }
    for (let index = 0; index < 7; index += 1) {
      await guess(`name${index}`, '192.0.2.1');
    }
    expect(await guess('ada', '192.0.2.1', password)).toBe('signedIn');
    expect(await guess('name', '192.0.2.1')).toBe('credentials-wrong');
    expect(await guess('ada', '192.0.2.1', password)).toBe('too-many-attempts');
  });

  it('G13 one network of IPv6 is one address, the next one is another', async () => {
    await insertLocal(fixture.knex);
    for (let host = 1; host <= 8; host += 1) {
      await guess(`name${host}`, `2001:db8:0:1::${host}:${host}`);
    }
    expect(await guess('ada', '2001:db8:0:1:ffff::1', password)).toBe(
      'too-many-attempts',
    );
    expect(await guess('ada', '2001:db8:0:2::1', password)).toBe('signedIn');
  });

  it('G13 what a browser itself puts into X-Forwarded-For does not count behind a proxy', async () => {
    await insertLocal(fixture.knex);
    for (let host = 1; host <= 8; host += 1) {
      await guess(`name${host}`, `10.9.8.${host}, 192.0.2.1`);
    }
    expect(await guess('ada', '10.9.8.99, 192.0.2.1', password)).toBe(
      'too-many-attempts',
    );
    expect(await guess('ada', '192.0.2.1, 192.0.2.7', password)).toBe(
      'signedIn',
    );
  });

  it('G13 of 100 guesses at once no more are looked at than of 100 in a row', async () => {
    const { knex, portal } = fixture;
    const id = await insertLocal(knex);
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        guess('ada', `198.51.100.${index}`, `guess number ${index}`),
      ),
    );
    expect(
      new Set(outcomes.filter(outcome => outcome !== 'too-many-attempts')),
    ).toEqual(new Set(['credentials-wrong']));
    await tryWrong(portal, 'ada', 5);
    // Those that found the queue full were no attempts; all others were.
    const events = await eventsOf(knex, id);
    expect(events).toHaveLength(5);
    expect(events).toContain('account-locked');
    expect(await guess('ada', '192.0.2.1', password)).toBe('credentials-wrong');
    await ageAttempts(knex, 60_000);
    expect(await guess('ada', '192.0.2.1', password)).toBe('signedIn');
  });

  it('G13 G16 a lock ends no session', async () => {
    const { knex, portal } = fixture;
    const id = await insertLocal(knex);
    const browser = new TestBrowser();
    const { body } = await post(portal, '/local/sign-in', {
      username: 'ada',
      password,
    });
    await redeem(portal, browser, String(body.ticket));
    await tryWrong(portal, 'ada', 5);
    expect(await lockOf(knex, id)).toBe(60);
    expect((await refresh(portal, browser)).status).toBe(200);
  });
});

describe.each(mainEngine(databases))(
  'brute force without a proxy on %s',
  engine => {
    const fixture = usePortal(databases, engine, {
      config: { sso: { local } },
    });

    it('G13 X-Forwarded-For does not make an address another one', async () => {
      const { portal, knex } = fixture;
      await insertLocal(knex);
      for (let host = 1; host <= 8; host += 1) {
        await tryPassword(
          portal,
          `name${host}`,
          'wrong guess',
          from(`192.0.2.${host}`),
        );
      }
      expect(
        await tryPassword(portal, 'ada', password, from('198.51.100.9')),
      ).toBe('too-many-attempts');
      await ageAttempts(knex, 5 * 60_000);
      expect(
        await tryPassword(portal, 'ada', password, from('198.51.100.9')),
      ).toBe('signedIn');
    });

    it('G13 nobody can lock an account of a provider by guessing passwords', async () => {
      const { knex, portal } = fixture;
      const { id: connectionId } = await connect(fixture);
      await signInAs(fixture, connectionId);
      const [{ id, username }] = await knex('sso_accounts');
      expect(await tryWrong(portal, username, 7)).toEqual(
        Array(7).fill('credentials-wrong'),
      );
      expect(await lockOf(knex, String(id))).toBeUndefined();
      expect(refusalOf(await signInAs(fixture, connectionId))).toEqual({});
      // The honest twin: a local account is locked by as many.
      const adaId = await insertLocal(knex);
      await knex('sso_attempts').delete();
      await tryWrong(portal, 'ada', 5);
      expect(await lockOf(knex, adaId)).toBe(60);
    });

    it('G13 nor a local account that has no password to guess', async () => {
      const { knex, portal } = fixture;
      const { id: connectionId } = await connect(fixture);
      const id = await insertLocal(knex, 'alice', {
        email: 'alice.ferreira@example.test',
        passwordHash: undefined,
      });
      await tryWrong(portal, 'alice', 7);
      expect(await lockOf(knex, id)).toBeUndefined();
      expect(refusalOf(await signInAs(fixture, connectionId))).toEqual({});
      const [link] = await knex('sso_identities');
      expect(String(link.account_id)).toBe(id);
    });
  },
);
