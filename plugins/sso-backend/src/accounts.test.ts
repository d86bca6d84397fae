import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ssoAccountOperations as operations,
  ssoPublicOperations,
} from '@latchkey/plugin-sso-common';
import {
  eventsOf,
  insertLocal,
  password,
  tryPassword,
} from './__testUtils__/localAccounts';
import {
  connect,
  countRows,
  readDirectory,
  usePortal,
} from './__testUtils__/portalFixture';
import {
  accountIdOf,
  keyOf,
  signInLocally,
  signInThrough,
} from './__testUtils__/signedIn';
import { ADMINISTRATOR } from './__testUtils__/startTestPortal';
import { createTestDatabases } from './database/__testUtils__/stores';

const databases = createTestDatabases();
const newPassword = 'a quite different phrase';

const foreignUser = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name: 'grace',
    annotations: {
      'backstage.io/managed-by-origin-location': 'url:https://org.test/x.yaml',
    },
  },
  spec: { memberOf: [] },
};

describe.each(databases.eachSupportedId())('accounts on %s', engine => {
  const fixture = usePortal(databases, engine, {
    catalog: catalogServiceMock({ entities: [foreignUser] }),
  });
  const admin = () => fixture.portal.admin;
  const get = (accountId: string) =>
    admin().call(operations.getAccount, { params: { accountId } });
  const create = (body: {
    username: string;
    email?: string;
    displayName?: string;
  }) => admin().call(operations.createAccount, { body });
  const setPassword = (key: string, typed: string) =>
    fixture.portal.anonymous.send(ssoPublicOperations.completePasswordReset, {
      body: { key, password: typed },
    });

  it('LOCAL-1 LOCAL-5 creates an account whose link sets the password, once', async () => {
    const { portal } = fixture;
    const { account, passwordLink } = await create({
      username: 'Ada.Lovelace',
      displayName: 'Ada Lovelace',
      email: 'ada@example.test',
    });

    expect(account).toMatchObject({
      username: 'Ada.Lovelace',
      entityRef: 'user:default/ada.lovelace',
      source: 'local',
      active: true,
      emailVerified: true,
      hasPassword: false,
      administrator: false,
      events: [
        { type: 'password-reset-issued', actor: ADMINISTRATOR },
        { type: 'account-created', actor: ADMINISTRATOR },
      ],
    });
    expect((await readDirectory(portal)).users).toEqual([
      expect.objectContaining({ entityRef: 'user:default/ada.lovelace' }),
    ]);
    const key = keyOf(passwordLink);
    expect((await setPassword(key, password)).status).toBe(204);
    expect((await setPassword(key, newPassword)).status).toBe(403);
    expect(await tryPassword(portal, 'ada.lovelace', password)).toBe(
      'signedIn',
    );
    expect(await get(account.id)).toMatchObject({ hasPassword: true });
  });

  it.each([
    ['ada', 'username-taken'],
    ['ADA', 'username-taken'],
    // Of an administrator who has no account yet, and of another provider.
    ['admin', 'username-taken'],
    ['Grace', 'username-taken'],
  ])('USER-3 G10 an account %s is refused as %s', async (username, code) => {
    await insertLocal(fixture.knex, 'ada');
    const before = await countRows(fixture.knex);
    const answer = await admin().send(operations.createAccount, {
      body: { username },
    });
    expect(answer).toMatchObject({ status: 409, body: { refusal: { code } } });
    expect(await countRows(fixture.knex)).toEqual(before);
    // The honest twin: a name that nobody has.
    expect((await create({ username: 'newcomer' })).account.username).toBe(
      'newcomer',
    );
  });

  it('USER-4 an email that is somebody else’s is refused, one that nobody proved is taken over', async () => {
    await insertLocal(fixture.knex, 'ada');
    await insertLocal(fixture.knex, 'eve', {
      email: 'grace@example.test',
      emailVerified: false,
    });
    const answer = await admin().send(operations.createAccount, {
      body: { username: 'new', email: 'ADA@example.test' },
    });
    expect(answer).toMatchObject({
      status: 409,
      body: { refusal: { code: 'email-taken' } },
    });
    const made = await create({ username: 'new', email: 'grace@example.test' });
    expect(made.account).toMatchObject({ emailVerified: true });
  });

  it.each([
    { username: '' },
    { username: '-ada' },
    { username: 'ada ' + 'x' },
    { username: 'user:default/admin' },
    { username: 'x'.repeat(64) },
    { username: 'ada', email: 'no email' },
    { username: 'ada', displayName: 'line\nbreak' },
    { username: 'ada', displayName: 'half \ud800' },
    { username: 'ada', source: 'okta' },
    { username: 'ada', password },
  ])('LOCAL-1 does not create %j', async body => {
    const answer = await admin().send(operations.createAccount, { body });
    expect(answer.status).toBe(400);
    expect(await countRows(fixture.knex)).toMatchObject({ accounts: 0 });
  });

  it('LOCAL-6 shows an account with its links, groups, sessions and events', async () => {
    const { knex, idp } = fixture;
    const { id } = await connect(fixture, { displayName: 'The provider' });
    await signInThrough(fixture, id, { groups: ['engineering'] });
    const accountId = await accountIdOf(knex, 'alice');

    const account = await get(accountId);

    expect(account).toMatchObject({
      source: id,
      sourceName: 'The provider',
      hasPassword: false,
      resetPending: false,
      secondFactor: false,
      secondFactorState: { on: false, recoveryCodesLeft: 0 },
      links: [
        { connectionId: id, connection: 'The provider', issuer: idp.issuer },
      ],
      groups: [{ title: 'engineering', madeBy: id, kind: 'team' }],
      sessions: [
        {
          way: 'sso',
          connectionId: id,
          connection: 'The provider',
          current: false,
          secondFactor: false,
        },
      ],
      events: [{ type: 'sign-in', connection: 'The provider' }],
    });
    expect(account.sessions[0].address).toMatch(/127\.0\.0\.1|::1/);
    expect(account.lastActiveAt).toBeDefined();
  });

  it('LOCAL-6 marks the own session in the own account', async () => {
    const { knex, portal } = fixture;
    await insertLocal(knex, 'admin');
    await signInLocally(portal, 'admin');
    const { client } = await signInLocally(portal, 'admin');
    const { sessions } = await client.call(operations.getAccount, {
      params: { accountId: await accountIdOf(knex, 'admin') },
    });
    expect(sessions.map(({ current }) => current)).toEqual([true, false]);
  });

  it('USER-5 changes a profile; what is left out stays, and the email counts as verified', async () => {
    const { knex } = fixture;
    const accountId = await insertLocal(knex, 'ada', {
      displayName: 'Ada',
      givenName: 'Augusta',
      emailVerified: false,
    });
    await insertLocal(knex, 'bob');
    const update = (body: object) =>
      admin().send(operations.updateAccount, { params: { accountId }, body });

    expect(
      await update({ displayName: 'Ada L.', email: 'new@example.test' }),
    ).toMatchObject({
      status: 200,
      body: {
        displayName: 'Ada L.',
        givenName: 'Augusta',
        email: 'new@example.test',
        emailVerified: true,
      },
    });
    // Nothing new, and so nothing to remember.
    await update({ displayName: 'Ada L.', email: 'new@example.test' });
    await update({});
    expect(await eventsOf(knex, accountId)).toEqual(['account-changed']);

    expect(await update({ email: 'BOB@example.test' })).toMatchObject({
      status: 409,
      body: { refusal: { code: 'email-taken' } },
    });
    expect(await get(accountId)).toMatchObject({ email: 'new@example.test' });
    expect((await readDirectory(fixture.portal)).users).toContainEqual(
      expect.objectContaining({ displayName: 'Ada L.' }),
    );
  });

  it('LOCAL-3 answers with 404 about accounts that there are not', async () => {
    for (const operation of Object.values(operations)) {
      if (!operation.path.includes('{accountId}')) continue;
      const bodies: Record<string, object> = {
        updateAccount: { displayName: 'X' },
        setAccountActive: { active: false },
        setAccountSource: { source: 'local' },
      };
      const answer = await admin().send(operation, {
        params: { accountId: '999999', sessionId: '1', linkId: '1' },
        body: bodies[operation.operationId],
      });
      expect([operation.operationId, answer]).toMatchObject([
        operation.operationId,
        { status: 404, body: { refusal: { code: 'account-not-found' } } },
      ]);
    }
  });
});
