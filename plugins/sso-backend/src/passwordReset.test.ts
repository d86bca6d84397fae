import {
  ssoAccountOperations,
  ssoPublicOperations as operations,
} from '@latchkey/plugin-sso-common';
import {
  ageAttempts,
  eventsOf,
  insertLocal,
  lockOf,
  password,
  post,
  tryPassword,
  tryWrong,
} from './__testUtils__/localAccounts';
import { createMailbox, keyOf } from './__testUtils__/passwordLinks';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { PortalError } from './__testUtils__/PortalClient';
import { APP_URL } from './__testUtils__/startTestPortal';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
// Hashes passwords by the dozen, perhaps on a busy machine.
jest.setTimeout(60_000);
const mailbox = createMailbox();
const newPassword = 'another good passphrase';

describe.each(mainEngine(databases))('password reset on %s', engine => {
  const fixture = usePortal(databases, engine, {
    features: [mailbox.feature],
    config: {
      sso: {
        local: {
          lockout: { attempts: 3 },
          passwordReset: { delivery: 'notifications' },
        },
        outbound: { allow: ['localhost'], allowHttp: true },
      },
    },
  });
  beforeEach(() => mailbox.sent.splice(0));

  const request = (username: string) =>
    fixture.portal.anonymous.call(operations.requestPasswordReset, {
      body: { username },
    });
  const requestKey = async (username = 'ada') => {
    const count = mailbox.sent.length + 1;
    await request(username);
    return keyOf(await mailbox.waitFor(count));
  };
  const outcomeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      error =>
        error instanceof PortalError
          ? error.body.refusal?.code ?? error.body.fields
          : Promise.reject(error),
    );
  const read = (key: string) =>
    outcomeOf(
      fixture.portal.anonymous.call(operations.readPasswordReset, {
        body: { key },
      }),
    );
  const complete = (key: string, typed = newPassword) =>
    outcomeOf(
      fixture.portal.anonymous.call(operations.completePasswordReset, {
        body: { key, password: typed },
      }),
    );

  it('LOCAL-5 sends a link that sets a new password once', async () => {
    const { portal, knex } = fixture;
    const id = await insertLocal(knex);
    await request('ADA');
    const link = await mailbox.waitFor(1);
    expect(`${link.origin}${link.pathname}`).toBe(`${APP_URL}/`);
    expect(mailbox.sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'user:default/ada' },
        payload: expect.objectContaining({
          title: 'Set a new password',
          topic: 'sso-password-reset',
        }),
      },
    ]);
    const key = keyOf(link);
    expect(
      await portal.anonymous.call(operations.readPasswordReset, {
        body: { key },
      }),
    ).toEqual({ username: 'ada', passwordMinLength: 12 });

    expect(await complete(key)).toBe('done');
    expect(await tryPassword(portal, 'ada', password)).toBe(
      'credentials-wrong',
    );
    expect(await tryPassword(portal, 'ada', newPassword)).toBe('signedIn');
    expect(await read(key)).toBe('reset-key-invalid');
    expect(await eventsOf(knex, id)).toEqual([
      'password-reset-requested',
      'password-changed',
      'sign-in-refused',
      'sign-in',
    ]);
  });

  it('LOCAL-5 by the email as well as by the username', async () => {
    await insertLocal(fixture.knex);
    expect(await complete(await requestKey('Ada@example.test'))).toBe('done');
  });

  it('LOCAL-5 a password that is refused leaves the link as it is', async () => {
    await insertLocal(fixture.knex);
    const key = await requestKey();
    for (const weak of ['short', 'aaaaaaaaaaaa', 'ada@example.test']) {
      expect(await complete(key, weak)).toEqual([
        { path: 'password', message: expect.any(String) },
      ]);
    }
    expect(await tryPassword(fixture.portal, 'ada', password)).toBe('signedIn');
    expect(await complete(key)).toBe('done');
  });

  it('LOCAL-5 unlocks the account', async () => {
    const { portal, knex } = fixture;
    const id = await insertLocal(knex);
    await tryWrong(portal, 'ada', 3);
    expect(await lockOf(knex, id)).toBe(60);
    expect(await complete(await requestKey())).toBe('done');
    expect(await lockOf(knex, id)).toBeUndefined();
    expect(await tryPassword(portal, 'ada', newPassword)).toBe('signedIn');
  });

  it('LOCAL-5 nobody can fill a mailbox with links', async () => {
    const { knex } = fixture;
    await insertLocal(knex);
    await insertLocal(knex, 'bob');
    for (let count = 1; count <= 3; count += 1) {
      await request('ada');
      await mailbox.waitFor(count);
    }
    await request('ada');
    await request('bob');
    await mailbox.waitFor(4);
    expect(
      mailbox.sent.map(
        ({ recipients }) => 'entityRef' in recipients && recipients.entityRef,
      ),
    ).toEqual([...Array(3).fill('user:default/ada'), 'user:default/bob']);
    await ageAttempts(knex, 60_000);
    expect(await complete(await requestKey())).toBe('done');
  });

  it('LOCAL-5 an administrator hands out a link, and the old password is over', async () => {
    const { portal, knex } = fixture;
    const id = await insertLocal(knex);
    const { url, expiresAt } = await portal.admin.call(
      ssoAccountOperations.resetAccountPassword,
      { params: { accountId: id } },
    );
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(23 * 3600_000);
    expect(await tryPassword(portal, 'ada', password)).toBe(
      'credentials-wrong',
    );
    expect(await complete(keyOf(url))).toBe('done');
    expect(await tryPassword(portal, 'ada', newPassword)).toBe('signedIn');
    expect(await eventsOf(knex, id)).toContain('password-reset-issued');
  });

  it('LOCAL-2 a sign-in through a provider clears a link that is out', async () => {
    const { knex } = fixture;
    const { id: connectionId } = await connect(fixture);
    await insertLocal(knex, 'alice', {
      email: 'alice.ferreira@example.test',
    });
    const key = await requestKey('alice');
    expect(await read(key)).toBe('done');
    await signInAs(fixture, connectionId);
    expect(await knex('sso_accounts')).toHaveLength(1);
    expect(await read(key)).toBe('reset-key-invalid');
    expect(await complete(key)).toBe('reset-key-invalid');
    expect(await tryPassword(fixture.portal, 'alice', password)).toBe(
      'signedIn',
    );
  });

  it('USER-8 accounts that a connection made get no link', async () => {
    const { knex } = fixture;
    const { id: connectionId } = await connect(fixture);
    await signInAs(fixture, connectionId);
    await insertLocal(knex, 'off', { state: 'disabled' });
    await insertLocal(knex);
    for (const name of ['alice', 'off', 'nobody', 'ada']) {
      await request(name);
    }
    await mailbox.waitFor(1);
    expect(mailbox.sent.map(({ recipients }) => recipients)).toEqual([
      { type: 'entity', entityRef: 'user:default/ada' },
    ]);
  });
});

