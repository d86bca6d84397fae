import {
  ssoAccountOperations as operations,
  ssoPublicOperations,
} from '@latchkey/plugin-sso-common';
import {
  eventsOf,
  insertLocal,
  password,
  tryPassword,
  tryWrong,
} from './__testUtils__/localAccounts';
import { connect, usePortal } from './__testUtils__/portalFixture';
import { enrolSecondFactor } from './__testUtils__/secondFactor';
import {
  accountIdOf,
  isSignedIn,
  keyOf,
  type SignedIn,
  signInLocally,
  signInThrough,
} from './__testUtils__/signedIn';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const newPassword = 'a quite different phrase';

describe.each(mainEngine(databases))('access to accounts on %s', engine => {
  const fixture = usePortal(databases, engine);
  const admin = () => fixture.portal.admin;
  const get = (accountId: string) =>
    admin().call(operations.getAccount, { params: { accountId } });
  const setPassword = (key: string, typed: string) =>
    fixture.portal.anonymous.send(ssoPublicOperations.completePasswordReset, {
      body: { key, password: typed },
    });

  it('LOCAL-3 disabling ends the sessions; enabling lets the person in again', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const person = await signInLocally(portal);
    const setActive = (active: boolean) =>
      admin().call(operations.setAccountActive, {
        params: { accountId },
        body: { active },
      });

    expect(await setActive(false)).toMatchObject({
      active: false,
      sessions: [],
    });
    expect(await isSignedIn(portal, person)).toBe(false);
    expect(await tryPassword(portal, 'ada', password)).toBe('account-disabled');
    await setActive(false);

    expect(await setActive(true)).toMatchObject({ active: true });
    expect(await isSignedIn(portal, person)).toBe(false);
    expect(await tryPassword(portal, 'ada', password)).toBe('signedIn');
    await setActive(true);
    expect(await eventsOf(knex, accountId)).toEqual([
      'sign-in',
      'account-disabled',
      'sign-in-refused',
      'account-enabled',
      'sign-in',
    ]);
  });

  it('LOCAL-2 lifts a lock', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    await tryWrong(portal, 'ada', 10);
    expect((await get(accountId)).lockedUntil).toBeDefined();
    expect(await tryPassword(portal, 'ada', password)).toBe(
      'credentials-wrong',
    );
    const unlock = () =>
      admin().call(operations.unlockAccount, { params: { accountId } });

    expect((await unlock()).lockedUntil).toBeUndefined();

    expect(await tryPassword(portal, 'ada', password)).toBe('signedIn');
    await unlock();
    const events = await eventsOf(knex, accountId);
    expect(events.filter(type => type === 'account-unlocked')).toHaveLength(1);
  });

  it('LOCAL-5 resets a password: it is withdrawn, sessions end, only the newest link works', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const person = await signInLocally(portal);
    const reset = () =>
      admin().call(operations.resetAccountPassword, {
        params: { accountId },
      });

    const first = await reset();
    expect(await isSignedIn(portal, person)).toBe(false);
    expect(await tryPassword(portal, 'ada', password)).toBe(
      'credentials-wrong',
    );
    expect(await get(accountId)).toMatchObject({
      resetPending: true,
      sessions: [],
    });
    const second = await reset();
    expect((await setPassword(keyOf(first), newPassword)).status).toBe(403);
    expect((await setPassword(keyOf(second), newPassword)).status).toBe(204);

    expect(await tryPassword(portal, 'ada', newPassword)).toBe('signedIn');
    expect(await get(accountId)).toMatchObject({ resetPending: false });
  });

  it('LOCAL-4 takes the second factor off', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const { client } = await signInLocally(portal);
    await enrolSecondFactor(client, { currentPassword: password });
    expect(await get(accountId)).toMatchObject({
      secondFactor: true,
      secondFactorState: { on: true, recoveryCodesLeft: 10 },
    });
    expect(await tryPassword(portal, 'ada', password)).toBe('secondFactor');
    const remove = () =>
      admin().call(operations.removeAccountSecondFactor, {
        params: { accountId },
      });

    expect(await remove()).toMatchObject({
      secondFactor: false,
      secondFactorState: { on: false, recoveryCodesLeft: 0 },
    });

    expect(await tryPassword(portal, 'ada', password)).toBe('signedIn');
    await remove();
    const events = await eventsOf(knex, accountId);
    expect(events.filter(type => type === 'second-factor-off')).toHaveLength(1);
  });

  it('LOCAL-6 ends one session, then all of them', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const people: SignedIn[] = [];
    for (let index = 0; index < 3; index += 1) {
      people.push(await signInLocally(portal));
    }
    const signedIn = async () => {
      const states: boolean[] = [];
      for (const person of people) {
        states.push(await isSignedIn(portal, person));
      }
      return states;
    };
    const { sessions } = await get(accountId);
    const params = { accountId, sessionId: sessions[1].id };

    const after = await admin().call(operations.endAccountSession, {
      params,
    });
    expect(after.sessions.map(({ id }) => id)).toEqual([
      sessions[0].id,
      sessions[2].id,
    ]);
    expect(await signedIn()).toEqual([true, false, true]);
    const again = await admin().send(operations.endAccountSession, {
      params,
    });
    expect(again.status).toBe(404);

    const none = await admin().call(operations.endAccountSessions, {
      params: { accountId },
    });
    expect(none.sessions).toEqual([]);
    expect(await signedIn()).toEqual([false, false, false]);
  });

  it('USER-8 an account of a provider becomes a local one, and goes on through the provider', async () => {
    const { knex, portal } = fixture;
    const { id } = await connect(fixture);
    const { browser } = await signInThrough(fixture, id);
    const accountId = await accountIdOf(knex, 'alice');
    const reset = () =>
      admin().send(operations.resetAccountPassword, {
        params: { accountId },
      });
    expect(await reset()).toMatchObject({
      status: 409,
      body: { refusal: { code: 'account-not-local' } },
    });

    const changed = await admin().call(operations.setAccountSource, {
      params: { accountId },
      body: { source: 'local' },
    });
    expect(changed).toMatchObject({ source: 'local', links: [{}] });
    expect(changed.sourceName).toBeUndefined();
    expect(await isSignedIn(portal, { browser })).toBe(true);

    const { status, body } = await reset();
    expect(status).toBe(200);
    const key = keyOf(body as { url: string });
    expect((await setPassword(key, newPassword)).status).toBe(204);
    expect(await tryPassword(portal, 'alice', newPassword)).toBe('signedIn');
    const again = await signInThrough(fixture, id);
    expect(await isSignedIn(portal, again)).toBe(true);
    expect(await accountIdOf(knex, 'alice')).toBe(accountId);
    expect(await eventsOf(knex, accountId)).toContain('source-changed');
  });

  it('USER-1 removes a link with the sessions made by it, and no others', async () => {
    const { knex, portal } = fixture;
    const first = await connect(fixture);
    const second = await connect(fixture);
    const byFirst = await signInThrough(fixture, first.id);
    const accountId = await accountIdOf(knex, 'alice');
    await admin().call(operations.setAccountSource, {
      params: { accountId },
      body: { source: 'local' },
    });
    const bySecond = await signInThrough(fixture, second.id, {
      email_verified: true,
    });
    const { links } = await get(accountId);
    expect(links.map(({ connectionId }) => connectionId).sort()).toEqual(
      [first.id, second.id].sort(),
    );
    const linkId = links.find(link => link.connectionId === first.id)!.id;
    const params = { accountId, linkId };

    const after = await admin().call(operations.removeAccountLink, {
      params,
    });

    expect(after.links).toHaveLength(1);
    expect(await isSignedIn(portal, byFirst)).toBe(false);
    expect(await isSignedIn(portal, bySecond)).toBe(true);
    const again = await admin().send(operations.removeAccountLink, {
      params,
    });
    expect(again.status).toBe(404);
  });
});
