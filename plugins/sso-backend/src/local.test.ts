import { ssoPublicOperations as operations } from '@latchkey/plugin-sso-common';
import {
  administrator,
  completeSetup,
  printedKeys,
  redeem,
} from './__testUtils__/administrator';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { PortalError } from './__testUtils__/PortalClient';
import { refresh } from './__testUtils__/signInFlow';
import { startTestPortal } from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';
import { hashBearer, newBearer } from './secrets/bearer';

const databases = createTestDatabases();
// Hashes passwords by the dozen, perhaps on a busy machine.
jest.setTimeout(60_000);

describe.each(mainEngine(databases))('local accounts on %s', engine => {
  const fixture = usePortal(databases, engine);
  const setupNeeded = async () =>
    (await fixture.portal.anonymous.call(operations.getSignInOptions, {}))
      .setupNeeded;
  const codeOf = async (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      error =>
        error instanceof PortalError
          ? error.body.refusal?.code ??
            error.body.fields?.map(({ path }) => path).join()
          : Promise.reject(error),
    );
  const signIn = (username: string, password = administrator.password) =>
    codeOf(
      fixture.portal.anonymous.call(operations.localSignIn, {
        body: { username, password },
      }),
    );
  /** A key as a start of the backend makes one. */
  async function newKey(expiresIn = 60_000): Promise<string> {
    const key = newBearer();
    const { setupKeys } = await persistenceOf(fixture.knex);
    await setupKeys.insert({
      keyHash: hashBearer(key),
      entityRef: 'user:default/admin',
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + expiresIn),
    });
    return key;
  }

  it('LOCAL-1 prints one set-up link at the start, which makes the first administrator', async () => {
    const { portal } = fixture;
    const keys = printedKeys(portal);
    expect(keys).toHaveLength(1);
    expect(await setupNeeded()).toBe(true);
    expect(
      await portal.anonymous.call(operations.readSetup, {
        body: { key: keys[0] },
      }),
    ).toEqual({ username: 'admin', passwordMinLength: 12 });

    const ticket = await completeSetup(portal, keys[0]);

    const browser = new TestBrowser();
    expect((await redeem(portal, browser, ticket)).status).toBe(204);
    const identity = JSON.parse((await refresh(portal, browser)).text);
    expect(identity.backstageIdentity.identity.userEntityRef).toBe(
      'user:default/admin',
    );
    expect(await setupNeeded()).toBe(false);
    expect(await codeOf(completeSetup(portal, keys[0]))).toBe(
      'setup-key-invalid',
    );
    expect(
      await codeOf(
        portal.anonymous.call(operations.readSetup, { body: { key: keys[0] } }),
      ),
    ).toBe('setup-key-invalid');
  });

  it('LOCAL-1 works once when it is used 20 times at once', async () => {
    const key = await newKey();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        codeOf(
          completeSetup(fixture.portal, key, {
            email: `root${index}@example.test`,
          }),
        ),
      ),
    );
    expect(results.sort()).toEqual([
      'done',
      ...Array(19).fill('setup-key-invalid'),
    ]);
    expect(await fixture.knex('sso_accounts')).toHaveLength(1);
    expect(await fixture.knex('sso_setup_keys')).toEqual([]);
  });

  it('LOCAL-1 two links at once make one administrator', async () => {
    const keys = [await newKey(), await newKey()];
    const results = await Promise.all(
      keys.map((key, index) =>
        codeOf(
          completeSetup(fixture.portal, key, { email: `r${index}@x.test` }),
        ),
      ),
    );
    expect(results.sort()).toEqual(['done', expect.any(String)]);
    expect(await fixture.knex('sso_accounts')).toHaveLength(1);
  });

  it.each([
    ['expired', () => newKey(-1)],
    ['unknown', async () => newBearer()],
    ['too short', async () => 'x'],
  ])('LOCAL-1 refuses a key that is %s', async (_, makeKey) => {
    const key = await makeKey();
    expect(await codeOf(completeSetup(fixture.portal, key))).toBe(
      'setup-key-invalid',
    );
    expect(await fixture.knex('sso_accounts')).toEqual([]);
  });

  it('LOCAL-1 prints a link at each start until there is an administrator', async () => {
    const { knex } = fixture;
    const again = await startTestPortal({ databases, knex });
    const [key] = printedKeys(again);
    expect(key).toBeDefined();
    await completeSetup(fixture.portal, key);
    await again.stop();
    const third = await startTestPortal({ databases, knex });
    expect(printedKeys(third)).toEqual([]);
    await third.stop();
    // A disabled one cannot help anybody.
    await knex('sso_accounts').update({ state: 'disabled' });
    const fourth = await startTestPortal({ databases, knex });
    expect(printedKeys(fourth)).toHaveLength(1);
    await fourth.stop();
  });

  it.each([
    ['12 characters', 'kXq0vWm3Tz8r'],
    ['1024 characters', `${'x'.repeat(1023)}y`],
    ['spaces and every script', 'pass phrase — 日本 é'],
  ])('LOCAL-1 takes a password of %s, whole', async (_, password) => {
    await completeSetup(fixture.portal, await newKey(), { password });
    expect(await signIn('admin', password)).toBe('done');
    expect(await signIn('admin', password.slice(0, -1))).toBe(
      'credentials-wrong',
    );
  });

  it.each([
    ['of 11 characters', 'kXq0vWm3Tz8'],
    ['of 1025 characters', `${'x'.repeat(1024)}y`],
    ['of one character', 'x'.repeat(12)],
    ['with the username', 'I am the admin'],
    ['with the email', 'root@example.test'],
    ['with the name', 'the administrator 1'],
  ])(
    'LOCAL-1 refuses a password %s, and the link goes on',
    async (_, password) => {
      const key = await newKey();
      const completed = completeSetup(fixture.portal, key, { password });
      expect(await codeOf(completed)).toBe('password');
      expect(await fixture.knex('sso_accounts')).toEqual([]);
      expect(await codeOf(completeSetup(fixture.portal, key))).toBe('done');
    },
  );

  it.each([
    ['displayName', { displayName: ' ' }],
    ['email', { email: 'no address' }],
    ['password', { password: '' }],
  ])('LOCAL-1 names the field %s', async (field, changes) => {
    const key = await newKey();
    expect(await codeOf(completeSetup(fixture.portal, key, changes))).toBe(
      field,
    );
    expect(await codeOf(completeSetup(fixture.portal, key))).toBe('done');
  });

  it('LOCAL-1 a taken email leaves the link usable', async () => {
    const { id } = await connect(fixture);
    await signInAs(fixture, id, { email: administrator.email });
    const key = await newKey();
    expect(await codeOf(completeSetup(fixture.portal, key))).toBe(
      'email-taken',
    );
    expect(
      await codeOf(
        completeSetup(fixture.portal, key, { email: 'other@example.test' }),
      ),
    ).toBe('done');
  });

  it('LOCAL-1 signs in by username or email in any case, and by nothing else', async () => {
    await completeSetup(fixture.portal, await newKey());
    for (const name of ['admin', 'ADMIN', ' Admin ', 'Root@Example.TEST']) {
      expect(await signIn(name)).toBe('done');
    }
    for (const name of [
      'root',
      'user:default/admin',
      'admin%',
      'The Administrator',
    ]) {
      expect(await signIn(name)).toBe('credentials-wrong');
    }
    expect(await signIn('admin', 'Correct horse battery')).toBe(
      'credentials-wrong',
    );
  });

  it('LOCAL-1 takes a password however the keyboard composes it', async () => {
    const password = 'très sécurisé !';
    await completeSetup(fixture.portal, await newKey(), {
      password: password.normalize('NFC'),
    });
    expect(await signIn('admin', password.normalize('NFD'))).toBe('done');
  });

  it('USER-8 an account that a connection made signs in through it only', async () => {
    const { knex, portal } = fixture;
    await completeSetup(portal, await newKey());
    const [{ password_hash: hash }] = await knex('sso_accounts');
    const { id } = await connect(fixture);
    await signInAs(fixture, id);
    await knex('sso_accounts')
      .where({ source: id })
      .update({ password_hash: hash });
    expect(await signIn('alice')).toBe('credentials-wrong');
    expect(await signIn('admin')).toBe('done');
    await knex('sso_accounts')
      .where({ source: id })
      .update({ source: 'local' });
    expect(await signIn('alice')).toBe('done');
  });

  it('LOCAL-3 a disabled account is told so, only with the right password', async () => {
    await completeSetup(fixture.portal, await newKey());
    await fixture.knex('sso_accounts').update({ state: 'disabled' });
    expect(await signIn('admin')).toBe('account-disabled');
    expect(await signIn('admin', 'wrong password')).toBe('credentials-wrong');
  });
});

describe.each(mainEngine(databases))('local sign-in off on %s', engine => {
  const fixture = usePortal(databases, engine, {
    config: {
      sso: {
        local: { enabled: false },
        outbound: { allow: ['localhost'], allowHttp: true },
      },
    },
  });

  it('LOCAL-1 G16 offers nothing, prints no link, and refuses passwords and keys', async () => {
    const { portal } = fixture;
    expect(printedKeys(portal)).toEqual([]);
    const options = await portal.anonymous.call(
      operations.getSignInOptions,
      {},
    );
    expect(options).toMatchObject({ localSignIn: false, setupNeeded: false });
    const answers = [
      await portal.anonymous.send(operations.localSignIn, {
        body: { username: 'admin', password: administrator.password },
      }),
      await portal.anonymous.send(operations.readSetup, {
        body: { key: 'x' },
      }),
      await portal.anonymous.send(operations.completeSetup, {
        body: { key: 'x', ...administrator },
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(answers[0].body).toMatchObject({
      refusal: { code: 'local-sign-in-off' },
    });
  });
});
