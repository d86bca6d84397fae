import {
  ssoAccountOperations as accounts,
  ssoSelfOperations as self,
} from '@latchkey/plugin-sso-common';
import {
  insertLocal,
  password,
  tryPassword,
} from './__testUtils__/localAccounts';
import { connect, usePortal } from './__testUtils__/portalFixture';
import {
  accountIdOf,
  isSignedIn,
  signInLocally,
} from './__testUtils__/signedIn';
import { refresh } from './__testUtils__/signInFlow';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import {
  createTestDatabases,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('accounts at once on %s', engine => {
  const fixture = usePortal(databases, engine);
  let other: TestPortal;
  beforeAll(async () => {
    other = await startTestPortal({ databases, knex: fixture.knex });
  }, 60_000);
  afterAll(() => other?.stop());
  const admin = () => fixture.portal.admin;

  it('G16 LOCAL-3 disabling ends access on both replicas at the next refresh', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const here = await signInLocally(portal);
    const there = await signInLocally(other);
    await admin().call(accounts.setAccountActive, {
      params: { accountId },
      body: { active: false },
    });

    for (const { browser, client } of [here, there]) {
      for (const replica of [portal, other]) {
        expect((await refresh(replica, browser)).status).toBe(401);
        expect(await tryPassword(replica, 'ada', password)).toBe(
          'account-disabled',
        );
      }
      // The token that is left opens nothing of the own account either.
      expect(await client.send(self.getMyAccount)).toMatchObject({
        status: 403,
        body: { refusal: { code: 'account-disabled' } },
      });
    }
  });

  it('G20 disabling while sign-ins are on their way lets nobody in', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const params = { accountId };
    const attempts = Array.from({ length: 6 }, (_, index) =>
      signInLocally(index % 2 ? portal : other).catch(() => undefined),
    );
    await admin().call(accounts.setAccountActive, {
      params,
      body: { active: false },
    });
    const signedIn: boolean[] = [];
    for (const person of await Promise.all(attempts)) {
      signedIn.push(person !== undefined && (await isSignedIn(portal, person)));
    }
    expect(signedIn).toEqual(Array(6).fill(false));
    expect(await tryPassword(portal, 'ada', password)).toBe('account-disabled');
  });

  it('G20 two administrators at once: one name is given once, one link removed once', async () => {
    const { knex, portal } = fixture;
    const body = { username: 'wanted', email: 'wanted@example.test' };
    const made = await Promise.all(
      [portal, other, portal, other].map(({ admin: client }) =>
        client.send(accounts.createAccount, { body }),
      ),
    );
    expect(made.map(({ status }) => status).sort()).toEqual([
      201, 409, 409, 409,
    ]);
    const accountId = await accountIdOf(knex, 'wanted');
    const { accounts: store } = await persistenceOf(knex);
    const { id } = await connect(fixture);
    await store.link([
      {
        connectionId: id,
        issuer: 'i',
        subject: 's',
        accountId,
        at: new Date(),
      },
    ]);
    const [link] = await store.listLinks(accountId);
    const removed = await Promise.all(
      [portal, other].map(({ admin: client }) =>
        client.send(accounts.removeAccountLink, {
          params: { accountId, linkId: link.id },
        }),
      ),
    );
    expect(removed.map(({ status }) => status).sort()).toEqual([200, 404]);
    // Two changes of different fields: none is lost.
    await Promise.all([
      portal.admin.call(accounts.updateAccount, {
        params: { accountId },
        body: { givenName: 'Given' },
      }),
      other.admin.call(accounts.updateAccount, {
        params: { accountId },
        body: { familyName: 'Family' },
      }),
    ]);
    expect(
      await admin().call(accounts.getAccount, { params: { accountId } }),
    ).toMatchObject({ givenName: 'Given', familyName: 'Family' });
  });

  it('G20 two resets at once: at most the newest link sets a password', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const params = { accountId };
    await Promise.all(
      [portal, other].map(({ admin: client }) =>
        client.call(accounts.resetAccountPassword, { params }),
      ),
    );
    const pending = await knex('sso_pending').where({ kind: 'passwordReset' });
    expect(pending).toHaveLength(1);
  });
});
