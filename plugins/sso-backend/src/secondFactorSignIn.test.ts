import {
  ssoAccountOperations,
  ssoAdminOperations,
  ssoPublicOperations,
  ssoSelfOperations,
} from '@latchkey/plugin-sso-common';
import { redeem } from './__testUtils__/administrator';
import {
  insertLocal,
  password,
  tryPassword,
  tryWrong,
} from './__testUtils__/localAccounts';
import { connect, usePortal } from './__testUtils__/portalFixture';
import { personNamed, whoIs } from './__testUtils__/samlFlow';
import {
  answerChallenge,
  challengeOf,
  enrolSecondFactor,
  landWithTicket,
  nextCode,
  signedInAs,
  wrongCode,
} from './__testUtils__/secondFactor';
import { comeBack, enrolThrough } from './__testUtils__/secondFactorFlow';
import { keyOf, signInLocally } from './__testUtils__/signedIn';
import { refusalOf } from './__testUtils__/signInFlow';
import { APP_URL } from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe.each(mainEngine(databases))('second factor on %s', engine => {
  const fixture = usePortal(databases, engine);

  it('LOCAL-4 is asked for after the password, and opens the session', async () => {
    const { portal, knex } = fixture;
    await insertLocal(knex);
    const { client } = await signInLocally(portal);
    const { secret } = await enrolSecondFactor(client, {
      currentPassword: password,
    });
    const progress = await portal.anonymous.call(
      ssoPublicOperations.localSignIn,
      { body: { username: 'ada', password } },
    );
    if (progress.status !== 'secondFactor') throw new Error('No challenge');
    const { challenge } = progress;
    expect(await answerChallenge(portal, challenge, wrongCode(secret))).toEqual(
      { refused: 'second-factor-wrong' },
    );
    // A wrong code leaves the sign-in waiting.
    const answer = await answerChallenge(portal, challenge, nextCode(secret));
    expect(answer).toEqual({ ticket: expect.any(String), bound: false });

    const browser = new TestBrowser();
    const page = await redeem(portal, browser, String(answer.ticket));
    expect(page.status).toBe(204);
    const me = await (
      await signedInAs(portal, browser)
    ).call(ssoSelfOperations.getMyAccount, {});
    expect(me.username).toBe('ada');
    expect(me.sessions.find(({ current }) => current)).toMatchObject({
      way: 'local',
      secondFactor: true,
    });
  });

  it('LOCAL-4 is asked for after SSO, in the fragment of the page first asked for', async () => {
    const { portal } = fixture;
    const { connectionId, secret } = await enrolThrough(fixture);
    const { browser, page } = await comeBack(fixture, connectionId, {
      returnTo: '/catalog?x=1#part',
    });
    expect(page.status).toBe(303);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const challenge = challengeOf(page);
    expect(page.location?.href).toBe(
      `${APP_URL}/catalog?x=1#sso-challenge=${challenge}`,
    );
    expect(await whoIs(portal, browser)).toBeUndefined();

    const answer = await answerChallenge(portal, challenge, nextCode(secret));
    expect(answer).toEqual({ ticket: expect.any(String), bound: true });
    const landed = await landWithTicket(portal, browser, String(answer.ticket));
    expect(landed.location?.href).toBe(`${APP_URL}/catalog?x=1#part`);
    expect(await whoIs(portal, browser)).toBe('user:default/alice');
  });

  it('LOCAL-4 takes a recovery code instead', async () => {
    const { portal } = fixture;
    const { connectionId, recoveryCodes } = await enrolThrough(fixture);
    const { browser, page } = await comeBack(fixture, connectionId);
    const typed = recoveryCodes[0].toLocaleLowerCase('en-US');
    const { ticket } = await answerChallenge(portal, challengeOf(page), typed);
    await landWithTicket(portal, browser, String(ticket));
    expect(await whoIs(portal, browser)).toBe('user:default/alice');
  });

  it('LOCAL-4 lands where the SSO connection says', async () => {
    const { portal } = fixture;
    const { connectionId, secret } = await enrolThrough(fixture, {
      loginSuccessRedirect: '/welcome',
    });
    const { browser, page } = await comeBack(fixture, connectionId, {
      returnTo: '/catalog',
    });
    expect(page.location?.pathname).toBe('/welcome');
    const { ticket } = await answerChallenge(
      portal,
      challengeOf(page),
      nextCode(secret),
    );
    const landed = await landWithTicket(portal, browser, String(ticket));
    expect(landed.location?.href).toBe(`${APP_URL}/welcome`);
  });

  it.each([
    ['always', ['pwd', 'otp', 'mfa'], true],
    ['always', undefined, true],
    ['unlessProven', undefined, true],
    ['unlessProven', ['pwd'], true],
    ['unlessProven', ['pwd', 'pin'], true],
    ['unlessProven', ['mfa'], false],
    ['unlessProven', ['pwd', 'otp'], false],
    ['never', undefined, false],
    ['never', ['pwd'], false],
  ] as const)(
    'LOCAL-4 of an SSO connection with "%s" and the methods %j: asked for %s',
    async (secondFactor, amr, asked) => {
      const { portal, idp } = fixture;
      const { connectionId } = await enrolThrough(fixture, { secondFactor });
      idp.claims({ amr });
      const { browser, page } = await comeBack(fixture, connectionId);
      expect(refusalOf(page)).toEqual({});
      expect(page.location?.hash.startsWith('#sso-challenge=')).toBe(asked);
      expect(await whoIs(portal, browser)).toBe(
        asked ? undefined : 'user:default/alice',
      );
    },
  );

  it('LOCAL-4 by an SSO connection that never asks, one says so of the session', async () => {
    const { portal } = fixture;
    const { connectionId, browser: own } = await enrolThrough(fixture, {
      secondFactor: 'never',
    });
    await comeBack(fixture, connectionId);
    const me = await (
      await signedInAs(portal, own)
    ).call(ssoSelfOperations.getMyAccount, {});
    expect(me.sessions.map(({ secondFactor }) => secondFactor).sort()).toEqual([
      false,
      true,
    ]);
  });

  it('LOCAL-4 debug traces say what became of it', async () => {
    const { portal, idp } = fixture;
    const { connectionId } = await enrolThrough(fixture, {
      secondFactor: 'unlessProven',
      debug: true,
    });
    await comeBack(fixture, connectionId);
    idp.claims({ amr: ['mfa'] });
    await comeBack(fixture, connectionId);
    const { traces } = await portal.admin.call(ssoAdminOperations.listTraces, {
      query: { connectionId },
    });
    const seen = await Promise.all(
      traces.map(async ({ reference }) => {
        const { steps } = await portal.admin.call(ssoAdminOperations.getTrace, {
          params: { reference },
        });
        const gate = steps.find(({ step }) => step === 'gate');
        return gate?.evidence.map(({ value }) => value);
      }),
    );
    // The oldest is that of the first sign-in.
    expect(seen).toEqual([['byProvider'], ['asked for'], ['not set up']]);
  });

  /** A local account with a password, which alice at the provider is linked to. */
  async function linkLocalAccount(): Promise<{
    connectionId: string;
    accountId: string;
  }> {
    const { knex, idp } = fixture;
    const { id: connectionId } = await connect(fixture);
    const accountId = await insertLocal(knex, 'alice');
    const { accounts } = await persistenceOf(knex);
    await accounts.link([
      {
        connectionId,
        issuer: idp.issuer,
        subject: personNamed('alice').subject,
        accountId,
        at: new Date(),
      },
    ]);
    return { connectionId, accountId };
  }

  it('LOCAL-2 a sign-in through a provider forgets wrong passwords', async () => {
    const { portal, knex } = fixture;
    const { connectionId, accountId } = await linkLocalAccount();
    const counters = () =>
      knex('sso_attempts').where({ account_id: accountId });
    await tryWrong(portal, 'alice', 9);
    expect(await counters()).toHaveLength(1);
    await comeBack(fixture, connectionId);
    expect(await counters()).toEqual([]);
    // Without that, the first of these would be the tenth.
    await tryWrong(portal, 'alice', 9);
    expect(await tryPassword(portal, 'alice', password)).toBe('signedIn');
  });

  it('LOCAL-2 a sign-in through a provider drops a pending reset with its link', async () => {
    const { portal, knex } = fixture;
    const { connectionId, accountId } = await linkLocalAccount();
    const link = await portal.admin.call(
      ssoAccountOperations.resetAccountPassword,
      { params: { accountId } },
    );
    expect(await tryPassword(portal, 'alice', password)).toBe(
      'credentials-wrong',
    );
    await comeBack(fixture, connectionId);
    expect(await knex('sso_pending')).toEqual([]);
    const read = await portal.anonymous.send(
      ssoPublicOperations.readPasswordReset,
      { body: { key: keyOf(link) } },
    );
    expect(read.body).toMatchObject({ refusal: { code: 'reset-key-invalid' } });
    const [account] = await knex('sso_accounts');
    expect(Boolean(account.reset_pending)).toBe(false);
  });

  it('LOCAL-3 a sign-in that the gate refuses forgets nothing', async () => {
    const { portal, knex } = fixture;
    const { connectionId } = await linkLocalAccount();
    await tryWrong(portal, 'alice', 10);
    const { page } = await comeBack(fixture, connectionId);
    expect(refusalOf(page).code).toBe('account-locked');
    expect(await knex('sso_attempts').whereNotNull('account_id')).toHaveLength(
      1,
    );
    await knex('sso_accounts').update({ state: 'disabled' });
    const { page: again } = await comeBack(fixture, connectionId);
    expect(refusalOf(again).code).toBe('account-disabled');
    // The person finds both in their history.
    const events = await knex('sso_events')
      .where({ type: 'sign-in-refused', connection_id: connectionId })
      .whereNotNull('account_id')
      .orderBy('id')
      .pluck('code');
    expect(events).toEqual(['account-locked', 'account-disabled']);
  });
});
