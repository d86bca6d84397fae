import { signInAt } from '@latchkey/dev-idp';
import {
  ssoAdminOperations,
  ssoOverrideOperations,
} from '@latchkey/plugin-sso-common';
import {
  beginLink,
  beginTest,
  follow,
  proofOf,
  refusalCodeOf,
  runErrand,
  signInLocally,
  testConnection,
} from './__testUtils__/errandFlow';
import {
  connect,
  countRows,
  noRows,
  signInAs,
  usePortal,
} from './__testUtils__/portalFixture';
import { tokenOf } from './__testUtils__/secondFactor';
import { finish, refusalOf } from './__testUtils__/signInFlow';
import { ADMINISTRATOR } from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  insertAccount,
  mainEngine,
  persistenceOf,
  someConnection,
} from './database/__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const person = {
  sub: 'grace',
  preferred_username: 'grace',
  email: 'grace@example.test',
  email_verified: true,
};

describe.each(mainEngine(databases))('errands on %s', engine => {
  const fixture = usePortal(databases, engine);

  it('CONN-7 a test shows what would become of the person, and writes nothing of it', async () => {
    const { idp, knex, portal } = fixture;
    const { id, version } = await connect(fixture);
    idp.claims(person);
    const browser = new TestBrowser();

    const page = await runErrand(
      fixture,
      await beginTest(portal.admin, id),
      browser,
    );
    expect(page.location?.pathname).toBe(`/sso/connections/${id}`);
    expect(page.location?.search).toBe('');
    const result = await testConnection(fixture, id);

    expect(result).toMatchObject({
      outcome: 'success',
      account: 'user:default/grace',
      accountCreated: true,
    });
    expect(result.evidence).toContainEqual({
      label: 'Sign-in resolver',
      value: 'createAccount',
    });
    expect(await countRows(knex)).toEqual(noRows);
    expect(await knex('sso_groups')).toEqual([]);
    expect(await knex('sso_events')).toEqual([]);
    expect(await knex('sso_traces')).toEqual([]);
    expect(await knex('sso_connection_tests')).toMatchObject([
      { connection_id: id, tested_by: ADMINISTRATOR, version },
    ]);
    // Nobody is signed in by it.
    await expect(tokenOf(portal, browser)).rejects.toThrow('signed in');
  });

  it('CONN-7 a test names the account that a known person has', async () => {
    const { knex } = fixture;
    const { id } = await connect(fixture);
    await signInAs(fixture, id, person);
    const rows = await countRows(knex);

    expect(await testConnection(fixture, id)).toMatchObject({
      outcome: 'success',
      account: 'user:default/grace',
      accountCreated: false,
    });
    expect(await countRows(knex)).toEqual(rows);
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ['nobody gets an account', 'no-account', async () => {}],
    [
      'the username is taken',
      'username-taken',
      async () => insertAccount(await persistenceOf(fixture.knex), 'grace'),
    ],
    [
      'the provider refuses',
      'provider-denied',
      () => fixture.idp.misbehave('errorCallback'),
    ],
    [
      'the answer is not good',
      'id-token-nonce',
      () => fixture.idp.misbehave('wrongNonce'),
    ],
    [
      'the provider cannot be found',
      'issuer-mismatch',
      () => fixture.idp.misbehave('discoveryIssuerMismatch'),
    ],
  ])(
    'CONN-7 a test where %s ends on the page with %s and advice',
    async (_, code, arrange) => {
      const { idp, knex } = fixture;
      const { id } = await connect(fixture, {
        policy: code === 'no-account' ? { resolvers: ['linkedIdentity'] } : {},
      });
      idp.claims(person);
      await arrange();

      const result = await testConnection(fixture, id);

      expect(result).toMatchObject({
        outcome: 'refused',
        code,
        detail: expect.stringMatching(/./),
        advice: expect.stringMatching(/./),
        accountCreated: false,
      });
      expect(await knex('sso_connection_tests')).toEqual([]);
      expect(await knex('sso_events')).toEqual([]);
    },
  );

  it('CONN-7 a test asks the gate: a disabled account, a second factor', async () => {
    const { knex } = fixture;
    const { id } = await connect(fixture);
    await signInAs(fixture, id, person);
    const [account] = await knex('sso_accounts');
    await knex('sso_second_factors').insert({
      account_id: account.id,
      secret_key_id: 'test',
      secret: 'sealed',
      created_at: new Date(),
      confirmed_at: new Date(),
      last_step: 0,
    });
    const challenged = await testConnection(fixture, id);
    expect(challenged.outcome).toBe('success');
    expect(challenged.evidence).toContainEqual({
      label: 'Asked for a second factor',
      value: true,
    });

    await knex('sso_accounts').update({ state: 'disabled' });
    expect(await testConnection(fixture, id)).toMatchObject({
      outcome: 'refused',
      code: 'account-disabled',
    });
  });

  it('CONN-7 a test goes before an SSO connection is switched on; a link does not', async () => {
    const { portal } = fixture;
    const { id, version } = await connect(fixture);
    const ada = await signInLocally(fixture, 'ada');
    const started = await beginLink(ada.client, id);
    await portal.admin.call(ssoAdminOperations.setConnectionActive, {
      params: { connectionId: id },
      body: { active: false, version },
    });

    expect((await testConnection(fixture, id)).outcome).toBe('success');
    expect(await refusalCodeOf(beginLink(ada.client, id))).toBe('404');
    const page = await runErrand(fixture, started, ada.browser);
    expect(page.location?.pathname).toBe('/my-security');
    expect(refusalOf(page).code).toBe('connection-inactive');
  });

  it('CONN-7 a test without the protocol answers 503, one of nothing 404', async () => {
    const { knex, portal } = fixture;
    await (
      await persistenceOf(knex)
    ).connections.insert({
      connection: someConnection({ id: 'ghost', protocol: 'ghost' }),
      action: 'created',
      changedPaths: [],
    });
    expect(await refusalCodeOf(beginTest(portal.admin, 'ghost'))).toBe(
      'protocol-not-installed',
    );
    expect(await refusalCodeOf(beginTest(portal.admin, 'nothing'))).toBe(
      'connection-not-found',
    );
  });

  it('CONN-7 a test counts for the settings that it ran with', async () => {
    const { idp, knex, portal } = fixture;
    const { id, version } = await connect(fixture);
    const browser = new TestBrowser();
    const begun = await follow(
      portal,
      browser,
      await beginTest(portal.admin, id),
    );
    const changed = await portal.admin.call(
      ssoAdminOperations.updateConnection,
      {
        params: { connectionId: id },
        body: {
          displayName: 'Changed',
          settings: { issuer: idp.issuer, clientId: idp.clientId },
          version,
        },
      },
    );
    // The browser set out before the change, so that is what was tested.
    const answer = await signInAt(idp, String(begun.location));
    const page = await finish(browser, answer);
    const complete = (proof: string) =>
      portal.admin.call(ssoOverrideOperations.completeConnectionTest, {
        params: { connectionId: id },
        body: { proof },
      });
    expect((await complete(proofOf(page))).outcome).toBe('success');
    const versions = () => knex('sso_connection_tests').pluck('version');
    expect(await versions()).toEqual([version]);

    await testConnection(fixture, id);
    expect(await versions()).toEqual([changed.version]);
  });
});
