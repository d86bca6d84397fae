import { ssoAdminOperations, type SsoTrace } from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import {
  connectTest,
  isSignedIn,
  sendMessage,
  signInPerson,
  startOver,
} from './__testUtils__/logoutFlow';
import {
  logoutModule,
  scriptAddress,
  type TestLogoutMessage,
} from './__testUtils__/logoutProtocol';
import {
  connectMessages,
  messageModule,
} from './__testUtils__/messageProtocol';
import { refusalOf } from './__testUtils__/signInFlow';
import {
  APP_URL,
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { type PageAnswer, TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe.each(mainEngine(databases))('M28 logout messages on %s', engine => {
  const { module } = logoutModule();
  let knex: Knex;
  let first: TestPortal;
  let second: TestPortal;

  beforeAll(async () => {
    knex = await databases.init(engine);
    const features = [module, messageModule];
    first = await startTestPortal({ databases, knex, features });
    second = await startTestPortal({
      databases,
      knex,
      features,
      externalApiUrl: first.apiUrl,
    });
  }, 60_000);
  beforeEach(async () => {
    await startOver(knex);
    await connectTest(first, 'okta');
    await connectTest(first, 'entra');
  });
  afterAll(async () => {
    await Promise.all([first?.stop(), second?.stop()]);
  });
  const ada = { subject: 'ada', principal: 'ada@idp', session: 's1' };
  const request = { kind: 'request', principal: 'ada@idp' } as const;
  const logoutUrl = () => `${first.apiUrl}/sso/sign-in/okta/logout`;

  /** The way a refusal ends. @returns its trace */
  async function expectRefusal(
    page: PageAnswer,
    code: string,
  ): Promise<SsoTrace> {
    expect(page.status).toBe(303);
    expect(page.location?.origin).toBe(APP_URL);
    const { reference } = refusalOf(page);
    expect(refusalOf(page)).toEqual({ code, reference: expect.any(String) });
    const trace = await first.admin.call(ssoAdminOperations.getTrace, {
      params: { reference: String(reference) },
    });
    expect(trace.code).toBe(code);
    expect(trace.steps.map(({ step }) => step)).toEqual(['logout']);
    return trace;
  }

  it.each<[string, string, TestLogoutMessage]>([
    ['another person', 'okta', { ...request, principal: 'bob@idp' }],
    ['a longer name', 'okta', { ...request, principal: 'ada@idp.evil' }],
    ['a name without its end', 'okta', { ...request, principal: 'ada' }],
    ['another session', 'okta', { ...request, sessionIds: 's2' }],
    ['a session of another case', 'okta', { ...request, sessionIds: 'S1' }],
    [
      'another person with this session',
      'okta',
      { ...request, principal: 'bob@idp', sessionIds: 's1' },
    ],
    [
      'a session whose id cannot be kept',
      'okta',
      { ...request, sessionIds: 's1\u0007' },
    ],
    ['another issuer', 'okta', { ...request, issuer: 'https://evil.test' }],
    [
      'another issuer with this session',
      'okta',
      { kind: 'request', sessionIds: 's1', issuer: 'https://evil.test' },
    ],
    ['the person at another SSO connection', 'entra', request],
    [
      'the session at another SSO connection',
      'entra',
      { kind: 'request', sessionIds: 's1' },
    ],
    ['nobody', 'okta', { kind: 'request' }],
  ])('M28 naming %s ends nothing', async (_, connectionId, message) => {
    const browser = await signInPerson(first, 'okta', ada);

    const answered = await sendMessage(first, connectionId, message);
    expect(answered.location?.origin).toBe('https://idp.test');
    expect(await isSignedIn(first, browser)).toBe(true);

    await sendMessage(first, 'okta', request);
    expect(await isSignedIn(first, browser)).toBe(false);
  });

  it('M28 one that is not signed ends nothing and leaves a trace', async () => {
    const browser = await signInPerson(first, 'okta', ada);
    const refused = await sendMessage(first, 'okta', {
      ...request,
      id: 'one',
      signature: 'forged',
    });
    const trace = await expectRefusal(refused, 'saml-logout-invalid');
    expect(trace.connectionId).toBe('okta');
    expect(trace.steps[0].evidence).toEqual([
      { label: 'Message', value: 'one' },
    ]);
    expect(await isSignedIn(first, browser)).toBe(true);
    // Nothing that shows as the last sign-in of the SSO connection.
    expect(
      await knex('sso_events').whereNot('type', 'sign-in').pluck('type'),
    ).toEqual(['sign-out-refused']);
  });

  it('M28 a copy ends nothing, on no replica', async () => {
    const message = { ...request, id: 'one' };
    const before = await signInPerson(first, 'okta', ada);
    await sendMessage(first, 'okta', message);
    expect(await isSignedIn(first, before)).toBe(false);

    const after = await signInPerson(first, 'okta', ada);
    for (const portal of [first, second]) {
      const refused = await sendMessage(portal, 'okta', message);
      await expectRefusal(refused, 'answer-replayed');
    }
    expect(await isSignedIn(first, after)).toBe(true);
    // The id is one of this SSO connection; another provider may have it too.
    const answered = await sendMessage(first, 'entra', message);
    expect(answered.location?.origin).toBe('https://idp.test');
  });

  it('G20 of twenty copies at once one is taken', async () => {
    const message = { ...request, id: 'one' };
    const pages = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        sendMessage(index % 2 ? first : second, 'okta', message),
      ),
    );
    const codes = pages.map(page => refusalOf(page).code);
    expect(codes.filter(code => code === undefined)).toHaveLength(1);
    expect(codes.filter(code => code === 'answer-replayed')).toHaveLength(19);
  });

  it.each<['redirect' | 'form', string]>([
    ['redirect', scriptAddress],
    ['redirect', ` ${scriptAddress.toUpperCase()}`],
    ['redirect', 'data:text/html,x'],
    ['redirect', '/portal'],
    ['redirect', '//evil.test'],
    ['form', scriptAddress],
  ])('M28 an answer by %s to %s goes nowhere', async (answerBy, answerTo) => {
    const browser = await signInPerson(first, 'okta', ada);
    const page = await sendMessage(first, 'okta', {
      ...request,
      answerBy,
      answerTo,
    });
    await expectRefusal(page, 'internal');
    expect(page.text).not.toContain('alert');
    // It was the provider who asked; the session need not live for that.
    expect(await isSignedIn(first, browser)).toBe(false);
    const honest = await sendMessage(first, 'okta', { ...request, answerBy });
    expect([302, 200]).toContain(honest.status);
  });

  it('M28 with a parameter twice are refused, in query and form', async () => {
    const browser = await signInPerson(first, 'okta', ada);
    const twice =
      'kind=request&signature=good&principal=bob@idp&principal=ada@idp';
    for (const page of [
      await browser.request(`${logoutUrl()}?${twice}`),
      await browser.request(logoutUrl(), {
        method: 'POST',
        body: new URLSearchParams(twice),
      }),
    ]) {
      await expectRefusal(page, 'callback-malformed');
    }
    expect(await isSignedIn(first, browser)).toBe(true);
  });

  it.each<[string, RequestInit]>([
    ['too large', { body: new URLSearchParams({ kind: 'x'.repeat(600_000) }) }],
    [
      'no form',
      { body: '{}', headers: { 'content-type': 'application/json' } },
    ],
    [
      'wrongly encoded',
      {
        body: 'x',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-encoding': 'br',
        },
      },
    ],
  ])('M28 whose body is %s are refused', async (_, init) => {
    const page = await new TestBrowser().request(logoutUrl(), {
      method: 'POST',
      ...init,
    });
    const trace = await expectRefusal(page, 'callback-malformed');
    expect(trace.steps).toHaveLength(1);
  });

  it('M28 by HEAD do nothing', async () => {
    const browser = await signInPerson(first, 'okta', ada);
    const page = await browser.request(
      `${logoutUrl()}?kind=request&signature=good&principal=ada@idp`,
      { method: 'HEAD' },
    );
    expect(page.status).toBe(405);
    expect(await isSignedIn(first, browser)).toBe(true);
  });

  it('SAML-9 to an SSO connection that takes none are refused', async () => {
    await connectMessages(first, { id: 'plain' });
    await expectRefusal(
      await sendMessage(first, 'plain', request),
      'logout-unsupported',
    );
    for (const id of ['unknown', 'NO_ID', '__proto__']) {
      const trace = await expectRefusal(
        await sendMessage(first, id, request),
        'connection-not-found',
      );
      expect(trace.connectionId).toBeUndefined();
    }
  });
});
