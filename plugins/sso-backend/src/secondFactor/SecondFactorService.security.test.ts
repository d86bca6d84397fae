import { codeAt, STEP } from '../__testUtils__/secondFactor';
import { createTestDatabases } from '../database/__testUtils__/stores';
import { codeOf, useEntryWorld } from '../entry/__testUtils__/entryWorld';
import type { Account } from '../stores/AccountStore';

const databases = createTestDatabases();
const AT_ONCE = 20;

describe.each(databases.eachSupportedId())('G14 codes on %s', engine => {
  const fixture = useEntryWorld(databases, engine);
  let account: Account;
  let secret: string;
  let recoveryCodes: string[];
  beforeEach(async () => {
    account = await fixture.world.addAccount('ada');
    ({ secret, recoveryCodes } = await fixture.world.enrol(account));
  });
  const verify = (code: string, of = account) =>
    fixture.world.secondFactors.verify(of, code);
  /** What the authenticator shows some milliseconds from now. */
  const codeIn = (milliseconds: number) =>
    codeAt(secret, new Date(fixture.world.now.getTime() + milliseconds));

  it('LOCAL-4 G14 takes a code once, also the one that turned it on', async () => {
    expect(await verify(codeIn(-STEP))).toBe(false);
    expect(await verify(codeIn(0))).toBe(true);
    expect(await verify(codeIn(0))).toBe(false);
    fixture.world.pass(10_000);
    expect(await verify(codeIn(-10_000))).toBe(false);
    // The honest twin: the next one.
    fixture.world.pass(STEP);
    expect(await verify(codeIn(0))).toBe(true);
  });

  it('LOCAL-4 G14 takes none older than one that was taken', async () => {
    fixture.world.pass(10 * STEP);
    expect(await verify(codeIn(STEP))).toBe(true);
    for (const offset of [-STEP, 0, STEP]) {
      expect(await verify(codeIn(offset))).toBe(false);
    }
    fixture.world.pass(2 * STEP);
    expect(await verify(codeIn(0))).toBe(true);
  });

  it.each([
    [-3 * STEP, false],
    [-90_000, false],
    [-STEP, true],
    [0, true],
    [STEP, true],
    [90_000, false],
    [3 * STEP, false],
  ])(
    'LOCAL-4 G14 a clock that is off by %d milliseconds: %s',
    async (offset, taken) => {
      fixture.world.pass(10 * STEP);
      expect(await verify(codeIn(offset))).toBe(taken);
    },
  );

  it('LOCAL-4 G14 of 20 uses of a code at once one is right', async () => {
    const code = codeIn(0);
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, () => verify(code)),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('LOCAL-4 G14 of 20 uses of a recovery code at once one is right', async () => {
    const [code, another] = recoveryCodes;
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, () => verify(code)),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    await fixture.world.attempts.clear({
      kind: 'account',
      accountId: account.id,
    });
    expect(await verify(code)).toBe(false);
    expect(await verify(another)).toBe(true);
  });

  it('LOCAL-4 G14 takes no codes of another account', async () => {
    const other = await fixture.world.addAccount('mallory');
    const mallory = await fixture.world.enrol(other);
    const now = fixture.world.now;
    expect(await verify(codeAt(mallory.secret, now))).toBe(false);
    expect(await verify(mallory.recoveryCodes[0])).toBe(false);
    expect(await verify(codeAt(mallory.secret, now), other)).toBe(true);
    expect(await verify(mallory.recoveryCodes[0], other)).toBe(true);
  });

  it('LOCAL-4 G14 locks after the tries that are allowed, for the right code too', async () => {
    const { world } = fixture;
    const { attempts, lock } = world.settings.accountAttempts;
    const wrong = Array.from({ length: 3 * attempts }, (_, index) =>
      String(index).padStart(6, '0'),
    ).filter(code => ![-STEP, 0, STEP].map(codeIn).includes(code));
    const answers = await Promise.all(
      wrong.map(code => world.secondFactors.check(account, code)),
    );
    expect(answers.filter(answer => answer === 'wrong')).toHaveLength(attempts);
    expect(answers.filter(answer => answer === 'locked')).toHaveLength(
      wrong.length - attempts,
    );
    expect(await verify(codeIn(0))).toBe(false);
    expect(await verify(recoveryCodes[0])).toBe(false);
    // Nothing was spent meanwhile; the honest twin after the lock.
    world.pass(lock + 1000);
    expect(await verify(codeIn(0))).toBe(true);
    expect(await verify(recoveryCodes[0])).toBe(true);
  });

  it('LOCAL-4 G14 right codes are not counted', async () => {
    const { world } = fixture;
    for (let count = 0; count < 25; count += 1) {
      world.pass(STEP);
      expect(await verify(codeIn(0))).toBe(true);
    }
  });

  it('LOCAL-4 G14 shows neither the key nor recovery codes again', async () => {
    const { world } = fixture;
    const { secondFactors } = world;
    expect(await codeOf(secondFactors.begin(account))).toBe('second-factor-on');
    const shown = JSON.stringify([
      await secondFactors.state(account.id),
      await world.account(account.id),
    ]);
    const stored = JSON.stringify([
      await world.knex('sso_second_factors'),
      await world.knex('sso_recovery_codes'),
      await world.knex('sso_events'),
    ]);
    for (const secretText of [secret, ...recoveryCodes]) {
      expect(shown).not.toContain(secretText);
      expect(stored).not.toContain(secretText);
      expect(stored).not.toContain(secretText.replaceAll('-', ''));
    }
  });

  it('LOCAL-4 G14 a key that was copied to another account does not open', async () => {
    const { world } = fixture;
    const mallory = await world.addAccount('mallory');
    const known = await world.enrol(mallory);
    const [row] = await world
      .knex('sso_second_factors')
      .where({ account_id: mallory.id });
    await world
      .knex('sso_second_factors')
      .where({ account_id: account.id })
      .update({ secret: row.secret, secret_key_id: row.secret_key_id });
    world.pass(STEP);
    await expect(verify(codeAt(known.secret, world.now))).rejects.toThrow();
    expect(await verify(codeAt(known.secret, world.now), mallory)).toBe(true);
  });
});
