import type { Knex } from 'knex';
import {
  connectTest,
  isSignedIn,
  sendMessage,
  signInPerson,
  startOver,
} from './__testUtils__/logoutFlow';
import { logoutModule } from './__testUtils__/logoutProtocol';
import {
  APP_URL,
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe.each(mainEngine(databases))(
  'sign-out by the provider on %s',
  engine => {
    const { module, seen } = logoutModule();
    let knex: Knex;
    let first: TestPortal;
    let second: TestPortal;

    beforeAll(async () => {
      knex = await databases.init(engine);
      const features = [module];
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
      seen.pending.length = 0;
      seen.requests.length = 0;
    });
    afterAll(async () => {
      await Promise.all([first?.stop(), second?.stop()]);
    });
    const ada = { subject: 'ada', principal: 'ada@idp', session: 's1' };
    const bob = { subject: 'bob', principal: 'bob@idp', session: 's9' };
    const request = { kind: 'request', principal: 'ada@idp' } as const;

    it('SAML-9 G19 LOCAL-6 ends all sessions of the person on every replica', async () => {
      const laptop = await signInPerson(first, 'okta', ada);
      const phone = await signInPerson(first, 'okta', {
        ...ada,
        session: 's2',
      });
      const other = await signInPerson(first, 'okta', bob);
      expect(await isSignedIn(second, laptop)).toBe(true);

      const answered = await sendMessage(second, 'okta', request);

      expect(answered.status).toBe(302);
      // To the letter: the provider may have it signed.
      expect(answered.headers.get('location')).toBe(
        'https://idp.test/done?a=1&b=%2f',
      );
      expect(answered.headers.get('cache-control')).toBe('no-store');
      expect(answered.headers.get('referrer-policy')).toBe('no-referrer');
      for (const portal of [first, second]) {
        expect(await isSignedIn(portal, laptop)).toBe(false);
        expect(await isSignedIn(portal, phone)).toBe(false);
        expect(await isSignedIn(portal, other)).toBe(true);
      }
      const [account] = await knex('sso_accounts').where({ username: 'ada' });
      expect(
        await knex('sso_events')
          .where({ type: 'sign-out-by-provider' })
          .select('account_id', 'connection_id', 'code'),
      ).toEqual([
        { account_id: account.id, connection_id: 'okta', code: null },
      ]);
    });

    it('SAML-9 ends the named sessions of the person only', async () => {
      const laptop = await signInPerson(first, 'okta', ada);
      const phone = await signInPerson(first, 'okta', {
        ...ada,
        session: 's2',
      });
      await sendMessage(first, 'okta', { ...request, sessionIds: 's2 s3' });
      expect(await isSignedIn(first, laptop)).toBe(true);
      expect(await isSignedIn(first, phone)).toBe(false);
    });

    it('LOCAL-6 ends sessions that the provider names without the person', async () => {
      const laptop = await signInPerson(first, 'okta', ada);
      const phone = await signInPerson(first, 'okta', {
        ...ada,
        session: 's2',
      });
      await sendMessage(first, 'okta', { kind: 'request', sessionIds: 's1' });
      expect(await isSignedIn(first, laptop)).toBe(false);
      expect(await isSignedIn(first, phone)).toBe(true);
    });

    it('SAML-9 ends a session whose ticket is not redeemed yet', async () => {
      const browser = await signInPerson(first, 'okta', ada);
      await knex('sso_sessions').update({ token_hash: null });
      await sendMessage(first, 'okta', request);
      expect(await knex('sso_sessions')).toEqual([]);
      expect(await isSignedIn(first, browser)).toBe(false);
    });

    it('SAML-9 takes a message by POST and answers with a form', async () => {
      const browser = await signInPerson(first, 'okta', ada);
      const page = await sendMessage(
        first,
        'okta',
        { ...request, relay: 'theirs', answerBy: 'form' },
        { method: 'POST' },
      );
      expect(page.status).toBe(200);
      expect(page.text).toContain('<title>Signing out</title>');
      expect(page.text).toContain('action="https://idp.test/done?a=1&amp;');
      expect(page.text).toContain('name="Answer" value="&quot;&lt;ok&gt;"');
      const policy = String(page.headers.get('content-security-policy'));
      const [, nonce] = /script-src 'nonce-([^']+)'/.exec(policy) ?? [];
      expect(page.text).toContain(`<script nonce="${nonce}">`);
      expect(await isSignedIn(first, browser)).toBe(false);
      // A relay state of the provider is its own business.
      expect(seen.pending).toEqual([undefined]);
      expect(seen.requests[0].body).toMatchObject({ relay: 'theirs' });
    });

    it('SAML-9 redirects a posted message by GET', async () => {
      await signInPerson(first, 'okta', ada);
      const posted = await sendMessage(first, 'okta', request, {
        method: 'POST',
      });
      expect(posted.status).toBe(303);
    });

    it('SAML-9 hands the query over as received, and keeps it out of the log', async () => {
      const url = `${first.apiUrl}/sso/sign-in/okta/logout`;
      const query = 'kind=request&signature=good&id=a%2bb%2fsecret';
      await new TestBrowser().request(`${url}?${query}`);
      expect(seen.requests[0]).toMatchObject({
        method: 'GET',
        originalUrl: `/api/sso/sign-in/okta/logout?${query}`,
        query: { id: 'a+b/secret' },
      });
      expect(first.log.join('\n')).not.toContain('secret');
    });

    it('SAML-9 ends sessions of an SSO connection that was switched off', async () => {
      const browser = await signInPerson(first, 'okta', ada);
      await knex('sso_connections').update({ active: false });
      const answered = await sendMessage(first, 'okta', request);
      expect(answered.location?.origin).toBe('https://idp.test');
      expect(await isSignedIn(first, browser)).toBe(false);
    });

    it('SAML-11 keeps a trace of the message in debug mode only', async () => {
      await sendMessage(first, 'okta', { ...request, id: 'one' });
      expect(await knex('sso_traces')).toEqual([]);
      await knex('sso_connections').update({ debug: true });
      await sendMessage(first, 'okta', { ...request, id: 'two' });
      const traces = await knex('sso_traces');
      expect(traces).toMatchObject([
        { connection_id: 'okta', outcome: 'success' },
      ]);
      expect(JSON.parse(traces[0].steps)).toEqual([
        {
          step: 'logout',
          outcome: 'passed',
          evidence: [{ label: 'Message', value: 'two' }],
        },
      ]);
    });

    it('SAML-9 answers a provider whose session has ended here before', async () => {
      const answered = await sendMessage(first, 'okta', request);
      expect(answered.location?.origin).toBe('https://idp.test');
      expect(
        await knex('sso_events').where({ type: 'sign-out-by-provider' }),
      ).toEqual([]);
      expect(String(answered.location)).not.toContain(APP_URL);
    });
  },
);
