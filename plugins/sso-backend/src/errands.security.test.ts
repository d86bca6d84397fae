import { signInAt } from '@latchkey/dev-idp';
import { ssoOverrideOperations as operations } from '@latchkey/plugin-sso-common';
import {
  beginLink,
  beginTest,
  completeLink,
  follow,
  proofOf,
  refusalCodeOf,
  runErrand,
  signInLocally,
} from './__testUtils__/errandFlow';
import {
  begin as beginMessage,
  connectMessages,
  messageModule,
  post,
} from './__testUtils__/messageProtocol';
import type { PortalClient } from './__testUtils__/PortalClient';
import { connect, usePortal } from './__testUtils__/portalFixture';
import { tokenOf } from './__testUtils__/secondFactor';
import { finish, refusalOf } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';
import { newBearer } from './secrets/bearer';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const person = { sub: 'grace', preferred_username: 'grace' };

describe.each(mainEngine(databases))('attacks on errands on %s', engine => {
  const fixture = usePortal(databases, engine, {
    permissionsEnabled: false,
    features: [messageModule],
    config: {
      sso: { administrators: ['user:default/admin', 'user:default/other'] },
    },
  });
  beforeEach(() => fixture.idp.claims(person));

  const completeTest = (
    client: PortalClient,
    connectionId: string,
    proof: string,
  ) =>
    client.call(operations.completeConnectionTest, {
      params: { connectionId },
      body: { proof },
    });
  const testProof = async (client: PortalClient, id: string) =>
    proofOf(await runErrand(fixture, await beginTest(client, id)));
  /** Lets ten minutes pass for what waits. */
  const expire = () =>
    fixture
      .knex('sso_pending')
      .update({ expires_at: new Date(Date.now() - 1) });

  it('G07 the honest twin: each administrator hands their own proof in', async () => {
    const { portal } = fixture;
    const { id } = await connect(fixture);
    for (const client of [portal.admin, portal.user('user:default/other')]) {
      const result = await completeTest(
        client,
        id,
        await testProof(client, id),
      );
      expect(result.outcome).toBe('success');
    }
    expect(await fixture.knex('sso_connection_tests')).toHaveLength(2);
  });

  it('CONN-7 a proof of another person counts for nothing, and is spent', async () => {
    const { knex, portal } = fixture;
    const { id } = await connect(fixture);
    const proof = await testProof(portal.admin, id);
    const other = portal.user('user:default/other');
    expect(await refusalCodeOf(completeTest(other, id, proof))).toBe(
      'proof-invalid',
    );
    expect(await refusalCodeOf(completeTest(portal.admin, id, proof))).toBe(
      'proof-invalid',
    );
    expect(await knex('sso_connection_tests')).toEqual([]);
  });

  it('CONN-7 a proof counts once, also when ten come at once', async () => {
    const { portal } = fixture;
    const { id } = await connect(fixture);
    const proof = await testProof(portal.admin, id);
    const codes = await Promise.all(
      Array.from({ length: 10 }, () =>
        refusalCodeOf(completeTest(portal.admin, id, proof)),
      ),
    );
    expect(codes.filter(code => code === 'accepted')).toHaveLength(1);
    expect(codes.filter(code => code === 'proof-invalid')).toHaveLength(9);
  });

  it.each(['expired', 'forged', 'of another connection', 'an errand'])(
    'CONN-7 a proof that is %s is refused',
    async kind => {
      const { knex, portal } = fixture;
      const { id } = await connect(fixture);
      const { id: other } = await connect(fixture, { displayName: 'Other' });
      const proofs: Record<string, () => Promise<string>> = {
        expired: async () => {
          const proof = await testProof(portal.admin, id);
          await expire();
          return proof;
        },
        forged: async () => newBearer(),
        'of another connection': () => testProof(portal.admin, other),
        'an errand': async () => {
          const url = new URL(await beginTest(portal.admin, id));
          return String(url.searchParams.get('errand'));
        },
      };
      const proof = await proofs[kind]();
      expect(await refusalCodeOf(completeTest(portal.admin, id, proof))).toBe(
        'proof-invalid',
      );
      expect(await knex('sso_connection_tests')).toEqual([]);
    },
  );

  it('USER-1 the proof of a test links nothing, that of a link is no test', async () => {
    const { knex, portal } = fixture;
    const { id } = await connect(fixture);
    const admin = await signInLocally(fixture, 'admin');
    const ofTest = await testProof(portal.admin, id);
    const link = await beginLink(admin.client, id);
    const ofLink = proofOf(await runErrand(fixture, link, admin.browser));

    expect(await refusalCodeOf(completeLink(admin.client, ofTest))).toBe(
      'proof-invalid',
    );
    expect(await refusalCodeOf(completeTest(admin.client, id, ofLink))).toBe(
      'proof-invalid',
    );
    expect(await knex('sso_identities')).toEqual([]);
    expect(await knex('sso_connection_tests')).toEqual([]);
  });

  it('G18 linking CSRF: what an attacker began in the browser of a victim links nobody', async () => {
    const { knex } = fixture;
    const { id } = await connect(fixture);
    const attacker = await signInLocally(fixture, 'mallory');
    const victim = await signInLocally(fixture, 'ada');

    // The attacker wants the victim's identity at the provider.
    const url = await beginLink(attacker.client, id);
    const page = await runErrand(fixture, url, victim.browser);
    const proof = proofOf(page);
    expect(await refusalCodeOf(completeLink(victim.client, proof))).toBe(
      'proof-invalid',
    );
    // The attacker wants their own identity at the victim's account.
    const own = await beginLink(attacker.client, id);
    const ownProof = proofOf(await runErrand(fixture, own, attacker.browser));
    expect(await refusalCodeOf(completeLink(victim.client, ownProof))).toBe(
      'proof-invalid',
    );
    expect(await knex('sso_identities')).toEqual([]);

    // The honest twin.
    const honest = await beginLink(victim.client, id);
    const good = proofOf(await runErrand(fixture, honest, victim.browser));
    await completeLink(victim.client, good);
    expect(
      (await knex('sso_identities').pluck('account_id')).map(String),
    ).toEqual([victim.accountId]);
  });

  it('M25 a message that a test took signs nobody in, and the other way round', async () => {
    const { portal } = fixture;
    const { id } = await connectMessages(portal);
    const message = { id: 'message-1', subject: 'grace' };
    const second = { ...message, id: 'message-2' };
    const runTest = async (sent: typeof message) => {
      const browser = new TestBrowser();
      const url = await beginTest(portal.admin, id);
      const begun = await follow(portal, browser, url);
      const state = String(begun.location?.searchParams.get('RelayState'));
      const page = await post(portal, browser, id, sent, state);
      return completeTest(portal.admin, id, proofOf(page));
    };
    const signIn = async (sent: typeof message) => {
      const browser = new TestBrowser();
      const state = await beginMessage(portal, browser, id);
      return refusalOf(await post(portal, browser, id, sent, state)).code;
    };
    expect((await runTest(message)).outcome).toBe('success');
    expect(await signIn(message)).toBe('answer-replayed');
    expect(await signIn(second)).toBeUndefined();
    expect((await runTest(second)).code).toBe('answer-replayed');
  });

  it('CONN-7 what a test learns of the provider is not saved', async () => {
    const { knex, portal } = fixture;
    const { id, version } = await connectMessages(portal);
    const browser = new TestBrowser();
    const begun = await follow(
      portal,
      browser,
      await beginTest(portal.admin, id),
    );
    const state = String(begun.location?.searchParams.get('RelayState'));
    const message = { id: 'message-1', subject: 'grace', learn: 'something' };
    const page = await post(portal, browser, id, message, state);
    const result = await completeTest(portal.admin, id, proofOf(page));
    expect(result.outcome).toBe('success');
    expect(await knex('sso_connections').select('version')).toEqual([
      { version },
    ]);
    expect(JSON.stringify(await knex('sso_connections'))).not.toContain(
      'something',
    );
  });

  it('G07 members begin and complete no tests', async () => {
    const { portal } = fixture;
    const { id } = await connect(fixture);
    const proof = await testProof(portal.admin, id);
    for (const client of [portal.member, portal.anonymous]) {
      const codes = [
        await refusalCodeOf(beginTest(client, id)),
        await refusalCodeOf(completeTest(client, id, proof)),
      ];
      expect(codes).toEqual(
        client === portal.member ? ['403', '403'] : ['401', '401'],
      );
    }
    // They have not spent it.
    expect((await completeTest(portal.admin, id, proof)).outcome).toBe(
      'success',
    );
  });

  it('G05 G21 neither errand nor proof stands in the database or the log', async () => {
    const { idp, knex, portal } = fixture;
    const { id } = await connect(fixture);
    const url = await beginTest(portal.admin, id);
    const errand = String(new URL(url).searchParams.get('errand'));
    const browser = new TestBrowser();
    const begun = await follow(portal, browser, url);
    expect(JSON.stringify(await knex('sso_sign_in_states'))).not.toContain(
      errand,
    );
    const proof = proofOf(
      await finish(browser, await signInAt(idp, String(begun.location))),
    );
    const rows = JSON.stringify(await knex('sso_pending'));
    expect(rows).not.toContain(proof);
    expect(rows).not.toContain('grace');
    await completeTest(portal.admin, id, proof);
    const log = portal.log.join('\n');
    expect(log).toContain('connection-test');
    expect(log).not.toContain(errand);
    expect(log).not.toContain(proof);
    await expect(tokenOf(portal, browser)).rejects.toThrow('signed in');
  });
});
