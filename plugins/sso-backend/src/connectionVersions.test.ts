import { ssoAdminOperations as admin } from '@latchkey/plugin-sso-common';
import { connect, usePortal } from './__testUtils__/portalFixture';
import { PortalError } from './__testUtils__/PortalClient';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

function statusOf(error: unknown): number {
  if (error instanceof PortalError) return error.status;
  throw error;
}

describe.each(mainEngine(databases))(
  'versions of SSO connections on %s',
  engine => {
    const fixture = usePortal(databases, engine);
    const list = async () =>
      (await fixture.portal.admin.call(admin.listConnections, {})).connections;

    it('CONN-12 keeps every change as a version, without values', async () => {
      const { portal, idp } = fixture;
      const { id, version } = await connect(fixture);
      const params = { connectionId: id };
      await portal.admin.call(admin.updateConnection, {
        params,
        body: {
          displayName: 'Renamed',
          version,
          settings: { issuer: idp.issuer, clientId: 'another' },
          secrets: { clientSecret: 'new-secret-value' },
        },
      });
      await portal.admin.call(admin.setConnectionActive, {
        params,
        body: { active: false, version: version + 1 },
      });

      const { versions } = await portal.admin.call(
        admin.listConnectionVersions,
        {
          params,
        },
      );

      expect(
        versions
          .slice(0, 3)
          .map(({ action, changedBy, changedPaths }) => [
            action,
            changedBy,
            changedPaths,
          ]),
      ).toEqual([
        ['deactivated', 'user:default/admin', ['active']],
        [
          'updated',
          'user:default/admin',
          [
            'displayName',
            'secrets.clientSecret',
            'settings.clientId',
            'settings.scope',
          ],
        ],
        [
          'created',
          'user:default/admin',
          expect.arrayContaining(['settings.issuer']),
        ],
      ]);
      expect(JSON.stringify(versions)).not.toContain('new-secret-value');
    });

    it('CONN-12 refuses a change that is based on an older version', async () => {
      const { portal, idp } = fixture;
      const { id, version } = await connect(fixture);
      const params = { connectionId: id };
      const body = {
        displayName: 'First change',
        settings: { issuer: idp.issuer, clientId: idp.clientId },
        version,
      };
      await portal.admin.call(admin.updateConnection, { params, body });

      const late = { ...body, displayName: 'Late change' };
      const answers = [
        await portal.admin.send(admin.updateConnection, { params, body: late }),
        await portal.admin.send(admin.setConnectionActive, {
          params,
          body: { active: false, version },
        }),
      ];

      expect(answers.map(({ status }) => status)).toEqual([409, 409]);
      expect(JSON.stringify(answers[0].body)).toContain('user:default/admin');
      expect(await list()).toEqual([
        expect.objectContaining({ displayName: 'First change', active: true }),
      ]);
    });

    it('CONN-12 G20 lets one of many parallel changes win, whole', async () => {
      const { portal, idp } = fixture;
      const { id, version } = await connect(fixture);
      const params = { connectionId: id };
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          portal.admin
            .call(admin.updateConnection, {
              params,
              body: {
                displayName: `Change ${index}`,
                comment: `Comment ${index}`,
                settings: { issuer: idp.issuer, clientId: idp.clientId },
                version,
              },
            })
            .then(() => index, statusOf),
        ),
      );

      const winners = results.filter(result => result !== 409);
      expect(winners).toHaveLength(1);
      const stored = await portal.admin.call(admin.getConnection, { params });
      expect(stored).toMatchObject({
        displayName: `Change ${winners[0]}`,
        comment: `Comment ${winners[0]}`,
        version: version + 1,
      });
      const { versions } = await portal.admin.call(
        admin.listConnectionVersions,
        {
          params,
        },
      );
      expect(versions[0].version).toBe(version + 1);
    });
  },
);
