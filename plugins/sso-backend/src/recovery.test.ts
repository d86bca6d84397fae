import {
  ssoAccountOperations,
  ssoPublicOperations as operations,
  ssoSelfOperations,
} from '@latchkey/plugin-sso-common';
import { administrator, redeem } from './__testUtils__/administrator';
import { insertLocal } from './__testUtils__/localAccounts';
import { connect, usePortal } from './__testUtils__/portalFixture';
import { printedToken, recover } from './__testUtils__/recoveryLinks';
import { enrolSecondFactor, signedInAs } from './__testUtils__/secondFactor';
import { refresh } from './__testUtils__/signInFlow';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe.each(mainEngine(databases))('recovery links on %s', engine => {
  const fixture = usePortal(databases, engine);

  /** Goes all the way: link, ticket, cookie, token. */
  async function signInWith(portal: TestPortal, token: string) {
    const outcome = await portal.anonymous.call(operations.recover, {
      body: { token },
    });
    if (outcome.status !== 'signedIn') throw new Error(outcome.status);
    const browser = new TestBrowser();
    expect((await redeem(portal, browser, outcome.ticket)).status).toBe(204);
    const { status, text } = await refresh(portal, browser);
    expect(status).toBe(200);
    return {
      browser,
      userEntityRef: JSON.parse(text).backstageIdentity.identity.userEntityRef,
    };
  }

  it('LOCAL-7 signs an administrator in, with an event of its own', async () => {
    const accountId = await insertLocal(fixture.knex, 'admin');
    const { userEntityRef } = await signInWith(
      fixture.portal,
      await printedToken(),
    );
    expect(userEntityRef).toBe('user:default/admin');
    const { history, sessions } = await persistenceOf(fixture.knex);
    const events = await history.listEvents({ accountId, limit: 10 });
    expect(events.map(({ type, actor }) => ({ type, actor }))).toEqual([
      { type: 'sign-in', actor: 'user:default/admin' },
      { type: 'recovery-link-used', actor: 'user:default/admin' },
    ]);
    const [session] = await sessions.listOfAccount(accountId, new Date());
    expect(session).toMatchObject({ way: 'recovery', secondFactor: 'waived' });
  });

  it('LOCAL-7 G14 admits an administrator whom nothing else does', async () => {
    const id = await insertLocal(fixture.knex, 'admin', { source: 'okta' });
    const { accounts } = await persistenceOf(fixture.knex);
    await accounts.withdrawPassword(id, new Date());
    await fixture.knex('sso_attempts').insert({
      key_hash: 'locked',
      account_id: id,
      attempts: 10,
      locks: 1,
      locked_until: new Date(Date.now() + 60_000),
      expires_at: new Date(Date.now() + 120_000),
    });
    const { userEntityRef } = await signInWith(
      fixture.portal,
      await printedToken(),
    );
    expect(userEntityRef).toBe('user:default/admin');
  });

  it('LOCAL-7 lets the password be set without the old one', async () => {
    await insertLocal(fixture.knex, 'admin');
    const { browser } = await signInWith(fixture.portal, await printedToken());
    const self = await signedInAs(fixture.portal, browser);
    const newPassword = 'a much better passphrase';
    await self.call(ssoSelfOperations.changeMyPassword, {
      body: { newPassword },
    });
    const progress = await fixture.portal.anonymous.call(
      operations.localSignIn,
      { body: { username: 'admin', password: newPassword } },
    );
    expect(progress.status).toBe('signedIn');
  });

  it("LOCAL-7 LOCAL-4 lets a lost authenticator be taken off one's own account", async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex, 'admin');
    const { browser } = await signInWith(portal, await printedToken());
    const self = await signedInAs(portal, browser);
    await enrolSecondFactor(self);
    const remove = () =>
      self.call(ssoAccountOperations.removeAccountSecondFactor, {
        params: { accountId },
      });
    // Later on, the session is like any other.
    const aged = { created_at: new Date(Date.now() - 16 * 60_000) };
    const [{ created_at: made }] = await knex('sso_sessions');
    await knex('sso_sessions').update(aged);
    await expect(remove()).rejects.toMatchObject({
      status: 409,
      body: { refusal: { code: 'account-own' } },
    });
    await knex('sso_sessions').update({ created_at: made });
    expect((await remove()).secondFactorState.on).toBe(false);
  });

  it('LOCAL-7 goes on with the set-up for an administrator without an account', async () => {
    // Somebody else could sign in, so there is no printed set-up link.
    await insertLocal(fixture.knex, 'admin');
    const portal = await startTestPortal({
      databases,
      knex: fixture.knex,
      config: {
        sso: {
          administrators: ['user:default/admin', 'user:default/operator'],
          local: { enabled: false },
        },
      },
    });
    try {
      const outcome = await portal.anonymous.call(operations.recover, {
        body: { token: await printedToken('user:default/operator') },
      });
      expect(outcome.status).toBe('setup');
      const { key } = outcome as { key: string };
      const { username } = await portal.anonymous.call(operations.readSetup, {
        body: { key },
      });
      expect(username).toBe('operator');
      const { ticket } = await portal.anonymous.call(operations.completeSetup, {
        body: { ...administrator, key },
      });
      const browser = new TestBrowser();
      expect((await redeem(portal, browser, ticket)).status).toBe(204);
      expect((await refresh(portal, browser)).status).toBe(200);
    } finally {
      await portal.stop();
    }
  });

  it('LOCAL-7 works while override auth and --disablePlugins are on, and local sign-in is off', async () => {
    await insertLocal(fixture.knex, 'admin');
    const { id } = await connect(fixture);
    await fixture.knex('sso_overrides').insert({
      state: 'confirmed',
      connection_id: id,
      armed_by: 'user:default/admin',
      armed_at: new Date(),
    });
    for (const disablePlugins of [false, true]) {
      const portal = await startTestPortal({
        databases,
        knex: fixture.knex,
        config: {
          sso: {
            disablePlugins,
            local: { enabled: false },
            nosso: { addresses: [] },
          },
        },
      });
      expect(await recover(portal, await printedToken())).toBe('signedIn');
      await portal.stop();
    }
  });

  it('LOCAL-7 takes links of every key in the ring, but prints with the first', async () => {
    await insertLocal(fixture.knex, 'admin');
    const keys = [
      { id: 'new', secret: 'another key for tests, 32 charact' },
      { id: 'test', secret: 'a key for tests, 32 characters..' },
    ] as const;
    const portal = await startTestPortal({
      databases,
      knex: fixture.knex,
      config: { sso: { secrets: { keys: keys.map(key => ({ ...key })) } } },
    });
    try {
      expect(await recover(portal, await printedToken())).toBe('signedIn');
      const rotated = await printedToken(undefined, { keyRing: keys });
      expect(await recover(portal, rotated)).toBe('signedIn');
      const late = await printedToken(undefined, { keyRing: keys });
      expect(await recover(fixture.portal, late)).toBe('recovery-link-invalid');
    } finally {
      await portal.stop();
    }
  });
});
