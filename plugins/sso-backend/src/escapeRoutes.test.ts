import { ssoOverrideOperations as operations } from '@latchkey/plugin-sso-common';
import { insertLocal } from './__testUtils__/localAccounts';
import { usePortal } from './__testUtils__/portalFixture';
import { createTestScheduler } from './__testUtils__/upkeepProtocol';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const TASK = 'sso-check-escape-routes';

describe.each(mainEngine(databases))('ways back in on %s', engine => {
  const scheduler = createTestScheduler();
  const fixture = usePortal(databases, engine, {
    features: [scheduler.feature],
  });
  const failed = async () => {
    const { escapeRoutes } = await fixture.portal.admin.call(
      operations.getPortalStatus,
      {},
    );
    return escapeRoutes
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ detail }) => detail);
  };
  const warnings = () =>
    fixture.portal.log.filter(line => line.includes('A way back')).length;

  it('LOCAL-7 are shown to administrators, and watched by every replica', async () => {
    expect(scheduler.task(TASK)).toMatchObject({
      scope: 'local',
      frequency: { minutes: 15 },
    });
    expect(scheduler.task(TASK)).not.toHaveProperty('initialDelay');
    await insertLocal(fixture.knex, 'admin');
    await scheduler.run(TASK);
    expect(await failed()).toEqual([]);
    expect(warnings()).toBe(0);

    await fixture.knex('sso_accounts').update({ source: 'okta' });
    await scheduler.run(TASK);
    await scheduler.run(TASK);
    expect(await failed()).toEqual([
      'user:default/admin signs in through a provider only',
    ]);
    expect(warnings()).toBe(1);
  });
});
