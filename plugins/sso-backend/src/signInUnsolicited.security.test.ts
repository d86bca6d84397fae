import { ssoAdminOperations as admin } from '@latchkey/plugin-sso-common';
import {
  begin,
  connectMessages,
  messageModule,
  post,
} from './__testUtils__/messageProtocol';
import {
  countRows,
  noRows,
  traceOf,
  usePortal,
} from './__testUtils__/portalFixture';
import { refresh, refusalOf } from './__testUtils__/signInFlow';
import { APP_URL } from './__testUtils__/startTestPortal';
import { type PageAnswer, TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';
import { newBearer } from './secrets/bearer';

const databases = createTestDatabases();
const settings = { allowUnsolicited: true };
const mallory = { id: 'message-1', subject: 'mallory' };
const alice = { id: 'message-2', subject: 'alice' };

describe.each(mainEngine(databases))('unsolicited on %s', engine => {
  const fixture = usePortal(databases, engine, { features: [messageModule] });
  const whoIs = async (browser: TestBrowser): Promise<string | undefined> => {
    const answer = await refresh(fixture.portal, browser);
    return answer.status === 200
      ? JSON.parse(answer.text).backstageIdentity.identity.userEntityRef
      : undefined;
  };
  /** Follows redirects of the portal, up to one that leads elsewhere. */
  const follow = async (browser: TestBrowser, page: PageAnswer) => {
    let last = page;
    while (last.location?.href.startsWith(`${fixture.portal.apiUrl}/`)) {
      last = await browser.request(last.location, { crossSite: true });
    }
    return last;
  };
  /** An answer without a state, and where the browser is led by it. */
  const arrive = async (
    browser: TestBrowser,
    connectionId: string,
    message: { id: string; subject: string },
    relayState?: string,
  ) => {
    const { portal } = fixture;
    const page = await post(portal, browser, connectionId, message, relayState);
    return { page, last: await follow(browser, page) };
  };

  it('SAML-10 leads through a sign-in of the portal, which signs in', async () => {
    const { portal, knex } = fixture;
    const { id } = await connectMessages(portal, { settings });
    const browser = new TestBrowser();

    const { page, last } = await arrive(browser, id, {
      ...alice,
      id: 'unsolicited',
    });
    expect(page.status).toBe(303);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(browser.answers.map(({ location }) => location?.pathname)).toContain(
      '/api/auth/sso/start',
    );
    expect(last.location?.origin).toBe('https://provider.test');
    expect(await countRows(knex)).toEqual(noRows);

    const state = String(last.location?.searchParams.get('RelayState'));
    const landed = await post(portal, browser, id, alice, state);
    expect(landed.location?.href).toBe(`${APP_URL}/`);
    expect(await whoIs(browser)).toBe('user:default/alice');
  });

  it('M13 SAML-10 is refused unless the settings allow it', async () => {
    const { portal, knex } = fixture;
    const { id } = await connectMessages(portal);
    const browser = new TestBrowser();
    const { page } = await arrive(browser, id, mallory, 'https://evil.test/');
    expect(refusalOf(page).code).toBe('unsolicited-refused');
    expect(page.location?.origin).toBe(APP_URL);
    expect(page.location?.pathname).toBe('/');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await countRows(knex)).toEqual(noRows);
    expect(await knex('sso_sign_in_states')).toEqual([]);
    expect((await traceOf(portal, page)).steps.at(-1)).toMatchObject({
      step: 'verify',
      outcome: 'refused',
    });
  });

  it('M27 the answer of an attacker that a page lets the victim post signs nobody in', async () => {
    const { portal, knex } = fixture;
    const { id } = await connectMessages(portal, { settings });
    const victim = new TestBrowser();
    const state = await begin(portal, victim, id);
    await post(portal, victim, id, alice, state);
    expect(await whoIs(victim)).toBe('user:default/alice');

    const { last } = await arrive(victim, id, mallory);

    // They are where the provider signs them in as who they are.
    expect(last.location?.origin).toBe('https://provider.test');
    expect(await whoIs(victim)).toBe('user:default/alice');
    expect(await knex('sso_accounts').pluck('username')).toEqual(['alice']);
  });

  it('M27 a sign-in that the attacker started and the victim finishes: browser-mismatch', async () => {
    const { portal, knex } = fixture;
    const { id } = await connectMessages(portal, { settings });
    const attacker = new TestBrowser();
    const victim = new TestBrowser();
    await begin(portal, victim, id);

    const page = await post(
      portal,
      victim,
      id,
      mallory,
      await begin(portal, attacker, id),
    );
    expect(refusalOf(page).code).toBe('browser-mismatch');
    expect(await whoIs(victim)).toBeUndefined();
    expect(await knex('sso_sessions').whereNotNull('token_hash')).toEqual([]);

    const state = await begin(portal, attacker, id);
    const own = { ...mallory, id: 'message-3' };
    expect(refusalOf(await post(portal, attacker, id, own, state))).toEqual({});
    expect(await whoIs(attacker)).toBe('user:default/mallory');
  });

  it('M25 an unsolicited answer that comes again: answer-replayed, also as the answer to a request', async () => {
    const { portal, knex } = fixture;
    const { id } = await connectMessages(portal, { settings });
    const browser = new TestBrowser();
    expect(refusalOf((await arrive(browser, id, alice)).page)).toEqual({});
    expect(refusalOf((await arrive(browser, id, alice)).page).code).toBe(
      'answer-replayed',
    );
    const state = await begin(portal, browser, id);
    expect(refusalOf(await post(portal, browser, id, alice, state)).code).toBe(
      'answer-replayed',
    );
    expect(await countRows(knex)).toEqual(noRows);
  });

  it('M25 an unsolicited answer that is posted 10 times at once is taken once', async () => {
    const { portal } = fixture;
    const { id } = await connectMessages(portal, { settings });
    const pages = await Promise.all(
      Array.from({ length: 10 }, () =>
        post(portal, new TestBrowser(), id, alice),
      ),
    );
    const codes = pages.map(page => refusalOf(page).code);
    expect(codes.filter(code => code === undefined)).toHaveLength(1);
    expect(codes.filter(code => code === 'answer-replayed')).toHaveLength(9);
  });

  it.each([
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    ['javascript', 'alert(1)'].join(':'),
    '/docs\r\nSet-Cookie: a=b',
    '%0d%0aSet-Cookie:a=b',
    '/docs',
    '',
    'x'.repeat(100_000),
  ])('M26 a RelayState is never followed: %.40j', async relayState => {
    const { portal } = fixture;
    const { id } = await connectMessages(portal, { settings });
    const browser = new TestBrowser();
    const { page, last } = await arrive(browser, id, mallory, relayState);
    expect(page.location?.href).toBe(
      `${portal.apiUrl}/sso/sign-in/${id}/start?unsolicited`,
    );
    expect(page.headers.getSetCookie()).toEqual([]);
    const state = String(last.location?.searchParams.get('RelayState'));
    const landed = await post(portal, browser, id, alice, state);
    expect(landed.location?.href).toBe(`${APP_URL}/`);
  });

  it('M26 a RelayState in the form of ours that nobody knows: state-unknown', async () => {
    const { portal, knex } = fixture;
    const { id } = await connectMessages(portal, { settings });
    const { page } = await arrive(new TestBrowser(), id, mallory, newBearer());
    expect(refusalOf(page).code).toBe('state-unknown');
    expect(await knex('sso_replay')).toEqual([]);
    expect(await countRows(knex)).toEqual(noRows);
  });

  it('SAML-10 does nothing through a connection that is switched off', async () => {
    const { portal, knex } = fixture;
    const { id } = await connectMessages(portal, { settings, active: false });
    const { page } = await arrive(new TestBrowser(), id, alice);
    expect(refusalOf(page).code).toBe('connection-inactive');
    expect(await knex('sso_replay')).toEqual([]);

    const direct = await new TestBrowser().request(
      `${portal.apiUrl}/sso/sign-in/${id}/start?unsolicited`,
    );
    expect(refusalOf(direct).code).toBe('connection-inactive');
  });

  it('SAML-10 an answer by a method that the protocol does not take: callback-malformed', async () => {
    const { portal } = fixture;
    const { id } = await connectMessages(portal, { settings });
    const page = await new TestBrowser().request(
      `${portal.apiUrl}/sso/sign-in/${id}/callback?message={}`,
    );
    expect(refusalOf(page).code).toBe('callback-malformed');
  });

  it('SAML-10 a provider that never answers to requests is stopped: unsolicited-loop', async () => {
    const { portal } = fixture;
    const { id } = await connectMessages(portal, { settings });
    const browser = new TestBrowser();
    for (const round of [1, 2, 3]) {
      const message = { id: `round-${round}`, subject: 'alice' };
      const { last } = await arrive(browser, id, message);
      expect(last.location?.origin).toBe('https://provider.test');
    }
    const fourth = { id: 'round-4', subject: 'alice' };
    const { last } = await arrive(browser, id, fourth);
    expect(last.location?.origin).toBe(APP_URL);
    expect(refusalOf(last).code).toBe('unsolicited-loop');
    expect(last.headers.get('cache-control')).toBe('no-store');
    expect((await traceOf(portal, last)).connectionId).toBe(id);

    // Other browsers and other connections are not concerned.
    const others = await connectMessages(portal, { settings });
    const fifth = { id: 'round-5', subject: 'alice' };
    for (const [who, connectionId] of [
      [new TestBrowser(), id],
      [browser, others.id],
    ] as const) {
      const elsewhere = await arrive(who, connectionId, fifth);
      expect(elsewhere.last.location?.origin).toBe('https://provider.test');
    }
  });

  it('SAML-10 who clicks many times is not stopped, nor who comes back later', async () => {
    const { portal, knex } = fixture;
    const { id } = await connectMessages(portal, { settings });
    const browser = new TestBrowser();
    for (let click = 0; click < 8; click += 1) {
      await begin(portal, browser, id);
    }
    await knex('sso_sign_in_states').update({
      created_at: new Date(Date.now() - 61_000),
    });
    const { last } = await arrive(browser, id, alice);
    expect(last.location?.origin).toBe('https://provider.test');
  });

  it('SAML-10 a provider that answers is never stopped', async () => {
    const { portal } = fixture;
    const { id } = await connectMessages(portal, { settings });
    const browser = new TestBrowser();
    for (let round = 0; round < 6; round += 1) {
      const unsolicited = { id: `unsolicited-${round}`, subject: 'alice' };
      const { last } = await arrive(browser, id, unsolicited);
      const state = String(last.location?.searchParams.get('RelayState'));
      const answered = { id: `answer-${round}`, subject: 'alice' };
      expect(
        refusalOf(await post(portal, browser, id, answered, state)),
      ).toEqual({});
    }
    const { connections } = await portal.admin.call(admin.listConnections, {});
    expect(connections[0].lastSignIn).toMatchObject({ outcome: 'success' });
  });
});
