import { ssoSelfOperations as operations } from '@latchkey/plugin-sso-common';
import { eventsOf, insertLocal } from './__testUtils__/localAccounts';
import {
  connect,
  readDirectory,
  usePortal,
} from './__testUtils__/portalFixture';
import {
  isSignedIn,
  signInLocally,
  signInThrough,
} from './__testUtils__/signedIn';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const newPassword = 'a quite different phrase';

describe.each(mainEngine(databases))('my account on %s', engine => {
  const fixture = usePortal(databases, engine);
  const refusal = (status: number, code: string) =>
    expect.objectContaining({
      status,
      body: expect.objectContaining({
        refusal: expect.objectContaining({ code }),
      }),
    });

  it('LOCAL-6 shows the own account with its sessions, the current one marked', async () => {
    const { knex, portal } = fixture;
    await insertLocal(knex, 'ada', { displayName: 'Ada' });
    await insertLocal(knex, 'bob');
    await signInLocally(portal, 'bob');
    await signInLocally(portal);
    const { client } = await signInLocally(portal);

    const account = await client.call(operations.getMyAccount, {});

    expect(account).toMatchObject({
      username: 'ada',
      displayName: 'Ada',
      source: 'local',
      editableFields: ['displayName', 'givenName', 'familyName'],
      hasPassword: true,
      passwordOpen: true,
      passwordMinLength: 12,
      proofNeeded: 'password',
      secondFactorState: { on: false },
      links: [],
      linkable: [],
      sessions: [
        { way: 'local', current: true },
        { way: 'local', current: false },
      ],
      events: [{ type: 'sign-in' }, { type: 'sign-in' }],
    });
  });

  it('LOCAL-6 is for people with an account here only', async () => {
    const { knex, portal } = fixture;
    await insertLocal(knex, 'guest');
    const looked = expect.objectContaining({ status: 200 });
    const closed = refusal(403, 'session-unknown');
    for (const operation of Object.values(operations)) {
      const bodies: Record<string, object> = {
        changeMyPassword: { newPassword },
        confirmSecondFactor: { code: '123456' },
        renewRecoveryCodes: { code: '123456' },
        removeSecondFactor: { code: '123456' },
        endMySessions: { keepCurrent: false },
        beginMyLink: { connectionId: 'okta' },
        completeMyLink: { proof: 'x' },
      };
      const input = {
        params: { sessionId: '1', linkId: '1' },
        body:
          operation.method === 'get' || operation.method === 'delete'
            ? undefined
            : bodies[operation.operationId] ?? {},
      };
      // A guest, and somebody of another provider.
      for (const ref of ['user:development/guest', 'user:default/stranger']) {
        const answer = await portal.user(ref).send(operation, input);
        expect(answer).toEqual(refusal(404, 'account-not-found'));
      }
      // Somebody who has an account, but came past Latchkey, can look only.
      const other = await portal
        .user('user:default/guest')
        .send(operation, input);
      // The other operations change something, and need a session for that.
      expect([operation.operationId, other]).toEqual([
        operation.operationId,
        operation === operations.getMyAccount ? looked : closed,
      ]);
    }
  });

  it('LOCAL-6 ends one session, the others, and all of them', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const [first, second, third, own] = [
      await signInLocally(portal),
      await signInLocally(portal),
      await signInLocally(portal),
      await signInLocally(portal),
    ];
    const { sessions } = await own.client.call(operations.getMyAccount, {});
    const ended = sessions.at(-1)!.id;

    const after = await own.client.call(operations.endMySession, {
      params: { sessionId: ended },
    });
    expect(after.sessions.map(({ id }) => id)).not.toContain(ended);
    expect(await isSignedIn(portal, first)).toBe(false);
    expect(await isSignedIn(portal, second)).toBe(true);

    const end = (keepCurrent: boolean) =>
      own.client.call(operations.endMySessions, { body: { keepCurrent } });
    expect(await end(true)).toEqual({ ended: 2 });
    expect(await isSignedIn(portal, third)).toBe(false);
    expect(await isSignedIn(portal, own)).toBe(true);
    expect(await end(true)).toEqual({ ended: 0 });

    expect(await end(false)).toEqual({ ended: 1 });
    expect(await isSignedIn(portal, own)).toBe(false);
    expect(
      (await eventsOf(knex, accountId)).filter(type => type !== 'sign-in'),
    ).toEqual(['sessions-ended', 'sessions-ended', 'sessions-ended']);
    // Its token is good for a while yet, but not for changes.
    expect(
      await own.client.send(operations.endMySessions, {
        body: { keepCurrent: false },
      }),
    ).toEqual(refusal(403, 'session-unknown'));
  });

  it('USER-9 local people change their names', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex, 'ada', { givenName: 'Augusta' });
    const { client } = await signInLocally(portal);
    const update = (body: object) =>
      client.send(operations.updateMyProfile, { body });

    expect(
      await update({ displayName: '  Ada ', familyName: 'Lovelace' }),
    ).toMatchObject({
      status: 200,
      body: {
        displayName: 'Ada',
        givenName: 'Augusta',
        familyName: 'Lovelace',
      },
    });
    expect((await readDirectory(portal)).users).toEqual([
      expect.objectContaining({ displayName: 'Ada' }),
    ]);
    await update({ displayName: 'Ada' });
    await update({});
    expect(await eventsOf(knex, accountId)).toEqual([
      'sign-in',
      'account-changed',
    ]);
    for (const body of [
      { email: 'other@example.test' },
      { username: 'admin' },
      { idNumber: '1' },
      { displayName: '' },
      { displayName: 'line\nbreak' },
      { displayName: 'x'.repeat(201) },
    ]) {
      expect((await update(body)).status).toBe(400);
    }
  });

  it('USER-9 people of a provider change what its SSO connection opens, field by field', async () => {
    const { knex } = fixture;
    const { id } = await connect(fixture, {
      policy: {
        editableFields: ['displayName'],
        fields: { displayName: 'whenEmpty' },
      },
    });
    const { client } = await signInThrough(fixture, id);
    const update = (body: object) =>
      client.send(operations.updateMyProfile, { body });

    expect(await client.call(operations.getMyAccount, {})).toMatchObject({
      editableFields: ['displayName'],
      source: id,
      sourceName: 'Test provider',
    });
    expect(await update({ displayName: 'Ali' })).toMatchObject({
      status: 200,
      body: { displayName: 'Ali' },
    });
    const closed = refusal(403, 'profile-closed');
    expect(await update({ givenName: 'A' })).toEqual(closed);
    expect(await update({ displayName: 'A', familyName: 'B' })).toEqual(closed);
    const again = await signInThrough(fixture, id);
    expect(
      (await again.client.call(operations.getMyAccount, {})).displayName,
    ).toBe('Ali');

    // Nobody decides any more what is open.
    await knex('sso_sessions').update({ connection_id: null, way: 'recovery' });
    await knex('sso_connections').delete();
    expect(await update({ displayName: 'B' })).toEqual(closed);
  });

  it('USER-9 the profile of a Catalog user of another provider is closed', async () => {
    const { knex, portal } = fixture;
    await insertLocal(knex, 'ada', { catalogOwned: true });
    const { client } = await signInLocally(portal);
    expect(
      await client.send(operations.updateMyProfile, {
        body: { displayName: 'A' },
      }),
    ).toEqual(refusal(403, 'profile-closed'));
  });
});