describe('a portal without the notifications plugin', () => {
  const fixture = usePortal(databases, 'SQLITE_3', {
    config: {
      sso: { local: { passwordReset: { delivery: 'notifications' } } },
    },
  });

  it('LOCAL-5 starts, answers like any other, and logs that nothing was sent, without the key', async () => {
    const { portal, knex } = fixture;
    await insertLocal(knex);
    const logged = () =>
      portal.log.filter(line => line.includes('link could not be sent'));
    const answer = await post(portal, '/local/password-reset/request', {
      username: 'ada',
    });
    expect(answer.status).toBe(204);
    expect(
      await post(portal, '/local/password-reset/request', {
        username: 'nobody',
      }),
    ).toEqual(answer);
    while (logged().length === 0) {
      await new Promise(resolve => {
        setTimeout(resolve, 10);
      });
    }
    expect(logged()).toHaveLength(1);
    expect(logged()[0]).toMatch(/^error .*notifications/);
    expect(portal.log.join()).not.toContain('sso-reset=');
  });
});

describe('a portal where administrators hand links out', () => {
  const fixture = usePortal(databases, 'SQLITE_3');

  it('LOCAL-5 refuses to send any, the same for everyone', async () => {
    await insertLocal(fixture.knex);
    const [known, unknown] = await Promise.all(
      ['ada', 'nobody'].map(username =>
        post(fixture.portal, '/local/password-reset/request', { username }),
      ),
    );
    expect(known.status).toBe(403);
    expect(known).toEqual(unknown);
    expect(await fixture.knex('sso_pending')).toEqual([]);
  });
});
