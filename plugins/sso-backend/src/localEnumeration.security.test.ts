import { verify } from '@node-rs/argon2';
import {
  insertLocal,
  type LocalAnswer,
  lockOf,
  password,
  post,
  tryPassword,
  tryWrong,
} from './__testUtils__/localAccounts';
import { createMailbox } from './__testUtils__/passwordLinks';
import { usePortal } from './__testUtils__/portalFixture';
import {
  createTestDatabases,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';

jest.mock('@node-rs/argon2', () => {
  const actual = jest.requireActual('@node-rs/argon2');
  return { hash: actual.hash, verify: jest.fn(actual.verify) };
});

const databases = createTestDatabases();
// Hashes passwords by the dozen, perhaps on a busy machine.
jest.setTimeout(60_000);

/** Everything by which somebody outside could tell accounts apart. */
interface Observation {
  readonly answer: LocalAnswer;
  /** In their order, without values: what takes time in the database. */
  readonly statements: readonly string[];
  /** What takes time on the processor. */
  readonly verifications: number;
}

describe.each(mainEngine(databases))('enumeration on %s', engine => {
  const mailbox = createMailbox();
  const fixture = usePortal(databases, engine, {
    features: [mailbox.feature],
    config: {
      sso: {
        local: {
          lockout: { attempts: 3 },
          passwordReset: { delivery: 'notifications' },
        },
        outbound: { allow: ['localhost'], allowHttp: true },
      },
    },
  });

  async function observe(
    run: () => Promise<LocalAnswer>,
  ): Promise<Observation> {
    const statements: string[] = [];
    const listener = ({ sql }: { sql: string }) => statements.push(sql);
    jest.mocked(verify).mockClear();
    fixture.knex.on('query', listener);
    try {
      const answer = await run();
      return {
        answer,
        statements: [...statements],
        verifications: jest.mocked(verify).mock.calls.length,
      };
    } finally {
      fixture.knex.removeListener('query', listener);
    }
  }
  const observeSignIn = (username: string, typed: string) =>
    observe(() =>
      post(fixture.portal, '/local/sign-in', { username, password: typed }),
    );

  /** Accounts that no password opens, with the right one for each. */
  async function insertClosed(): Promise<void> {
    const { knex } = fixture;
    const { accounts, connections } = await persistenceOf(knex);
    await insertLocal(knex, 'known');
    await insertLocal(knex, 'disabled', { state: 'disabled' });
    await insertLocal(knex, 'without', { passwordHash: undefined });
    await insertLocal(knex, 'provided', { source: 'okta' });
    const withdrawn = await insertLocal(knex, 'withdrawn');
    await accounts.withdrawPassword(withdrawn, new Date());
    await insertLocal(knex, 'kept');
    await knex('sso_accounts')
      .where({ username: 'kept' })
      .update({ reset_pending: true });
    expect(await connections.list()).toEqual([]);
  }

  it('G12 LOCAL-5 unknown, wrong, closed: the same answer by the same work', async () => {
    await insertClosed();
    const unknown = await observeSignIn('nobody', password);
    expect(unknown.answer.status).toBe(401);
    expect(unknown.answer.body.refusal?.code).toBe('credentials-wrong');
    expect(unknown.verifications).toBe(1);
    expect(unknown.statements.length).toBeGreaterThan(3);

    const others: Array<[string, string]> = [
      ['known', 'wrong password'],
      ['known@example.test', 'wrong password'],
      ['disabled', 'wrong password'],
      ['without', password],
      ['provided', password],
      ['withdrawn', password],
      ['kept', password],
      ['NOBODY ', 'another password'],
      ['%', 'x'],
      ['x'.repeat(320), 'y'.repeat(1024)],
    ];
    for (const [username, typed] of others) {
      expect(await observeSignIn(username, typed)).toEqual(unknown);
    }
    expect(await tryPassword(fixture.portal, 'known', password)).toBe(
      'signedIn',
    );
  });

  it('G12 LOCAL-2 locked: the same whether there is an account, and whether the password is right', async () => {
    const { knex, portal } = fixture;
    const id = await insertLocal(knex, 'known');
    // Also the attempts that lead to the lock look alike.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const unknown = await observeSignIn('nobody', 'wrong password');
      expect(await observeSignIn('known', 'wrong password')).toEqual(unknown);
    }
    expect(await lockOf(knex, id)).toBe(60);

    const unknown = await observeSignIn('nobody', password);
    expect(unknown.answer.status).toBe(401);
    expect(unknown.verifications).toBe(1);
    expect(await observeSignIn('known', 'wrong password')).toEqual(unknown);
    expect(await observeSignIn('known', password)).toEqual(unknown);

    await insertLocal(knex, 'other');
    const wrong = await observeSignIn('other', 'wrong password');
    expect(wrong.answer).toEqual(unknown.answer);
    expect(await tryPassword(portal, 'other', password)).toBe('signedIn');
  });

  it('G12 no counter is named after what was typed, and nothing typed is written down', async () => {
    const { knex, portal } = fixture;
    await insertLocal(knex, 'known');
    const typed = 'my-password-in-the-wrong-field';
    await tryWrong(portal, typed, 3);
    await tryPassword(portal, 'known', typed);
    const written = JSON.stringify([
      await knex('sso_attempts'),
      await knex('sso_events'),
      await knex('sso_traces'),
      portal.log,
    ]);
    expect(written).not.toContain(typed);
    expect(await knex('sso_attempts')).not.toEqual([]);
  });

  it('G12 LOCAL-5 a reset is asked for with the same answer, before anything is looked up', async () => {
    await insertClosed();
    const request = (username: string) =>
      observe(() =>
        post(fixture.portal, '/local/password-reset/request', { username }),
      );
    const { answer } = await request('nobody');
    expect(answer.status).toBe(204);
    for (const username of ['known', 'disabled', 'provided', 'withdrawn']) {
      expect((await request(username)).answer).toEqual(answer);
    }
    // To those two whose account is open and of the portal.
    await mailbox.waitFor(2);
  });
});
