import { type Misbehaviour, signInAt, startDevIdp } from '@latchkey/dev-idp';
import { ssoAdminOperations as admin } from '@latchkey/plugin-sso-common';
import {
  connect,
  countRows,
  noRows,
  signInAs,
  traceOf,
  usePortal,
} from './__testUtils__/portalFixture';
import {
  activateOidc,
  finish,
  refresh,
  refusalOf,
  start,
} from './__testUtils__/signInFlow';
import { APP_URL } from './__testUtils__/startTestPortal';
import { type PageAnswer, TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe.each(mainEngine(databases))('refused sign-ins on %s', engine => {
  const fixture = usePortal(databases, engine);

  /** The way every refusal ends, for the person and for administrators. */
  async function expectRefusal(page: PageAnswer, code: string, step?: string) {
    expect(page.status).toBe(303);
    expect(page.location?.origin).toBe(APP_URL);
    const { reference, ...refusal } = refusalOf(page);
    expect(refusal).toEqual({ code });
    expect(reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const trace = await traceOf(fixture.portal, page);
    expect(trace).toMatchObject({
      reference,
      outcome: 'refused',
      code,
      refusal: {
        reason: expect.stringMatching(/\S/),
        advice: expect.stringMatching(/\S/),
      },
    });
    expect(trace.steps.at(-1)?.outcome).toBe('refused');
    if (step) expect(trace.steps.at(-1)?.step).toBe(step);
    return trace;
  }
  const begin = async (connectionId: string, browser: TestBrowser) => {
    const begun = await start(fixture.portal, browser, connectionId);
    return signInAt(fixture.idp, String(begun.location));
  };

  it('OPS-2 the honest twin signs in and leaves no trace', async () => {
    const { id } = await connect(fixture);
    const landed = await signInAs(fixture, id);
    expect(landed.location?.href).toBe(`${APP_URL}/`);
    expect(await countRows(fixture.knex)).toEqual({
      accounts: 1,
      identities: 1,
      sessions: 1,
      tickets: 0,
    });
    expect(await fixture.knex('sso_traces')).toEqual([]);
    expect(await fixture.knex('sso_sign_in_states')).toEqual([]);
  });

  it('OPS-2 finds the trace by its reference however it is typed', async () => {
    await connect(fixture, { id: 'okta', active: false });
    const page = await start(fixture.portal, new TestBrowser(), 'okta');
    const { reference = '' } = refusalOf(page);
    for (const typed of [
      reference,
      reference.toLowerCase(),
      reference.replace('-', ''),
      ` ${reference.toLowerCase().replace('-', ' ')} `,
      reference.replace(/0/g, 'O').replace(/1/g, 'l'),
    ]) {
      const trace = await fixture.portal.admin.call(admin.getTrace, {
        params: { reference: typed },
      });
      expect(trace.reference).toBe(reference);
      expect(trace.connectionName).toBe('Test provider');
    }
    const listed = async (connectionId?: string) =>
      (
        await fixture.portal.admin.call(admin.listTraces, {
          query: connectionId ? { connectionId } : {},
        })
      ).traces.map(trace => trace.reference);
    expect(await listed()).toEqual([reference]);
    expect(await listed('okta')).toEqual([reference]);
    expect(await listed('other')).toEqual([]);
  });

  it.each<[string, string, string | undefined]>([
    ['an unreachable issuer', 'provider-unreachable', 'http://localhost:9'],
    ['a wrong path', 'discovery-failed', undefined],
  ])('OIDC-1 %s: %s', async (_, code, issuer) => {
    const { idp, knex } = fixture;
    const { id } = await connect(fixture, {
      settings: { issuer: issuer ?? `${idp.issuer}/tenant` },
    });
    const page = await start(fixture.portal, new TestBrowser(), id, '/docs');
    await expectRefusal(page, code, 'start');
    // The page first asked for is where the next try leads.
    expect(page.location?.pathname).toBe('/docs');
    expect(await countRows(knex)).toEqual(noRows);
    expect(await knex('sso_sign_in_states')).toEqual([]);
  });

  it.each<[Misbehaviour, string]>([
    ['discoveryIssuerMismatch', 'issuer-mismatch'],
    ['discovery404', 'discovery-failed'],
    ['discoveryHtml', 'discovery-failed'],
  ])('OIDC-1 %s: %s', async (misbehaviour, code) => {
    await fixture.idp.misbehave(misbehaviour);
    const { id } = await connect(fixture);
    const page = await start(fixture.portal, new TestBrowser(), id);
    await expectRefusal(page, code, 'start');
    expect(fixture.idp.calls('authorization')).toBe(0);
  });

  it('OIDC-1 a wrong client secret: client-authentication-failed', async () => {
    const { id } = await connect(fixture, {
      secrets: { clientSecret: 'not-the-secret' },
    });
    const page = await signInAs(fixture, id);
    const trace = await expectRefusal(page, 'client-authentication-failed');
    expect(trace.steps.map(({ step, outcome }) => [step, outcome])).toEqual([
      ['state', 'passed'],
      ['verify', 'refused'],
    ]);
    expect(JSON.stringify(trace)).not.toContain('not-the-secret');
    expect(await countRows(fixture.knex)).toEqual(noRows);
  });

  it.each<[Misbehaviour, string]>([
    ['wrongSignature', 'id-token-signature'],
    ['wrongIss', 'id-token-issuer'],
    ['wrongAud', 'id-token-audience'],
    ['wrongNonce', 'id-token-nonce'],
    ['expired', 'id-token-expired'],
    ['longSub', 'id-token-subject'],
    ['userinfoOtherSub', 'userinfo-subject-mismatch'],
    ['tokenHtml', 'provider-response-invalid'],
    ['errorCallback', 'provider-denied'],
  ])('OIDC-5 a provider with %s: %s', async (misbehaviour, code) => {
    const { id } = await connect(fixture, {
      // Asked for what the ID token lacks.
      settings: { idNumberClaim: 'employee_number' },
    });
    await fixture.idp.misbehave(misbehaviour);
    const trace = await expectRefusal(await signInAs(fixture, id), code);
    expect(trace.connectionId).toBe(id);
    expect(await countRows(fixture.knex)).toEqual(noRows);
    const { connections } = await fixture.portal.admin.call(
      admin.listConnections,
      {},
    );
    expect(connections[0].lastSignIn).toMatchObject({
      outcome: 'refused',
      code,
    });
    await fixture.idp.misbehave();
    expect(refusalOf(await signInAs(fixture, id))).toEqual({});
  });

  it.each(['missingState', 'wrongState'] as const)(
    'OIDC-5 a provider with %s: state-unknown, which says nothing of the connection',
    async misbehaviour => {
      const { id } = await connect(fixture);
      await fixture.idp.misbehave(misbehaviour);
      const page = await signInAs(fixture, id);
      const trace = await expectRefusal(page, 'state-unknown');
      expect(trace.connectionId).toBe(id);
      expect(await countRows(fixture.knex)).toEqual(noRows);
      // Anyone can open a callback with a made-up state.
      const { connections } = await fixture.portal.admin.call(
        admin.listConnections,
        {},
      );
      expect(connections[0].lastSignIn).toBeUndefined();
    },
  );

  it('OIDC-5 a sign-in that took too long: state-expired', async () => {
    const { knex, idp } = fixture;
    const { id } = await connect(fixture);
    const browser = new TestBrowser();
    const answer = await begin(id, browser);
    await knex('sso_sign_in_states').update({
      expires_at: new Date(Date.now() - 1000),
    });
    await expectRefusal(await finish(browser, answer), 'state-expired');
    expect(idp.calls('token')).toBe(0);
    expect(await countRows(knex)).toEqual(noRows);
    expect(await knex('sso_sign_in_states')).toEqual([]);
  });

  it('OIDC-5 the back button: state-unknown, and the session stays', async () => {
    const { id } = await connect(fixture);
    const browser = new TestBrowser();
    const answer = await begin(id, browser);
    expect(refusalOf(await finish(browser, answer))).toEqual({});
    await expectRefusal(await finish(browser, answer), 'state-unknown');
    expect((await refresh(fixture.portal, browser)).status).toBe(200);
  });

  it('CONN-4 a callback after the connection was switched off: connection-inactive', async () => {
    const { knex, idp, portal } = fixture;
    const { id, version } = await connect(fixture);
    const browser = new TestBrowser();
    const answer = await begin(id, browser);
    await portal.admin.call(admin.setConnectionActive, {
      params: { connectionId: id },
      body: { active: false, version },
    });
    await expectRefusal(await finish(browser, answer), 'connection-inactive');
    expect(idp.calls('token')).toBe(0);
    expect(await countRows(knex)).toEqual(noRows);
  });

  it('CONN-2 a callback after the connection was deleted: connection-not-found', async () => {
    const { id } = await connect(fixture);
    const browser = new TestBrowser();
    const answer = await begin(id, browser);
    await fixture.portal.admin.call(admin.deleteConnection, {
      params: { connectionId: id },
    });
    const page = await finish(browser, answer);
    await expectRefusal(page, 'connection-not-found');
    expect(fixture.idp.calls('token')).toBe(0);
  });

  it('OPS-2 a provider that goes down in the middle: provider-unreachable', async () => {
    const { portal, knex } = fixture;
    const idp = await startDevIdp();
    try {
      const { id } = await activateOidc(portal, idp);
      const browser = new TestBrowser();
      const begun = await start(portal, browser, id);
      const answer = await signInAt(idp, String(begun.location), {
        username: 'alice',
        password: 'alice-password',
      });
      idp.setDown(true);
      await expectRefusal(
        await finish(browser, answer),
        'provider-unreachable',
        'verify',
      );
      expect(await countRows(knex)).toEqual(noRows);
    } finally {
      await idp.stop();
    }
  });

  it.each(['missing', 'Upper', '..%2fadmin', 'x'.repeat(60), '__proto__'])(
    'OPS-2 the SSO connection "%s": connection-not-found',
    async id => {
      const url = `${fixture.portal.apiUrl}/sso/sign-in/${id}`;
      const browser = new TestBrowser();
      for (const page of [
        await browser.request(`${url}/start?binding=${'a'.repeat(43)}`),
        await browser.request(`${url}/callback?state=x&code=y`),
        await browser.request(`${url}/callback`, {
          method: 'POST',
          body: new URLSearchParams({ state: 'x' }),
        }),
      ]) {
        await expectRefusal(page, 'connection-not-found');
      }
      expect(browser.answers).toHaveLength(3);
    },
  );
});
