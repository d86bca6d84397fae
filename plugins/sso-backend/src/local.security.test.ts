import { ssoPublicOperations as operations } from '@latchkey/plugin-sso-common';
import {
  administrator,
  completeSetup,
  printedKeys,
  redeem,
} from './__testUtils__/administrator';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { post } from './__testUtils__/localAccounts';
import { refresh, refusalOf, start } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';
import { PasswordHasher } from './local/PasswordHasher';
import { RetryLaterError } from './local/RetryLaterError';
import { insertAccount, persistenceOf } from './database/__testUtils__/stores';

const databases = createTestDatabases();
// Hashes passwords by the dozen, perhaps on a busy machine.
jest.setTimeout(60_000);
const password = 'correct horse battery';

describe.each(mainEngine(databases))('passwords on %s', engine => {
  const fixture = usePortal(databases, engine);
  let passwordHash: string;
  beforeAll(async () => {
    passwordHash = await PasswordHasher.create().hash(password);
  });
  beforeEach(async () => {
    await insertAccount(await persistenceOf(fixture.knex), 'ada', {
      source: 'local',
      passwordHash,
      email: 'ada@example.test',
      emailVerified: true,
    });
  });
  const send = (username: string, typed: string) =>
    fixture.portal.anonymous.send(operations.localSignIn, {
      body: { username, password: typed },
    });
  const ticketOf = async () => {
    const progress = await fixture.portal.anonymous.call(
      operations.localSignIn,
      { body: { username: 'ada', password } },
    );
    if (progress.status !== 'signedIn') throw new Error(progress.status);
    return progress.ticket;
  };

  it('G12 unknown and known accounts get the same answer', async () => {
    const { id } = await connect(fixture);
    await signInAs(fixture, id);
    await insertAccount(await persistenceOf(fixture.knex), 'off', {
      source: 'local',
      passwordHash,
      state: 'disabled',
    });
    const known = await send('ada', 'wrong password');
    expect(known.status).toBe(401);
    for (const username of [
      'nobody',
      'alice',
      'off',
      'ada@example.test',
      'x'.repeat(320),
    ]) {
      expect(await send(username, 'wrong password')).toEqual(known);
    }
    expect((await send('ada', password)).status).toBe(200);
  });

  it('G13 100 wrong passwords at once: bounded, and everything else is answered', async () => {
    const flood = Array.from({ length: 100 }, (_, index) =>
      send(index % 2 ? 'ada' : 'nobody', `wrong password ${index}`),
    );
    const others = Array.from({ length: 5 }, () =>
      fixture.portal.anonymous.send(operations.getSignInOptions),
    );
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual(
      Array(5).fill(200),
    );
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(statuses.filter(status => status !== 401 && status !== 429)).toEqual(
      [],
    );
    expect(statuses.filter(status => status === 401).length).toBeGreaterThan(0);
    // Once the locks that this has set are over:
    await fixture.knex('sso_attempts').delete();
    expect((await send('ada', password)).status).toBe(200);
  });

  it('G13 who finds the queue full is told when to come back, and has spent no attempt', async () => {
    const { portal, knex } = fixture;
    jest
      .spyOn(PasswordHasher.prototype, 'verify')
      .mockRejectedValueOnce(new RetryLaterError('too-many-attempts', 1));
    const answer = await post(portal, '/local/sign-in', {
      username: 'ada',
      password,
    });
    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toBe('1');
    const counted: number[] = await knex('sso_attempts').pluck('attempts');
    expect(counted).toEqual([0, 0]);
    expect((await send('ada', password)).status).toBe(200);
  });

  it('G20 an old password opens no session when it is changed while it is checked', async () => {
    const { knex } = fixture;
    const [{ id }] = await knex('sso_accounts');
    const { accounts } = await persistenceOf(knex);
    const newHash = await PasswordHasher.create().hash('a new passphrase');
    jest
      .spyOn(PasswordHasher.prototype, 'verify')
      .mockImplementationOnce(async () => {
        await accounts.setPasswordHash(String(id), newHash, new Date());
        return true;
      });
    const { status, body } = await send('ada', password);
    expect(status).toBe(401);
    expect(body).toMatchObject({ refusal: { code: 'credentials-wrong' } });
    expect(await knex('sso_sessions')).toEqual([]);
    expect((await send('ada', 'a new passphrase')).status).toBe(200);
  });

  it('G21 the audit says who signed in, and nothing that was typed', async () => {
    const { portal } = fixture;
    const before = portal.log.length;
    await send('ada', password);
    await send('typed-as-a-name', 'typed-as-a-password');
    const log = portal.log.slice(before).join('\n');
    expect(log).toMatch(/local-sign-in.*user:default\/ada.*succeeded/);
    expect(log).toContain('Error: credentials-wrong');
    expect(log).not.toMatch(/typed-as|correct horse/);
  });

  it('G18 its ticket is for the page itself: no redirect and no form of another site redeems it', async () => {
    const { portal } = fixture;
    const frame = `${portal.apiUrl}/auth/sso/handler/frame`;
    const bound = new TestBrowser();
    await connect(fixture, { id: 'okta' });
    await start(portal, bound, 'okta');
    for (const victim of [new TestBrowser(), bound]) {
      const ticket = await ticketOf();
      const byLink = await victim.request(`${frame}?ticket=${ticket}`, {
        crossSite: true,
      });
      expect(refusalOf(byLink).code).toBe('browser-mismatch');
      const byForm = await victim.request(frame, {
        method: 'POST',
        body: new URLSearchParams({ ticket: await ticketOf() }),
        crossSite: true,
      });
      expect(byForm.status).toBe(403);
      expect((await refresh(portal, victim)).status).toBe(401);
    }
    const browser = new TestBrowser();
    expect((await redeem(portal, browser, await ticketOf())).status).toBe(204);
    expect((await refresh(portal, browser)).status).toBe(200);
  });

  it('LOCAL-6 G20 a ticket opens one session, also when it is handed in 20 times at once', async () => {
    const { portal, knex } = fixture;
    const ticket = await ticketOf();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        redeem(portal, new TestBrowser(), ticket),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      204,
      ...Array(19).fill(400),
    ]);
    expect(await knex('sso_sessions').whereNotNull('token_hash')).toHaveLength(
      1,
    );
  });

  it('LOCAL-6 a ticket that was not handed in for a minute is worth nothing', async () => {
    const { portal, knex } = fixture;
    const ticket = await ticketOf();
    await knex('sso_tickets').update({ expires_at: new Date(Date.now() - 1) });
    const late = await redeem(portal, new TestBrowser(), ticket);
    expect(JSON.parse(late.text).refusal.code).toBe('ticket-invalid');
    const inTime = await redeem(portal, new TestBrowser(), await ticketOf());
    expect(inTime.status).toBe(204);
  });

  it.each([
    ['idle', { idle_expires_at: new Date(0) }],
    ['at its limit', { expires_at: new Date(0) }],
  ])('LOCAL-6 a session that is %s has ended', async (_, change) => {
    const { portal, knex } = fixture;
    const browser = new TestBrowser();
    await redeem(portal, browser, await ticketOf());
    expect((await refresh(portal, browser)).status).toBe(200);
    await knex('sso_sessions').update(change);
    expect((await refresh(portal, browser)).status).toBe(401);
  });

  it('G16 G19 after signing out nothing of the session works', async () => {
    const { portal, knex } = fixture;
    const browser = new TestBrowser();
    const twin = new TestBrowser();
    await redeem(portal, browser, await ticketOf());
    const provider = `${portal.apiUrl}/auth/sso`;
    const [cookie] = (await browser.cookies(`${provider}/logout`)).filter(
      ({ key }) => key === 'latchkey-session',
    );
    await twin.plantCookie(
      `${cookie.cookieString()}; Path=/api/auth/sso`,
      provider,
    );
    expect((await refresh(portal, twin)).status).toBe(200);
    const logout = (headers: Record<string, string>) =>
      browser.request(`${provider}/logout`, { method: 'POST', headers });
    expect((await logout({})).status).toBe(403);
    expect((await refresh(portal, twin)).status).toBe(200);

    expect(
      (await logout({ 'X-Requested-With': 'XMLHttpRequest' })).status,
    ).toBe(204);
    expect((await refresh(portal, browser)).status).toBe(401);
    expect((await refresh(portal, twin)).status).toBe(401);
    expect(await knex('sso_sessions')).toEqual([]);
  });

  it('G16 there is no other provider to sign in with', async () => {
    for (const path of ['guest/refresh', 'guest/start', 'oidc/start']) {
      const url = `${fixture.portal.apiUrl}/auth/${path}`;
      expect((await new TestBrowser().request(url)).status).toBe(404);
    }
  });

  it('G07 the set-up key is checked before anything is told', async () => {
    const [key] = printedKeys(fixture.portal);
    const { portal } = fixture;
    const wrong = await portal.anonymous.send(operations.readSetup, {
      body: { key: `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}` },
    });
    expect(wrong.status).toBe(403);
    expect(JSON.stringify(wrong.body)).not.toContain('admin');
    await expect(
      completeSetup(portal, key, administrator),
    ).resolves.toBeTruthy();
  });
});
