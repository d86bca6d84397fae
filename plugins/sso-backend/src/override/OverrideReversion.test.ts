import { mockServices } from '@backstage/backend-test-utils';
import {
  createTestDatabases,
  insertConnection,
  later,
  NOW,
  persistenceOf,
} from '../database/__testUtils__/stores';
import { OverrideReversion } from './OverrideReversion';

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'OverrideReversion on %s',
  engine => {
    it('CONN-7 clears away what nobody confirmed, once, and tells everybody', async () => {
      const knex = await databases.init(engine);
      const persistence = await persistenceOf(knex);
      await insertConnection(persistence, 'okta');
      await persistence.overrides.arm({
        connectionId: 'okta',
        armedBy: 'user:default/admin',
        armedAt: NOW,
        revertsAt: later(600),
      });
      const auditor = mockServices.auditor.mock();
      const success = jest.fn();
      auditor.createEvent.mockResolvedValue({ success, fail: jest.fn() });
      const logger = mockServices.logger.mock();
      let now = later(599);
      const reversion = OverrideReversion.create({
        persistence,
        auditor,
        logger,
        now: () => now,
      });

      await reversion.run();
      expect(await persistence.overrides.list()).toHaveLength(1);
      expect(auditor.createEvent).not.toHaveBeenCalled();

      now = later(900);
      // Two replicas at once.
      await Promise.all([reversion.run(), reversion.run()]);
      expect(await persistence.overrides.list()).toEqual([]);
      expect(await knex('sso_events').select('type', 'connection_id')).toEqual([
        { type: 'override-reverted', connection_id: 'okta' },
      ]);
      expect(auditor.createEvent).toHaveBeenCalledTimes(1);
      expect(auditor.createEvent).toHaveBeenCalledWith({
        eventId: 'override-mutate',
        severityLevel: 'medium',
        meta: {
          queryType: 'revert',
          connectionId: 'okta',
          armedBy: 'user:default/admin',
        },
      });
      expect(success).toHaveBeenCalledTimes(1);
      expect(logger.info).toHaveBeenCalledWith(
        expect.stringContaining('"okta" has reverted'),
        { connectionId: 'okta' },
      );
    });
  },
);
