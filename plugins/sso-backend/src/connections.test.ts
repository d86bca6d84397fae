import {
  ssoAdminOperations as admin,
  ssoPublicOperations,
} from '@latchkey/plugin-sso-common';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { PortalError } from './__testUtils__/PortalClient';
import { refresh, refusalOf, signIn } from './__testUtils__/signInFlow';
import { APP_URL } from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

function statusOf(error: unknown): number {
  if (error instanceof PortalError) return error.status;
  throw error;
}

describe.each(mainEngine(databases))('SSO connections on %s', engine => {
  const fixture = usePortal(databases, engine);
  const options = () =>
    fixture.portal.anonymous.call(ssoPublicOperations.getSignInOptions, {});
  const list = async () =>
    (await fixture.portal.admin.call(admin.listConnections, {})).connections;

  it('CONN-1 lists the protocols that can be activated, with their forms', async () => {
    const { protocols } = await fixture.portal.admin.call(
      admin.listProtocols,
      {},
    );
    expect(protocols).toEqual([
      expect.objectContaining({
        id: 'oidc',
        title: expect.stringMatching(/\S/),
        description: expect.stringMatching(/\S/),
      }),
    ]);
    expect(protocols[0].settingsSchema).toMatchObject({
      properties: { clientSecret: { secret: true } },
    });
    expect(
      protocols[0].resolvers.filter(resolver => resolver.default),
    ).toHaveLength(3);
  });

  it('CONN-1 has several SSO connections of one protocol at once', async () => {
    const first = await connect(fixture);
    const second = await connect(fixture);
    const third = await connect(fixture, { id: 'own-id' });

    expect([first.id, second.id, third.id]).toEqual([
      'test-provider',
      'test-provider-2',
      'own-id',
    ]);
    const subjects = ['one', 'two', 'three'];
    for (const [index, { id }] of [first, second, third].entries()) {
      const landed = await signInAs(fixture, id, {
        sub: subjects[index],
        preferred_username: subjects[index],
        email: `${subjects[index]}@example.test`,
      });
      expect(refusalOf(landed)).toEqual({});
    }
  });

  it('CONN-2 serves a change on the next request', async () => {
    const { portal, idp } = fixture;
    const { id, version } = await connect(fixture, {
      secrets: { clientSecret: 'not the right one' },
    });
    expect(refusalOf(await signInAs(fixture, id)).code).toBe(
      'client-authentication-failed',
    );

    await portal.admin.call(admin.updateConnection, {
      params: { connectionId: id },
      body: {
        displayName: 'Corrected',
        settings: { issuer: idp.issuer, clientId: idp.clientId },
        secrets: { clientSecret: idp.clientSecret },
        version,
      },
    });

    expect(refusalOf(await signInAs(fixture, id))).toEqual({});
    expect((await options()).connections).toEqual([
      { id, displayName: 'Corrected' },
    ]);
  });

  it('CONN-2 orders the buttons', async () => {
    const first = await connect(fixture, { displayName: 'First' });
    const second = await connect(fixture, { displayName: 'Second' });
    expect((await options()).connections.map(({ id }) => id)).toEqual([
      first.id,
      second.id,
    ]);

    const { connections } = await fixture.portal.admin.call(
      admin.orderConnections,
      { body: { connectionIds: [second.id, first.id] } },
    );

    expect(connections.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect((await options()).connections.map(({ id }) => id)).toEqual([
      second.id,
      first.id,
    ]);
    const third = await connect(fixture, { displayName: 'Third' });
    expect((await list()).map(({ id }) => id)).toEqual([
      second.id,
      first.id,
      third.id,
    ]);
  });

  it.each([
    ['an unknown one', (a: string, b: string) => [a, b, 'unknown']],
    ['one twice', (a: string) => [a, a]],
    ['too few', (a: string) => [a]],
    ['none', () => []],
  ])('CONN-2 refuses an order that names %s', async (_, choose) => {
    const first = await connect(fixture);
    const second = await connect(fixture);
    const connectionIds: string[] = choose(first.id, second.id);
    const before = await list();

    const answer = await fixture.portal.admin.send(admin.orderConnections, {
      body: { connectionIds },
    });

    expect(answer.status).toBe(409);
    expect(await list()).toEqual(before);
  });

  it('CONN-2 deletes one with its sessions, and keeps its accounts', async () => {
    const { portal, idp, knex } = fixture;
    const { id } = await connect(fixture);
    const browser = new TestBrowser();
    await signIn({ portal, browser, connectionId: id, provider: idp });
    expect((await refresh(portal, browser)).status).toBe(200);

    await portal.admin.call(admin.deleteConnection, {
      params: { connectionId: id },
    });

    expect((await refresh(portal, browser)).status).toBe(401);
    expect(await list()).toEqual([]);
    expect((await options()).connections).toEqual([]);
    expect(await knex('sso_secrets')).toEqual([]);
    expect(await knex('sso_identities')).toEqual([]);
    expect(await knex('sso_accounts')).toHaveLength(1);
    const again = await portal.admin.send(admin.deleteConnection, {
      params: { connectionId: id },
    });
    expect(again.status).toBe(404);
    // What stays bears its id, so nobody else may get that.
    const error = await connect(fixture, { id }).catch(caught => caught);
    expect(error.body).toMatchObject({ fields: [{ path: 'id' }] });
    expect((await connect(fixture)).id).not.toBe(id);
  });

  it('CONN-2 makes ids for connections that are created at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 5 }, () => connect(fixture).then(({ id }) => id)),
    );
    expect(new Set(results).size).toBe(5);
  });

  it('CONN-2 refuses an id that is taken', async () => {
    await connect(fixture, { id: 'taken', displayName: 'The first' });
    await expect(
      connect(fixture, { id: 'taken' }).catch(statusOf),
    ).resolves.toBe(409);
    expect(await list()).toEqual([
      expect.objectContaining({ displayName: 'The first' }),
    ]);
  });

  it('CONN-4 an inactive one keeps its settings and refuses sign-ins, also begun ones', async () => {
    const { portal, idp } = fixture;
    const created = await connect(fixture);
    const params = { connectionId: created.id };
    const off = await portal.admin.call(admin.setConnectionActive, {
      params,
      body: { active: false, version: created.version },
    });
    expect(off.settings).toEqual(created.settings);
    expect(off.secrets).toEqual(created.secrets);
    expect((await options()).connections).toEqual([]);

    const refused = await signInAs(fixture, created.id);
    expect(refused.location?.origin).toBe(APP_URL);
    expect(refusalOf(refused).code).toBe('connection-inactive');
    expect(idp.calls('token')).toBe(0);

    await portal.admin.call(admin.setConnectionActive, {
      params,
      body: { active: true, version: off.version },
    });
    expect(refusalOf(await signInAs(fixture, created.id))).toEqual({});
    expect(idp.calls('token')).toBe(1);
  });

  it('OPS-1 checks the saved settings at the provider', async () => {
    const { portal, idp } = fixture;
    const { id } = await connect(fixture);
    const check = async () =>
      (
        await portal.admin.call(admin.checkConnection, {
          params: { connectionId: id },
        })
      ).findings;
    expect((await check()).map(({ outcome }) => outcome)).not.toContain(
      'failed',
    );
    await idp.misbehave('discovery404');
    expect(await check()).toContainEqual(
      expect.objectContaining({ outcome: 'failed', code: 'discovery-failed' }),
    );
  });
});
