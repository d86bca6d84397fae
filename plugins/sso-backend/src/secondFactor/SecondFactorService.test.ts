import { codeAt, STEP } from '../__testUtils__/secondFactor';
import { createTestDatabases } from '../database/__testUtils__/stores';
import { codeOf, useEntryWorld } from '../entry/__testUtils__/entryWorld';

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('second factor on %s', engine => {
  const fixture = useEntryWorld(databases, engine);

  it('LOCAL-4 is on once a code has confirmed the key, and not before', async () => {
    const { world } = fixture;
    const { secondFactors } = world;
    const account = await world.addAccount('ada');
    const { secret, uri } = await secondFactors.begin(account);
    expect(uri).toContain(`secret=${secret}`);
    expect(await secondFactors.isOn(account.id)).toBe(false);
    expect(await secondFactors.state(account.id)).toEqual({
      on: false,
      recoveryCodesLeft: 0,
    });
    // It counts for nothing yet.
    expect((await world.admit(account)).kind).toBe('ticket');

    const codes = await secondFactors.confirm(
      account,
      codeAt(secret, world.now),
    );
    expect(codes).toHaveLength(10);
    expect(await secondFactors.isOn(account.id)).toBe(true);
    expect(await secondFactors.state(account.id)).toEqual({
      on: true,
      since: world.now.toISOString(),
      recoveryCodesLeft: 10,
    });
    expect((await world.admit(account)).kind).toBe('challenge');
    expect(await world.events(account.id)).toEqual([
      'sign-in',
      'second-factor-on',
    ]);
  });

  it('LOCAL-4 is confirmed by a code of the newest key only', async () => {
    const { world } = fixture;
    const { secondFactors } = world;
    const account = await world.addAccount('ada');
    const confirm = (secret: string) =>
      codeOf(secondFactors.confirm(account, codeAt(secret, world.now)));
    expect(await codeOf(secondFactors.confirm(account, '123456'))).toBe(
      'second-factor-off',
    );
    const first = await secondFactors.begin(account);
    const second = await secondFactors.begin(account);
    expect(await confirm(first.secret)).toBe('second-factor-wrong');
    expect(await secondFactors.isOn(account.id)).toBe(false);
    expect(await confirm(second.secret)).toBe('done');
    expect(await confirm(second.secret)).toBe('second-factor-on');
    expect(await codeOf(secondFactors.begin(account))).toBe('second-factor-on');
  });

  it('LOCAL-4 turning it on proves the session that did, and ends the others', async () => {
    const { world } = fixture;
    const account = await world.addAccount('ada');
    const stranger = await world.addAccount('grace');
    const own = await world.signIn(account);
    const other = await world.signIn(account);
    const foreign = await world.signIn(stranger);
    const { sessionId } = await world.sessions.refresh(own);

    const { secret } = await world.secondFactors.begin(account);
    await world.secondFactors.confirm(account, codeAt(secret, world.now), {
      sessionId,
    });

    const outcomes = [own, other, foreign].map(token =>
      codeOf(world.sessions.refresh(token)),
    );
    expect(await Promise.all(outcomes)).toEqual([
      'done',
      'session-ended',
      'done',
    ]);
  });

  it('LOCAL-4 a session without it ends at its refresh in any case', async () => {
    const { world } = fixture;
    const account = await world.addAccount('ada');
    const before = await world.signIn(account);
    await world.enrol(account);
    expect(await codeOf(world.sessions.refresh(before))).toBe('session-ended');
    // For good: turning it off brings nothing back.
    await world.persistence.secondFactors.remove(account.id);
    expect(await codeOf(world.sessions.refresh(before))).toBe('session-ended');
  });

  it('LOCAL-4 recovery codes sign in once each, and can be renewed', async () => {
    const { world } = fixture;
    const { secondFactors } = world;
    const account = await world.addAccount('ada');
    const { secret, recoveryCodes } = await world.enrol(account);
    const [first, second, third] = recoveryCodes;
    expect(await secondFactors.verify(account, first)).toBe(true);
    expect(await secondFactors.state(account.id)).toMatchObject({
      recoveryCodesLeft: 9,
    });
    const renewed = await secondFactors.renewRecoveryCodes(
      account,
      codeAt(secret, world.now),
    );
    expect(await secondFactors.verify(account, second)).toBe(false);
    // A recovery code is as good as a code for all of this.
    const again = await secondFactors.renewRecoveryCodes(account, renewed[0]);
    expect(await secondFactors.verify(account, renewed[1])).toBe(false);
    await secondFactors.remove(account, again[0]);
    expect(await secondFactors.state(account.id)).toEqual({
      on: false,
      recoveryCodesLeft: 0,
    });
    expect(await secondFactors.verify(account, third)).toBe(false);
    expect(await world.events(account.id)).toEqual([
      'second-factor-on',
      'recovery-codes-renewed',
      'recovery-codes-renewed',
      'second-factor-off',
    ]);
  });

  it('LOCAL-4 nothing changes with a wrong code', async () => {
    const { world } = fixture;
    const { secondFactors } = world;
    const account = await world.addAccount('ada');
    expect(await codeOf(secondFactors.remove(account, '123456'))).toBe(
      'second-factor-off',
    );
    const { secret } = await world.enrol(account);
    const stale = codeAt(secret, new Date(world.now.getTime() - 3 * STEP));
    for (const change of [
      secondFactors.remove(account, stale),
      secondFactors.renewRecoveryCodes(account, stale),
    ]) {
      expect(await codeOf(change)).toBe('second-factor-wrong');
    }
    expect(await secondFactors.state(account.id)).toMatchObject({
      on: true,
      recoveryCodesLeft: 10,
    });
    expect(await world.events(account.id)).toEqual(['second-factor-on']);
  });

  it('LOCAL-4 an administrator takes it from somebody who lost everything', async () => {
    const { world } = fixture;
    const account = await world.addAccount('ada');
    await world.enrol(account);
    const remove = () =>
      world.persistence.transaction(stores =>
        world.secondFactors.removeByAdministrator(stores, account.id),
      );
    expect(await remove()).toBe(true);
    expect(await remove()).toBe(false);
    expect((await world.admit(account)).kind).toBe('ticket');
  });
});
