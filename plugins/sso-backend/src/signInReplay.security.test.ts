import type { Knex } from 'knex';
import {
  begin,
  connectMessages,
  messageModule,
  post,
} from './__testUtils__/messageProtocol';
import {
  clearDatabase,
  countRows,
  traceOf,
} from './__testUtils__/portalFixture';
import { refresh, refusalOf } from './__testUtils__/signInFlow';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import { createTestDatabases } from './database/__testUtils__/stores';

const databases = createTestDatabases();
const message = { id: 'message-1', subject: 'alice', displayName: 'Alice' };
const oneSession = { accounts: 1, identities: 1, sessions: 1, tickets: 0 };

describe.each(databases.eachSupportedId())('replays on %s', engine => {
  let knex: Knex;
  let first: TestPortal;
  let second: TestPortal;

  beforeAll(async () => {
    knex = await databases.init(engine);
    const features = [messageModule];
    first = await startTestPortal({ databases, knex, features });
    second = await startTestPortal({
      databases,
      knex,
      features,
      externalApiUrl: first.apiUrl,
    });
  }, 60_000);
  afterAll(async () => {
    await Promise.all([first?.stop(), second?.stop()]);
  });
  beforeEach(() => clearDatabase(knex));

  it('SAML-12 M25 the honest twin: every message signs in once', async () => {
    const { id } = await connectMessages(first);
    const browser = new TestBrowser();
    for (const messageId of ['message-1', 'message-2', 'message-3']) {
      const state = await begin(first, browser, id);
      const page = await post(
        first,
        browser,
        id,
        { ...message, id: messageId },
        state,
      );
      expect(refusalOf(page)).toEqual({});
    }
    expect((await refresh(first, browser)).status).toBe(200);
    expect(await knex('sso_replay')).toHaveLength(3);
  });

  it.each([
    ['the same browser', true],
    ['another browser', false],
  ])(
    'SAML-12 M25 a message that comes again in %s: answer-replayed, and nothing changes',
    async (_, same) => {
      const { id } = await connectMessages(first);
      const browser = new TestBrowser();
      const state = await begin(first, browser, id);
      expect(refusalOf(await post(first, browser, id, message, state))).toEqual(
        {},
      );

      const again = same ? browser : new TestBrowser();
      const page = await post(
        first,
        again,
        id,
        { ...message, displayName: 'Changed' },
        await begin(first, again, id),
      );

      expect(refusalOf(page).code).toBe('answer-replayed');
      expect(await countRows(knex)).toEqual(oneSession);
      expect(await knex('sso_accounts').pluck('display_name')).toEqual([
        'Alice',
      ]);
      const { steps } = await traceOf(first, page);
      expect(steps.at(-1)).toEqual({
        step: 'verify',
        outcome: 'refused',
        evidence: [{ label: 'Message', value: 'message-1' }],
      });
      // The session of the original goes on.
      expect((await refresh(first, browser)).status).toBe(200);
      // Ids of messages are not kept, only hashes.
      expect(JSON.stringify(await knex('sso_replay'))).not.toContain('message');
    },
  );

  it('SAML-12 M25 a message that 10 browsers post to two replicas at once opens one session', async () => {
    const { id } = await connectMessages(first);
    const tabs = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const browser = new TestBrowser();
        return { browser, state: await begin(first, browser, id) };
      }),
    );

    const pages = await Promise.all(
      tabs.map(({ browser, state }, index) =>
        post(index % 2 ? second : first, browser, id, message, state),
      ),
    );

    const codes = pages.map(page => refusalOf(page).code);
    expect(codes.filter(code => code === undefined)).toHaveLength(1);
    expect(codes.filter(code => code === 'answer-replayed')).toHaveLength(9);
    expect(await countRows(knex)).toEqual(oneSession);
  });

  it('SAML-12 M25 a message that the first replica took is refused by the second', async () => {
    const { id } = await connectMessages(first);
    const browser = new TestBrowser();
    const state = await begin(first, browser, id);
    await post(first, browser, id, message, state);

    const page = await post(
      second,
      browser,
      id,
      message,
      await begin(first, browser, id),
    );
    expect(refusalOf(page).code).toBe('answer-replayed');
    expect(await countRows(knex)).toEqual(oneSession);
  });

  it('SAML-12 the providers of two SSO connections may give the same ids', async () => {
    for (const connectionId of ['one', 'two']) {
      await connectMessages(first, { id: connectionId });
      const browser = new TestBrowser();
      const state = await begin(first, browser, connectionId);
      const subject = `alice-${connectionId}`;
      const page = await post(
        first,
        browser,
        connectionId,
        { id: 'message-1', subject },
        state,
      );
      expect(refusalOf(page)).toEqual({});
    }
    expect(await countRows(knex)).toMatchObject({ sessions: 2 });
  });

  it('SAML-12 a message whose sign-in is refused is not spent', async () => {
    const { id } = await connectMessages(first, {
      policy: { resolvers: ['linkedIdentity'] },
    });
    const browser = new TestBrowser();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const page = await post(
        first,
        browser,
        id,
        message,
        await begin(first, browser, id),
      );
      expect(refusalOf(page).code).not.toBe('answer-replayed');
      expect(refusalOf(page).code).toBeDefined();
    }
    expect(await knex('sso_replay')).toEqual([]);
  });

  it('S31 M15 a body of 3 MB is refused with its code and a trace', async () => {
    const { id } = await connectMessages(first);
    const browser = new TestBrowser();
    const state = await begin(first, browser, id);
    const large = { ...message, displayName: 'x'.repeat(3_000_000) };
    const page = await post(first, browser, id, large, state);
    expect(refusalOf(page).code).toBe('callback-malformed');
    expect(page.status).toBe(303);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect((await traceOf(first, page)).steps.at(-1)).toMatchObject({
      step: 'state',
      outcome: 'refused',
    });
    // Nothing of it was looked at; the sign-in can still be finished.
    expect(refusalOf(await post(first, browser, id, message, state))).toEqual(
      {},
    );
  });
});
