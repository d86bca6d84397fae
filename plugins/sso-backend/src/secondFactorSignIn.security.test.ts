import {
  ssoAccountOperations,
  ssoAdminOperations,
} from '@latchkey/plugin-sso-common';
import { redeem } from './__testUtils__/administrator';
import { insertLocal } from './__testUtils__/localAccounts';
import { countRows, usePortal } from './__testUtils__/portalFixture';
import { whoIs } from './__testUtils__/samlFlow';
import {
  answerChallenge,
  challengeOf,
  landWithTicket,
  nextCode,
  wrongCode,
} from './__testUtils__/secondFactor';
import {
  beginWithPassword,
  comeBack,
  enrolThrough,
  enrolWithPassword,
} from './__testUtils__/secondFactorFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';
import { newBearer } from './secrets/bearer';

const databases = createTestDatabases();

describe.each(mainEngine(databases))('G14 second step on %s', engine => {
  const fixture = usePortal(databases, engine);
  const enrolLocally = (username: string) =>
    enrolWithPassword(fixture, username);
  const localChallenge = (username: string) =>
    beginWithPassword(fixture.portal, username);

  it('LOCAL-4 G14 nothing but a code leads on from the first step', async () => {
    const { portal, knex } = fixture;
    const { connectionId, secret } = await enrolThrough(fixture);
    const before = await countRows(knex);
    const { browser, page } = await comeBack(fixture, connectionId);
    const challenge = challengeOf(page);
    // Neither a session nor a ticket exists yet.
    expect(await countRows(knex)).toEqual(before);
    // The bearer value of the step is no ticket, in whatever way it is sent.
    const landed = await landWithTicket(portal, browser, challenge);
    expect(landed.location?.searchParams.get('sso_error')).toBe(
      'ticket-invalid',
    );
    const posted = await redeem(portal, browser, challenge);
    expect(JSON.parse(posted.text).refusal.code).toBe('ticket-invalid');
    expect(await whoIs(portal, browser)).toBeUndefined();
    // The honest twin.
    const { ticket } = await answerChallenge(
      portal,
      challenge,
      nextCode(secret),
    );
    await landWithTicket(portal, browser, String(ticket));
    expect(await whoIs(portal, browser)).toBe('user:default/alice');
  });

  it('LOCAL-4 G14 refuses steps that were made up, taken, too old or of another kind', async () => {
    const { portal, knex } = fixture;
    const { secret, recoveryCodes } = await enrolLocally('ada');
    const refused = { refused: 'second-factor-expired' };
    const answer = (challenge: string, code = nextCode(secret)) =>
      answerChallenge(portal, challenge, code);
    expect(await answer(newBearer())).toEqual(refused);
    expect(await answer('x')).toEqual(refused);

    const old = await localChallenge('ada');
    await knex('sso_pending').update({ expires_at: new Date() });
    expect(await answer(old)).toEqual(refused);

    const accountId = await insertLocal(knex, 'grace');
    const link = await portal.admin.call(
      ssoAccountOperations.resetAccountPassword,
      { params: { accountId } },
    );
    expect(await answer(link.url.split('#sso-reset=')[1])).toEqual(refused);

    // None of these has spent the code.
    const challenge = await localChallenge('ada');
    expect(await answer(challenge)).toMatchObject({ bound: false });
    expect(await answer(challenge, recoveryCodes[0])).toEqual(refused);
    expect(await answer(await localChallenge('ada'), recoveryCodes[0])).toEqual(
      { ticket: expect.any(String), bound: false },
    );
  });

  it('LOCAL-4 G14 a code of one account does not answer for another', async () => {
    const { portal } = fixture;
    const ada = await enrolLocally('ada');
    const mallory = await enrolLocally('mallory');
    const challenge = await localChallenge('ada');
    for (const code of [nextCode(mallory.secret), mallory.recoveryCodes[0]]) {
      expect(await answerChallenge(portal, challenge, code)).toEqual({
        refused: 'second-factor-wrong',
      });
    }
    const answer = await answerChallenge(
      portal,
      challenge,
      nextCode(ada.secret),
    );
    const browser = new TestBrowser();
    await redeem(portal, browser, String(answer.ticket));
    expect(await whoIs(portal, browser)).toBe('user:default/ada');
  });

  it('LOCAL-4 G14 the ticket works in the browser that began, and by no other call', async () => {
    const { portal } = fixture;
    const { connectionId, recoveryCodes } = await enrolThrough(fixture);
    const takeOver = async (
      take: (ticket: string, honest: TestBrowser) => Promise<TestBrowser>,
      code: string,
    ) => {
      const { browser, page } = await comeBack(fixture, connectionId);
      const { ticket } = await answerChallenge(portal, challengeOf(page), code);
      return whoIs(portal, await take(String(ticket), browser));
    };
    const elsewhere = async (ticket: string) => {
      const browser = new TestBrowser();
      await landWithTicket(portal, browser, ticket);
      return browser;
    };
    const byPost = async (ticket: string, browser: TestBrowser) => {
      await redeem(portal, browser, ticket);
      return browser;
    };
    const honestly = async (ticket: string, browser: TestBrowser) => {
      await landWithTicket(portal, browser, ticket);
      return browser;
    };
    expect(await takeOver(elsewhere, recoveryCodes[0])).toBeUndefined();
    expect(await takeOver(byPost, recoveryCodes[1])).toBeUndefined();
    expect(await takeOver(honestly, recoveryCodes[2])).toBe(
      'user:default/alice',
    );
  });

  it.each([
    [
      'account-disabled',
      async () => {
        await fixture.knex('sso_accounts').update({ state: 'disabled' });
      },
    ],
    [
      'account-source-other',
      async () => {
        await fixture.knex('sso_accounts').update({ source: 'another' });
      },
    ],
    [
      'connection-inactive',
      async (connectionId: string) => {
        const params = { connectionId };
        const { portal } = fixture;
        const { version } = await portal.admin.call(
          ssoAdminOperations.getConnection,
          { params },
        );
        await portal.admin.call(ssoAdminOperations.setConnectionActive, {
          params,
          body: { active: false, version },
        });
      },
    ],
    [
      'second-factor-expired',
      async (connectionId: string) => {
        await fixture.portal.admin.call(ssoAdminOperations.deleteConnection, {
          params: { connectionId },
        });
      },
    ],
  ])(
    'LOCAL-3 G16 what changed between the two steps counts: %s',
    async (code, change) => {
      const { portal, knex } = fixture;
      const { connectionId, secret } = await enrolThrough(fixture);
      const { page } = await comeBack(fixture, connectionId);
      await change(connectionId);
      await knex('sso_sessions').delete();
      expect(
        await answerChallenge(portal, challengeOf(page), nextCode(secret)),
      ).toEqual({ refused: code });
      expect(await knex('sso_sessions')).toEqual([]);
      expect(await knex('sso_tickets')).toEqual([]);
    },
  );

  it('LOCAL-4 G14 neither keys nor codes nor steps are logged or shown', async () => {
    const { portal, knex } = fixture;
    const { secret, recoveryCodes } = await enrolLocally('ada');
    const challenge = await localChallenge('ada');
    const wrong = wrongCode(secret);
    await answerChallenge(portal, challenge, wrong);
    const code = nextCode(secret);
    const { ticket } = await answerChallenge(portal, challenge, code);
    const seen = JSON.stringify([
      portal.log,
      await knex('sso_events'),
      await knex('sso_traces'),
      await knex('sso_pending'),
      await knex('sso_tickets'),
    ]);
    for (const value of [secret, ...recoveryCodes, challenge, ticket]) {
      expect(seen).not.toContain(value);
    }
    for (const value of [wrong, code]) {
      expect(portal.log.join('\n')).not.toContain(value);
    }
  });
});
