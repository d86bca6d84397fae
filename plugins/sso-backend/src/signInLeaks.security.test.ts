import { type Misbehaviour, signInAt } from '@latchkey/dev-idp';
import {
  ssoAdminOperations as admin,
  ssoPublicOperations,
} from '@latchkey/plugin-sso-common';
import {
  administrator,
  completeSetup,
  printedKeys,
  redeem,
} from './__testUtils__/administrator';
import { connect, usePortal } from './__testUtils__/portalFixture';
import { finish, refresh, start } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

/** Tokens, codes, states, tickets and keys: 32 bytes in base64url, or a JWT. */
const BEARER = /(?<![\w-])[\w-]{43,}(?![\w-])|eyJ[\w-]{10,}\.[\w-]+/g;

describe.each(mainEngine(databases))('G21 on %s', engine => {
  const fixture = usePortal(databases, engine);

  /** Every value that nobody but its two ends may see, by its name. */
  const secrets = new Map<string, string>();

  function remember(name: string, value: string | null | undefined): void {
    if (value) secrets.set(`${name} ${secrets.size}`, value);
  }

  /** One sign-in, all secret values of which are remembered. */
  async function observedSignIn(
    connectionId: string,
    change: (answer: {
      url: string;
      body?: URLSearchParams;
    }) => void = () => {},
  ): Promise<TestBrowser> {
    const { portal, idp } = fixture;
    const browser = new TestBrowser();
    const begun = await start(portal, browser, connectionId, '/docs');
    const asked = begun.location?.searchParams;
    remember('state', asked?.get('state'));
    remember('nonce', asked?.get('nonce'));
    const answer = await signInAt(idp, String(begun.location));
    const fields = answer.body ?? new URL(answer.url).searchParams;
    for (const name of ['code', 'id_token', 'state']) {
      remember(name, fields.get(name));
    }
    change(answer);
    await finish(browser, answer);
    for (const { location } of browser.answers) {
      remember('ticket', location?.searchParams.get('ticket'));
    }
    for (const path of ['auth/sso/refresh', 'sso/sign-in/x']) {
      for (const { key, value } of await browser.cookies(
        `${portal.apiUrl}/${path}`,
      )) {
        remember(key, value);
      }
    }
    return browser;
  }

  it('G21 neither log, nor traces, events or answers hold a secret', async () => {
    const { portal, idp, knex } = fixture;
    const created = await connect(fixture, { id: 'query' });
    await connect(fixture, {
      id: 'form',
      settings: { responseType: 'code id_token', responseMode: 'form_post' },
    });
    remember('client secret', idp.clientSecret);
    const [key] = printedKeys(portal);
    remember('set-up key', key);
    remember('password', administrator.password);

    // Good ones, with everything that follows.
    const good = await observedSignIn('query');
    expect((await refresh(portal, good)).status).toBe(200);
    await observedSignIn('form');
    const ticket = await completeSetup(portal, key);
    remember('local ticket', ticket);
    const local = new TestBrowser();
    await redeem(portal, local, ticket);

    // Bad ones of every kind: each leaves a trace.
    const bad: Misbehaviour[] = [
      'wrongSignature',
      'wrongNonce',
      'wrongAud',
      'tokenErrorServer',
      'tokenErrorInvalidGrant',
      'tokenHtml',
      'userinfoOtherSub',
      'wrongIssParameter',
      'errorCallback',
      'wrongState',
      'algNone',
    ];
    for (const misbehaviour of bad) {
      await idp.misbehave(misbehaviour);
      await observedSignIn('query');
      await observedSignIn('form');
    }
    await idp.misbehave();
    await observedSignIn('query', answer => {
      answer.url += '&code=a-second-code-that-was-injected';
    });
    idp.claims({ preferred_username: 'admin', sub: 'somebody' });
    await observedSignIn('query');
    const refused = await portal.admin.send(admin.updateConnection, {
      params: { connectionId: 'query' },
      body: {
        displayName: 'x',
        secrets: { clientSecret: 'typed-secret-that-is-refused' },
        settings: {},
        version: created.version,
      },
    });
    remember('refused secret', 'typed-secret-that-is-refused');
    remember('injected code', 'a-second-code-that-was-injected');
    remember('wrong password', 'a wrong password that was typed');
    expect(refused.status).toBe(400);
    const answers: unknown[] = [refused];
    for (const body of [
      { username: 'admin', password: 'a wrong password that was typed' },
      { username: 'a wrong password that was typed', password: 'x' },
    ]) {
      answers.push(
        await portal.anonymous.send(ssoPublicOperations.localSignIn, { body }),
      );
    }
    const broken = await fetch(`${portal.apiUrl}/sso/local/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"username":"admin","password":"${administrator.password}"`,
    });
    expect(broken.status).toBe(400);
    answers.push(await broken.text());

    const { traces } = await portal.admin.call(admin.listTraces, {
      query: { limit: 200 },
    });
    expect(traces.length).toBeGreaterThanOrEqual(2 * bad.length - 4);
    const opened = await Promise.all(
      traces.map(({ reference }) =>
        portal.admin.call(admin.getTrace, { params: { reference } }),
      ),
    );
    const places = {
      log: portal.log.filter(line => !line.includes('SSO set-up link')),
      'traces of the API': opened,
      'traces of the database': await knex('sso_traces'),
      events: await knex('sso_events'),
      versions: await knex('sso_connection_versions'),
      connections: await knex('sso_connections'),
      'connections of the API': [
        await portal.admin.call(admin.listConnections, {}),
        await portal.admin.call(admin.getConnection, {
          params: { connectionId: 'query' },
        }),
        await portal.admin.call(admin.checkConnection, {
          params: { connectionId: 'query' },
        }),
      ],
      'answers to wrong input': answers,
    };
    expect(secrets.size).toBeGreaterThan(40);
    for (const [place, content] of Object.entries(places)) {
      const text = JSON.stringify(content);
      expect(text.length).toBeGreaterThan(10);
      for (const [name, value] of secrets) {
        if (text.includes(value)) {
          throw new Error(`${place} holds the ${name}`);
        }
      }
      // Also those that only the provider and the portal know of.
      expect([place, text.match(BEARER)]).toEqual([place, null]);
    }
  });

  it('G21 the database holds bearer values as hashes only', async () => {
    const { knex } = fixture;
    const { id } = await connect(fixture);
    await observedSignIn(id);
    await start(fixture.portal, new TestBrowser(), id);
    for (const table of [
      'sso_sessions',
      'sso_tickets',
      'sso_sign_in_states',
      'sso_setup_keys',
      'sso_secrets',
      'sso_accounts',
      'sso_identities',
    ]) {
      const text = JSON.stringify(await knex(table));
      for (const [name, value] of secrets) {
        if (text.includes(value)) throw new Error(`${table} holds ${name}`);
      }
    }
    expect(await knex('sso_sessions')).toHaveLength(1);
    expect(await knex('sso_sign_in_states')).toHaveLength(1);
  });

  it('G21 a line break in a username does not forge a line of the log', async () => {
    const { portal, idp } = fixture;
    const { id } = await connect(fixture);
    const before = portal.log.length;
    idp.claims({
      preferred_username: 'x\nerror Forged line',
      email: 'y\r\nerror Forged line',
    });
    await observedSignIn(id);
    const lines = portal.log.slice(before).join('\n').split('\n');
    expect(lines.filter(line => line.startsWith('error Forged'))).toEqual([]);
  });
});
