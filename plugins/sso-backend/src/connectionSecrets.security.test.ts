import { mockServices } from '@backstage/backend-test-utils';
import { ssoAdminOperations as admin } from '@latchkey/plugin-sso-common';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { refusalOf } from './__testUtils__/signInFlow';
import { startTestPortal } from './__testUtils__/startTestPortal';
import {
  createTestDatabases,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';
import { AesGcmSecretCipher } from './secrets/AesGcmSecretCipher';
import { contextOfPlace } from './secrets/contextOfPlace';
import { resealSecrets } from './secrets/resealSecrets';

const databases = createTestDatabases();
const oldKey = { id: 'test', secret: 'a key for tests, 32 characters..' };
const newKey = { id: 'next', secret: 'another key, also of 32 characters' };

describe.each(mainEngine(databases))('secrets on %s', engine => {
  const fixture = usePortal(databases, engine);
  let id = '';
  const create = async () => {
    const created = await connect(fixture);
    id = created.id;
    return created;
  };

  /** Saves with these secrets; everything else stays. */
  async function save(secrets?: Record<string, string | null>, settings = {}) {
    const { portal, idp } = fixture;
    const params = { connectionId: id };
    const { version } = await portal.admin.call(admin.getConnection, {
      params,
    });
    return portal.admin.send(admin.updateConnection, {
      params,
      body: {
        displayName: 'Okta',
        settings: {
          issuer: idp.issuer,
          clientId: idp.clientId,
          ...settings,
        },
        secrets,
        version,
      },
    });
  }
  const secretsNow = async () =>
    (
      await fixture.portal.admin.call(admin.getConnection, {
        params: { connectionId: id },
      })
    ).secrets;
  const outcome = async () => refusalOf(await signInAs(fixture, id)).code;

  it('CONN-11 G05 no answer holds one, only its date and fingerprint', async () => {
    const { portal, idp } = fixture;
    const before = Date.now();
    const created = await create();
    const params = { connectionId: id };
    const answers = [
      created,
      await portal.admin.call(admin.getConnection, { params }),
      await portal.admin.call(admin.listConnections, {}),
      await portal.admin.call(admin.listConnectionVersions, { params }),
      await portal.admin.call(admin.checkConnection, { params }),
      await portal.admin.call(admin.setConnectionActive, {
        params,
        body: { active: false, version: created.version },
      }),
      await save({ clientSecret: 'a second secret value' }),
      await save({ clientSecret: 'third secret' }, { clientId: 5 }),
    ];

    const text = JSON.stringify(answers);
    for (const secret of [idp.clientSecret, 'second secret', 'third secret']) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/\*{3}|•/);
    expect(created.secrets).toEqual({
      clientSecret: {
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        setAt: expect.any(String),
      },
    });
    const setAt = Date.parse(created.secrets.clientSecret.setAt);
    expect(setAt).toBeGreaterThanOrEqual(before);
    expect(setAt).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ['left out', undefined],
    ['empty', { clientSecret: '' }],
    ['blank', { clientSecret: '  ' }],
  ])('CONN-11 G06 keeps a secret that is %s', async (_, secrets) => {
    await create();
    const before = await secretsNow();
    expect((await save(secrets)).status).toBe(200);
    expect(await secretsNow()).toEqual(before);
    expect(await outcome()).toBeUndefined();
  });

  it('CONN-11 replaces one, and takes stars for what they are', async () => {
    await create();
    const before = await secretsNow();
    expect((await save({ clientSecret: '***' })).status).toBe(200);
    expect((await secretsNow()).clientSecret.fingerprint).not.toBe(
      before.clientSecret.fingerprint,
    );
    expect(await outcome()).toBe('client-authentication-failed');

    await save({ clientSecret: fixture.idp.clientSecret });
    // The fingerprint tells that it is the first one again.
    expect((await secretsNow()).clientSecret.fingerprint).toBe(
      before.clientSecret.fingerprint,
    );
    expect(await outcome()).toBeUndefined();
  });

  it('CONN-11 removes one by null, where the protocol can do without', async () => {
    await create();
    const needed = await save({ clientSecret: null });
    expect(needed.status).toBe(400);
    expect(needed.body).toMatchObject({
      fields: [{ path: 'secrets.clientSecret' }],
    });
    expect(Object.keys(await secretsNow())).toEqual(['clientSecret']);

    const done = await save(
      { clientSecret: null },
      { tokenEndpointAuthMethod: 'none' },
    );
    expect(done.status).toBe(200);
    expect(await secretsNow()).toEqual({});
    expect(await fixture.knex('sso_secrets')).toEqual([]);
  });

  it.each([
    ['an unknown one', { other: 'x' }, 'secrets.other'],
    ['one of Object', { constructor: 'x' }, 'secrets.constructor'],
    ['one that is a number', { clientSecret: 5 }, 'secrets.clientSecret'],
    [
      'a huge one',
      { clientSecret: 'x'.repeat(20_001) },
      'secrets.clientSecret',
    ],
  ])('CONN-11 refuses %s and names it', async (_, secrets, path) => {
    await create();
    const before = await secretsNow();
    const answer = await save(secrets as Record<string, string>);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ fields: [{ path }] });
    expect(JSON.stringify(answer.body)).not.toContain('xxxx');
    expect(await secretsNow()).toEqual(before);
  });

  it('CONN-11 refuses a secret among the settings, without repeating it', async () => {
    await create();
    const answer = await save(undefined, { clientSecret: 'in the open' });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      fields: [{ path: 'settings.clientSecret' }],
    });
    expect(JSON.stringify(answer.body)).not.toContain('in the open');
    expect(await fixture.knex('sso_connections').pluck('settings')).toEqual([
      expect.not.stringContaining('in the open'),
    ]);
  });

  it('CONN-11 moves to a new key without interruption', async () => {
    const { knex, idp } = fixture;
    await create();
    const startWith = (keys: Array<typeof oldKey>) =>
      startTestPortal({
        databases,
        knex,
        config: {
          sso: {
            administrators: ['user:default/admin'],
            secrets: { keys },
            outbound: { allow: ['localhost'], allowHttp: true },
          },
        },
      });
    const codeAt = async (portal: Awaited<ReturnType<typeof startWith>>) =>
      refusalOf(await signInAs({ portal, idp }, id)).code;

    const both = await startWith([newKey, oldKey]);
    expect(await codeAt(both)).toBeUndefined();
    const persistence = await persistenceOf(knex);
    const logger = mockServices.logger.mock();
    const { resealed } = await resealSecrets({
      rotations: persistence.secretRotations,
      cipher: AesGcmSecretCipher.create([newKey, oldKey]),
      contextOf: contextOfPlace,
      logger,
      signal: new AbortController().signal,
    });
    expect(resealed).toBeLessThanOrEqual(1);
    expect(await knex('sso_secrets').pluck('key_id')).toEqual(['next']);
    expect(await codeAt(both)).toBeUndefined();
    await both.stop();

    const onlyNew = await startWith([newKey]);
    expect(await codeAt(onlyNew)).toBeUndefined();
    await onlyNew.stop();
    // Whoever lost the key is told so, instead of a wrong secret being sent.
    expect(await codeAt(fixture.portal)).toBe('settings-invalid');
    const kept = await save();
    expect(kept.status).toBe(400);
    expect(kept.body).toMatchObject({
      fields: [{ path: 'secrets.clientSecret' }],
    });
    expect((await save({ clientSecret: idp.clientSecret })).status).toBe(200);
    expect(await codeAt(fixture.portal)).toBeUndefined();
  });
});
