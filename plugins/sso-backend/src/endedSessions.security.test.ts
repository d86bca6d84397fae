import {
  ssoAccountOperations,
  ssoAdminOperations,
  ssoSelfOperations,
  ssoServiceOperations,
} from '@latchkey/plugin-sso-common';
import { signInAt } from '@latchkey/dev-idp';
import { redeem } from './__testUtils__/administrator';
import { insertLocal } from './__testUtils__/localAccounts';
import { connect, usePortal } from './__testUtils__/portalFixture';
import { whoIs } from './__testUtils__/samlFlow';
import {
  answerChallenge,
  challengeOf,
  nextCode,
} from './__testUtils__/secondFactor';
import { comeBack, enrolThrough } from './__testUtils__/secondFactorFlow';
import {
  accountIdOf,
  signInLocally,
  signInThrough,
} from './__testUtils__/signedIn';
import { refresh, refusalOf, start } from './__testUtils__/signInFlow';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import { createTestDatabases } from './database/__testUtils__/stores';

const databases = createTestDatabases();
const REF = 'user:default/alice';

describe.each(databases.eachSupportedId())('ended sessions on %s', engine => {
  const fixture = usePortal(databases, engine);
  let second: TestPortal;
  beforeAll(async () => {
    second = await startTestPortal({
      databases,
      knex: fixture.knex,
      externalApiUrl: fixture.portal.apiUrl,
    });
  }, 60_000);
  afterAll(() => second?.stop());

  /** Who somebody is at both replicas. */
  const whoAtBoth = (browser: TestBrowser) =>
    Promise.all([fixture.portal, second].map(portal => whoIs(portal, browser)));
  const setActive = async (active: boolean, username = 'alice') =>
    fixture.portal.admin.call(ssoAccountOperations.setAccountActive, {
      params: { accountId: await accountIdOf(fixture.knex, username) },
      body: { active },
    });

  it('LOCAL-6 G16 disabling an account ends its sessions on both replicas, for good', async () => {
    const { knex } = fixture;
    const { id } = await connect(fixture);
    const { browser } = await signInThrough(fixture, id);
    await insertLocal(knex, 'bystander');
    const other = await signInLocally(fixture.portal, 'bystander');
    expect(await whoAtBoth(browser)).toEqual([REF, REF]);

    await setActive(false);
    expect(await whoAtBoth(browser)).toEqual([undefined, undefined]);
    const { page } = await comeBack(fixture, id);
    expect(refusalOf(page).code).toBe('account-disabled');
    const bystander = 'user:default/bystander';
    expect(await whoAtBoth(other.browser)).toEqual([bystander, bystander]);

    await setActive(true);
    expect(await whoAtBoth(browser)).toEqual([undefined, undefined]);
    const honest = await comeBack(fixture, id);
    expect(await whoAtBoth(honest.browser)).toEqual([REF, REF]);
  });

  it.each(['portal', 'second'] as const)(
    'LOCAL-6 G16 a session that outlived the disabling is refused at "%s", and then gone',
    async replica => {
      const { knex, portal } = fixture;
      const { id } = await connect(fixture);
      const { browser } = await signInThrough(fixture, id);
      // As if the database had been changed by hand.
      await knex('sso_accounts').update({ state: 'disabled' });
      const asked = { portal, second }[replica];
      const refused = await refresh(asked, browser);
      expect(refused.status).toBe(403);
      expect(JSON.parse(refused.text).refusal.code).toBe('account-disabled');
      expect(refused.text).not.toContain('backstageIdentity');
      await knex('sso_accounts').update({ state: 'active' });
      expect(await whoAtBoth(browser)).toEqual([undefined, undefined]);
      expect(await knex('sso_sessions')).toEqual([]);
    },
  );

  it('LOCAL-6 G16 a ticket whose account was disabled on the way opens nothing', async () => {
    const { portal, idp, knex } = fixture;
    const { id } = await connect(fixture);
    await signInThrough(fixture, id);
    const ticketOf = async (browser: TestBrowser) => {
      const begun = await start(portal, browser, id);
      const answer = await signInAt(idp, String(begun.location));
      return (await browser.request(answer.url)).location;
    };
    const browser = new TestBrowser();
    const landing = await ticketOf(browser);
    await setActive(false);
    const landed = await browser.request(String(landing));
    expect(landed.location?.searchParams.get('sso_error')).toBe(
      'ticket-invalid',
    );
    expect(await whoIs(portal, browser)).toBeUndefined();

    // Nor when only the row of the account was changed.
    await setActive(true);
    const late = new TestBrowser();
    const lateLanding = await ticketOf(late);
    await knex('sso_accounts').update({ state: 'disabled' });
    await late.request(String(lateLanding));
    expect(await whoAtBoth(late)).toEqual([undefined, undefined]);

    await knex('sso_accounts').update({ state: 'active' });
    const honest = new TestBrowser();
    await honest.request(String(await ticketOf(honest)));
    expect(await whoIs(portal, honest)).toBe(REF);
  });

  it('LOCAL-6 G16 a provider that was switched off opens no session, whatever step it is at', async () => {
    const { portal, idp } = fixture;
    const { id, version } = await connect(fixture);
    await signInThrough(fixture, id);
    const browser = new TestBrowser();
    const begun = await start(portal, browser, id);
    const answer = await signInAt(idp, String(begun.location));
    const setConnection = (active: boolean, at: number) =>
      portal.admin.call(ssoAdminOperations.setConnectionActive, {
        params: { connectionId: id },
        body: { active, version: at },
      });
    await setConnection(false, version);
    expect(refusalOf(await browser.request(answer.url)).code).toBe(
      'connection-inactive',
    );
    expect(refusalOf((await comeBack(fixture, id)).page).code).toBe(
      'connection-inactive',
    );
    await setConnection(true, version + 1);
    const honest = await comeBack(fixture, id);
    expect(await whoIs(portal, honest.browser)).toBe(REF);
  });

  it.each(['guest', 'github', 'sso2'])(
    'LOCAL-6 G16 nobody gets a token past the portal, by the provider "%s"',
    async provider => {
      const { portal } = fixture;
      for (const path of ['refresh', 'start', 'handler/frame']) {
        const answer = await new TestBrowser().request(
          `${portal.apiUrl}/auth/${provider}/${path}?env=development`,
          { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
        );
        expect(answer.status).toBe(404);
        expect(answer.text).not.toContain('backstageIdentity');
      }
    },
  );

  it('LOCAL-6 G19 signing out ends the session in every tab and at every replica', async () => {
    const { portal } = fixture;
    const { id } = await connect(fixture);
    const { browser } = await signInThrough(fixture, id);
    const elsewhere = await signInThrough(fixture, id);
    const [cookie] = (
      await browser.cookies(`${portal.apiUrl}/auth/sso/refresh`)
    ).filter(({ key }) => key === 'latchkey-session');
    // Another tab shares the cookie, a thief has a copy of it.
    const thief = new TestBrowser();
    await thief.plantCookie(
      `latchkey-session=${cookie.value}; Path=/api/auth/sso`,
      `${portal.apiUrl}/auth/sso`,
    );
    expect(await whoAtBoth(thief)).toEqual([REF, REF]);

    const out = await browser.request(`${second.apiUrl}/auth/sso/logout`, {
      method: 'POST',
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    });
    expect(out.status).toBe(204);
    for (const tab of [browser, thief]) {
      expect(await whoAtBoth(tab)).toEqual([undefined, undefined]);
    }
    const service = portal.service('auth');
    const refused = await service.send(ssoServiceOperations.refreshSession, {
      body: { sessionToken: cookie.value },
    });
    expect(refused).toMatchObject({
      status: 401,
      body: { refusal: { code: 'session-ended' } },
    });
    // The honest twin: the session of another browser goes on.
    expect(await whoAtBoth(elsewhere.browser)).toEqual([REF, REF]);
  });

  it('LOCAL-6 G19 a token of a session that ended changes nothing any more', async () => {
    const { portal } = fixture;
    const { id } = await connect(fixture);
    const { client } = await signInThrough(fixture, id);
    const other = await signInThrough(fixture, id);
    const change = (of: typeof client) =>
      of.send(ssoSelfOperations.beginSecondFactor, { body: {} });
    await client.call(ssoSelfOperations.endMySessions, {
      body: { keepCurrent: true },
    });
    expect(await change(other.client)).toMatchObject({
      status: 403,
      body: { refusal: { code: 'session-unknown' } },
    });
    expect(await whoIs(portal, other.browser)).toBeUndefined();
    expect((await change(client)).status).toBe(200);
  });

  it('G01 a session that was planted is not the one after the second step', async () => {
    const { portal, knex } = fixture;
    const { connectionId, secret } = await enrolThrough(fixture);
    await insertLocal(knex, 'mallory');
    const attacker = await signInLocally(portal, 'mallory');
    const sessionOf = async (browser: TestBrowser) =>
      (await browser.cookies(`${portal.apiUrl}/auth/sso/refresh`)).find(
        ({ key }) => key === 'latchkey-session',
      )?.value;
    const planted = await sessionOf(attacker.browser);
    const victim = new TestBrowser();
    await victim.plantCookie(
      `latchkey-session=${planted}; Path=/api/auth/sso`,
      `${portal.apiUrl}/auth/sso`,
    );
    const { page } = await comeBack(fixture, connectionId, { browser: victim });
    const { ticket } = await answerChallenge(
      portal,
      challengeOf(page),
      nextCode(secret),
    );
    // Still the attacker's until the ticket is taken, and never hers.
    expect(await whoIs(portal, victim)).toBe('user:default/mallory');
    const url = new URL(`${portal.apiUrl}/auth/sso/handler/frame`);
    url.searchParams.set('ticket', String(ticket));
    await victim.request(url);
    expect(await whoIs(portal, victim)).toBe(REF);
    expect(await sessionOf(victim)).not.toBe(planted);
    expect(await whoIs(portal, attacker.browser)).toBeUndefined();
    // Taken once.
    const again = await redeem(portal, new TestBrowser(), String(ticket));
    expect(JSON.parse(again.text).refusal.code).toBe('ticket-invalid');
  });
});
