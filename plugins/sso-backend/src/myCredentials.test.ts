import { ssoSelfOperations as operations } from '@latchkey/plugin-sso-common';
import {
  eventsOf,
  insertLocal,
  password,
  tryPassword,
} from './__testUtils__/localAccounts';
import { connect, usePortal } from './__testUtils__/portalFixture';
import {
  codeAt,
  enrolSecondFactor,
  nextCode,
  wrongCode,
} from './__testUtils__/secondFactor';
import {
  accountIdOf,
  ageSessions,
  isSignedIn,
  signInLocally,
  signInThrough,
} from './__testUtils__/signedIn';
import {
  createTestDatabases,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const newPassword = 'a quite different phrase';
const MINUTE = 60_000;

describe.each(mainEngine(databases))('my credentials on %s', engine => {
  const fixture = usePortal(databases, engine);
  const refusal = (status: number, code: string) =>
    expect.objectContaining({
      status,
      body: expect.objectContaining({
        refusal: expect.objectContaining({ code }),
      }),
    });

  it('LOCAL-1 changes the password with the current one, and ends the other sessions', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const other = await signInLocally(portal);
    const own = await signInLocally(portal);
    const change = (currentPassword: string | undefined, typed = newPassword) =>
      own.client.send(operations.changeMyPassword, {
        body: { currentPassword, newPassword: typed },
      });

    for (const wrong of [undefined, 'not the password']) {
      expect(await change(wrong)).toEqual(refusal(403, 'password-wrong'));
    }
    for (const weak of ['short', 'ada ada ada ada', 'xxxxxxxxxxxxxxxx']) {
      expect(await change(password, weak)).toMatchObject({
        status: 400,
        body: { fields: [{ path: 'newPassword' }] },
      });
    }
    expect(await isSignedIn(portal, other)).toBe(true);

    expect((await change(password)).status).toBe(200);

    expect(await isSignedIn(portal, other)).toBe(false);
    expect(await isSignedIn(portal, own)).toBe(true);
    expect(await tryPassword(portal, 'ada', password)).toBe(
      'credentials-wrong',
    );
    expect(await tryPassword(portal, 'ada', newPassword)).toBe('signedIn');
    expect(await eventsOf(knex, accountId)).toContain('password-changed');
  });

  it('USER-9 the password of an account of a provider is closed', async () => {
    const { id } = await connect(fixture);
    const { client } = await signInThrough(fixture, id);
    expect(await client.call(operations.getMyAccount, {})).toMatchObject({
      passwordOpen: false,
      hasPassword: false,
      proofNeeded: 'nothing',
    });
    expect(
      await client.send(operations.changeMyPassword, { body: { newPassword } }),
    ).toEqual(refusal(403, 'password-closed'));
  });

  it('USER-8 an account without a password sets its first one after a recent sign-in', async () => {
    const { knex, portal } = fixture;
    const { id } = await connect(fixture);
    const { client } = await signInThrough(fixture, id);
    const accounts = (await persistenceOf(knex)).accounts;
    const accountId = await accountIdOf(knex, 'alice');
    await accounts.setSource([accountId], 'local', new Date());
    const change = () =>
      client.send(operations.changeMyPassword, { body: { newPassword } });

    await ageSessions(knex, 15 * MINUTE);
    expect(await client.call(operations.getMyAccount, {})).toMatchObject({
      proofNeeded: 'recentSignIn',
    });
    expect(await change()).toEqual(refusal(403, 'sign-in-not-recent'));

    await ageSessions(knex, -1 * MINUTE);
    expect((await change()).status).toBe(200);
    expect(await tryPassword(portal, 'alice', newPassword)).toBe('signedIn');
    // From now on it is asked for.
    expect(await change()).toEqual(refusal(403, 'password-wrong'));
  });

  it('LOCAL-7 whoever came by a recovery link proves nothing for 15 minutes', async () => {
    const { knex, portal } = fixture;
    await insertLocal(knex);
    const { client } = await signInLocally(portal);
    await knex('sso_sessions').update({ way: 'recovery' });
    const needed = async () =>
      (await client.call(operations.getMyAccount, {})).proofNeeded;
    expect(await needed()).toBe('nothing');
    await ageSessions(knex, 15 * MINUTE);
    expect(await needed()).toBe('password');
  });

  it('LOCAL-4 turns the second factor on, renews codes, and turns it off', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const other = await signInLocally(portal);
    const own = await signInLocally(portal);
    const { client } = own;
    const begin = (body: object) =>
      client.send(operations.beginSecondFactor, { body });
    expect(await begin({})).toEqual(refusal(403, 'password-wrong'));
    expect(await begin({ currentPassword: 'not it' })).toEqual(
      refusal(403, 'password-wrong'),
    );

    const enrolled = await enrolSecondFactor(client, {
      currentPassword: password,
    });

    expect(enrolled.recoveryCodes).toHaveLength(10);
    expect(await isSignedIn(portal, other)).toBe(false);
    expect(await isSignedIn(portal, own)).toBe(true);
    expect(await client.call(operations.getMyAccount, {})).toMatchObject({
      secondFactorState: { on: true, recoveryCodesLeft: 10 },
      sessions: [{ current: true, secondFactor: true }],
    });
    expect(await begin({ currentPassword: password })).toEqual(
      refusal(409, 'second-factor-on'),
    );

    const send = (
      operation:
        | typeof operations.renewRecoveryCodes
        | typeof operations.removeSecondFactor,
      code: string,
    ) => client.send(operation, { body: { code } });
    const wrong = refusal(401, 'second-factor-wrong');
    const used = codeAt(enrolled.secret, new Date());
    expect(await send(operations.renewRecoveryCodes, used)).toEqual(wrong);
    expect(
      await send(operations.removeSecondFactor, wrongCode(enrolled.secret)),
    ).toEqual(wrong);
    const renewed = await send(
      operations.renewRecoveryCodes,
      nextCode(enrolled.secret),
    );
    const { recoveryCodes } = renewed.body as { recoveryCodes: string[] };
    expect(
      await send(operations.removeSecondFactor, enrolled.recoveryCodes[0]),
    ).toEqual(wrong);
    expect(
      await send(operations.removeSecondFactor, recoveryCodes[0]),
    ).toMatchObject({
      status: 200,
      body: { secondFactorState: { on: false } },
    });
    expect(await tryPassword(portal, 'ada', password)).toBe('signedIn');
    expect(await eventsOf(knex, accountId)).toEqual(
      expect.arrayContaining([
        'second-factor-on',
        'recovery-codes-renewed',
        'second-factor-off',
      ]),
    );
  });
});

describe.each(mainEngine(databases).slice(0, 1))(
  'my credentials without local sign-in on %s',
  engine => {
    const fixture = usePortal(databases, engine, {
      config: { sso: { local: { enabled: false } } },
    });

    it('LOCAL-1 has no password, and asks for none', async () => {
      const { knex } = fixture;
      const { id } = await connect(fixture);
      const { client } = await signInThrough(fixture, id);
      const { accounts } = await persistenceOf(knex);
      const accountId = await accountIdOf(knex, 'alice');
      await accounts.setSource([accountId], 'local', new Date());
      await accounts.setPasswordHash(accountId, 'an old hash', new Date());

      expect(await client.call(operations.getMyAccount, {})).toMatchObject({
        passwordOpen: false,
        proofNeeded: 'nothing',
      });
      const answer = await client.send(operations.changeMyPassword, {
        body: { newPassword },
      });
      expect(answer).toMatchObject({
        status: 403,
        body: { refusal: { code: 'local-sign-in-off' } },
      });
    });
  },
);
