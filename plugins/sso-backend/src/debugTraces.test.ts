import { ssoAdminOperations as admin } from '@latchkey/plugin-sso-common';
import { usePortal } from './__testUtils__/portalFixture';
import { finish, refusalOf, start } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  connectUpkeep,
  createUpkeepProtocol,
} from './__testUtils__/upkeepProtocol';
import {
  createTestDatabases,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const DAY = 24 * 3_600_000;
const signature = 'c2lnbmF0dXJlIG9mIHRoZSBtZXNzYWdl';
const message = `<samlp:Response><ds:SignatureValue>${signature}</ds:SignatureValue>${'<saml:Attribute>Alice</saml:Attribute>'.repeat(
  200,
)}<last/></samlp:Response>`;

describe.each(mainEngine(databases))('debug mode on %s', engine => {
  const { module, behaviour, reset } = createUpkeepProtocol();
  const fixture = usePortal(databases, engine, { features: [module] });
  beforeEach(() => {
    reset();
    behaviour.evidence = [{ label: 'Message', value: message }];
  });

  /** @param tamper - lets the portal refuse what comes back */
  async function signIn(connectionId: string, tamper?: 'state') {
    const browser = new TestBrowser();
    const begun = await start(fixture.portal, browser, connectionId);
    const state = begun.location?.searchParams.get('state');
    const url = new URL(
      `${fixture.portal.apiUrl}/sso/sign-in/${connectionId}/callback`,
    );
    url.searchParams.set('state', tamper ? 'made-up' : String(state));
    return finish(browser, { method: 'GET', url: String(url) });
  }
  const traces = async (query = {}) =>
    (await fixture.portal.admin.call(admin.listTraces, { query })).traces;
  const open = (reference: string) =>
    fixture.portal.admin.call(admin.getTrace, { params: { reference } });

  it('SAML-11 is off by default, and a change of it is in the history', async () => {
    const created = await connectUpkeep(fixture.portal);
    expect(created.debug).toBe(false);
    const changed = await fixture.portal.admin.call(admin.updateConnection, {
      params: { connectionId: created.id },
      body: { displayName: 'Upkeep', debug: true, version: 1 },
    });
    expect(changed.debug).toBe(true);
    const { versions } = await fixture.portal.admin.call(
      admin.listConnectionVersions,
      { params: { connectionId: created.id } },
    );
    expect(versions[0].changedPaths).toEqual(['debug']);
  });

  it('SAML-11 keeps the trace of a success in debug mode only', async () => {
    const { id } = await connectUpkeep(fixture.portal);
    expect(refusalOf(await signIn(id))).toEqual({});
    expect(await traces()).toEqual([]);

    await fixture.portal.admin.call(admin.updateConnection, {
      params: { connectionId: id },
      body: { displayName: 'Upkeep', debug: true, version: 1 },
    });
    expect(refusalOf(await signIn(id))).toEqual({});

    const [summary, ...others] = await traces();
    expect(others).toEqual([]);
    expect(summary).toEqual({
      reference: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      at: expect.any(String),
      connectionId: id,
      connectionName: 'Upkeep',
      outcome: 'success',
      detail: expect.stringContaining('user:default/alice'),
    });
    const trace = await open(summary.reference);
    expect(trace.refusal).toBeUndefined();
    expect(trace.steps.map(({ step, outcome }) => [step, outcome])).toEqual(
      ['state', 'verify', 'admit', 'resolve', 'apply', 'gate', 'session'].map(
        step => [step, 'passed'],
      ),
    );
  });

  it('SAML-11 keeps the whole XML, without what proves it', async () => {
    const { id } = await connectUpkeep(fixture.portal, { debug: true });
    await signIn(id);
    const [{ reference }] = await traces();
    const { steps } = await open(reference);
    const verify = steps.find(({ step }) => step === 'verify');
    expect(verify?.evidence).toEqual([
      { label: 'Message', value: message.replace(signature, '[hidden]') },
    ]);
    const stored = JSON.stringify(await fixture.knex('sso_traces'));
    expect(stored).toContain('<last/>');
    expect(stored).not.toContain(signature);
  });

  it.each([
    [true, message.length - signature.length + '[hidden]'.length],
    [false, 2_000],
  ])(
    'SAML-11 with debug mode %s a refusal keeps up to %s characters',
    async (debug, kept) => {
      const { id } = await connectUpkeep(fixture.portal, { debug });
      behaviour.refusal = 'id-token-invalid';
      const { reference } = refusalOf(await signIn(id));
      const { steps } = await open(String(reference));
      const text = String(steps.at(-1)?.evidence[0].value);
      expect(text.replace(/ … \(\d+ characters\)$/, '')).toHaveLength(kept);
      expect(text).toContain('[hidden]');
      expect(text).not.toContain(signature);
    },
  );

  it('SAML-11 lists refusals and successes apart; refusals are as ever', async () => {
    const { id } = await connectUpkeep(fixture.portal, { debug: true });
    await signIn(id);
    const { reference } = refusalOf(await signIn(id, 'state'));

    expect((await traces()).map(({ outcome }) => outcome)).toEqual([
      'refused',
      'success',
    ]);
    const refused = await traces({ outcome: 'refused', connectionId: id });
    expect(refused.map(trace => trace.reference)).toEqual([reference]);
    expect(
      (await traces({ outcome: 'success' })).map(({ code }) => code),
    ).toEqual([undefined]);
    expect(await open(String(reference))).toMatchObject({
      code: 'state-unknown',
      refusal: { actor: 'user', reason: expect.stringMatching(/\S/) },
    });
    const { connections } = await fixture.portal.admin.call(
      admin.listConnections,
      {},
    );
    expect(connections[0].lastSignIn?.outcome).toBe('success');
  });

  it('SAML-11 traces of successes expire like the others', async () => {
    const { id } = await connectUpkeep(fixture.portal, { debug: true });
    await signIn(id);
    const [{ reference, at }] = await traces();
    const { expiresAt } = await open(reference);
    expect(Date.parse(expiresAt) - Date.parse(at)).toBe(14 * DAY);
    const { history } = await persistenceOf(fixture.knex);
    const end = new Date(expiresAt);
    expect(
      await history.getTrace(reference, new Date(end.getTime() - 1)),
    ).toBeDefined();
    expect(await history.getTrace(reference, end)).toBeUndefined();
    await history.deleteExpired(end, new Date(0));
    expect(await fixture.knex('sso_traces')).toEqual([]);
  });
});
