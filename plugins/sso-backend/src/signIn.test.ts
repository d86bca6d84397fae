import { type DevIdp, startDevIdp } from '@latchkey/dev-idp';
import {
  ssoAdminOperations,
  ssoServiceOperations,
} from '@latchkey/plugin-sso-common';
import { createTestDatabases } from './database/__testUtils__/stores';
import {
  APP_URL,
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import {
  activateOidc,
  refresh,
  refusalOf,
  signIn,
} from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';

const databases = createTestDatabases();
const alice = { username: 'alice', password: 'alice-password' };

describe.each(databases.eachSupportedId())('a sign-in on %s', engine => {
  let idp: DevIdp;
  let portal: TestPortal;

  beforeAll(async () => {
    idp = await startDevIdp();
    portal = await startTestPortal({
      databases,
      knex: await databases.init(engine),
    });
  }, 60_000);
  afterAll(async () => {
    await portal?.stop();
    await idp?.stop();
  });

  async function directory() {
    const service = portal.service('catalog');
    const { users } = await service.call(
      ssoServiceOperations.readDirectoryUsers,
      {},
    );
    const { groups } = await service.call(
      ssoServiceOperations.readDirectoryGroups,
      {},
    );
    return { users, groups };
  }

  it('OIDC-1 CONN-2 USER-3 GROUP-1 makes an account with its groups and a session', async () => {
    const { id } = await activateOidc(portal, idp);
    const browser = new TestBrowser();

    const landed = await signIn({
      portal,
      browser,
      connectionId: id,
      provider: idp,
      person: alice,
      returnTo: '/catalog?filters=x#top',
    });

    expect(landed.location?.href).toBe(`${APP_URL}/catalog?filters=x#top`);
    const answer = await refresh(portal, browser);
    expect(answer.status).toBe(200);
    const identity = JSON.parse(answer.text);
    expect(identity.profile).toMatchObject({
      displayName: 'Alice Ferreira',
      email: 'alice.ferreira@example.test',
    });
    expect(identity.backstageIdentity.identity.userEntityRef).toBe(
      'user:default/alice',
    );
    const { users, groups } = await directory();
    expect(users).toEqual([
      expect.objectContaining({
        entityRef: 'user:default/alice',
        source: id,
        removed: false,
        displayName: 'Alice Ferreira',
        memberOf: expect.arrayContaining([
          'group:default/engineering',
          'group:default/platform',
        ]),
      }),
    ]);
    expect(groups.map(({ title }) => title).sort()).toEqual([
      'engineering',
      'platform',
    ]);
    const { connections } = await portal.admin.call(
      ssoAdminOperations.listConnections,
      {},
    );
    expect(connections[0].lastSignIn).toMatchObject({ outcome: 'success' });
  });

  it('USER-1 finds the account by its link the second time, and makes no other', async () => {
    const { connections } = await portal.admin.call(
      ssoAdminOperations.listConnections,
      {},
    );
    const before = await directory();

    const browser = new TestBrowser();
    const landed = await signIn({
      portal,
      browser,
      connectionId: connections[0].id,
      provider: idp,
      person: alice,
    });

    expect(landed.location?.href).toBe(`${APP_URL}/`);
    expect(refusalOf(landed)).toEqual({});
    expect((await directory()).users).toHaveLength(before.users.length);
  });
});
