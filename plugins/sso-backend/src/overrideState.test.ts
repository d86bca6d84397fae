import {
  ssoAdminOperations,
  ssoOverrideOperations,
} from '@latchkey/plugin-sso-common';
import { testConnection } from './__testUtils__/errandFlow';
import {
  connectTested,
  optionsOf,
  outcomeOf,
  overrideOf,
  useTwoAdministrators,
} from './__testUtils__/overrideFlow';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(mainEngine(databases))(
  'the state of override auth on %s',
  engine => {
    const fixture = useTwoAdministrators(databases, engine);

    const inForce = async () => {
      const seen = await Promise.all(
        [fixture.portal, fixture.second].map(
          async portal => (await optionsOf(portal)).override,
        ),
      );
      expect(seen[0]).toBe(seen[1]);
      return seen[0];
    };
    it('CONN-5 counts for nothing while its connection is off, and ends with it', async () => {
      const { knex, portal } = fixture;
      const { id: a, version } = await connectTested(fixture, 'A');
      await overrideOf(portal.admin, a).arm();
      const setActive = (active: boolean, of: number) =>
        portal.admin.call(ssoAdminOperations.setConnectionActive, {
          params: { connectionId: a },
          body: { active, version: of },
        });
      const off = await setActive(false, version);
      expect(await inForce()).toBeUndefined();
      expect(await overrideOf(portal.admin, a).get()).toMatchObject({
        state: 'pending',
        override: { effective: false },
      });
      await testConnection(fixture, a);
      expect(await outcomeOf(overrideOf(portal.admin, a).arm)).toBe(
        'connection-inactive',
      );
      await setActive(true, off.version);
      expect(await inForce()).toBe(a);

      // Without its protocol, as after a restart without the module.
      await knex('sso_connections').update({ protocol: 'ghost' });
      expect(await inForce()).toBeUndefined();
      await knex('sso_connections').update({ protocol: 'oidc' });

      await portal.admin.call(ssoAdminOperations.deleteConnection, {
        params: { connectionId: a },
      });
      expect(await inForce()).toBeUndefined();
      expect(await knex('sso_overrides')).toEqual([]);
      expect(await knex('sso_connection_tests')).toEqual([]);
      expect(await outcomeOf(overrideOf(portal.admin, a).get)).toBe('404');
      expect(await outcomeOf(overrideOf(portal.admin, a).arm)).toBe('404');
      expect(await outcomeOf(overrideOf(portal.admin, a).disarm)).toBe('404');
    });

    it('CONN-6 the status of the portal says what is on', async () => {
      const { portal, second } = fixture;
      const { id } = await connectTested(fixture);
      const status = (client = portal.admin) =>
        client.call(ssoOverrideOperations.getPortalStatus, {});
      expect(await status()).toMatchObject({
        disabledPlugins: { all: false, connectionIds: [] },
        escapeRoutes: expect.any(Array),
      });
      expect((await status()).override).toBeUndefined();
      await overrideOf(portal.admin, id).arm();
      expect((await status(second.admin)).override).toMatchObject({
        connectionId: id,
        state: 'pending',
        revertsAt: expect.any(String),
        effective: true,
      });
    });
  },
);
