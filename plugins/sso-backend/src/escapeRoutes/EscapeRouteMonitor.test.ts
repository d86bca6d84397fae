import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import { EscapeRouteMonitor } from './EscapeRouteMonitor';

const good: SsoCheckFinding = { title: 'Password', outcome: 'passed' };
const bad: SsoCheckFinding = {
  title: 'Password',
  outcome: 'failed',
  detail: 'user:default/admin is disabled',
  advice: 'Enable the account.',
};
const worse: SsoCheckFinding = { title: 'Nosso', outcome: 'failed' };
const note: SsoCheckFinding = { title: 'Note', outcome: 'note' };

function setUp() {
  let findings: SsoCheckFinding[] = [];
  const logger = mockServices.logger.mock();
  const metrics = metricsServiceMock.mock();
  const record = jest.fn();
  metrics.createGauge.mockReturnValue({ record });
  const monitor = EscapeRouteMonitor.create({
    escapeRoutes: { check: async () => findings },
    metrics,
    logger,
  });
  return {
    metrics,
    /** Runs once. @returns what was logged, and the metric */
    async run(...next: SsoCheckFinding[]) {
      findings = next;
      jest.clearAllMocks();
      await monitor.run();
      return {
        warnings: logger.warn.mock.calls.map(([message]) => message),
        infos: logger.info.mock.calls.map(([message]) => message),
        metric: record.mock.calls,
      };
    },
  };
}

describe('EscapeRouteMonitor', () => {
  it('LOCAL-7 warns when it gets worse, and tells once that it is good again', async () => {
    const { run } = setUp();
    const quiet = { warnings: [], infos: [] };

    expect(await run(good, note)).toEqual({ ...quiet, metric: [[0]] });
    expect(await run(bad)).toEqual({
      warnings: [
        'A way back into the portal does not work: "Password" fails. user:default/admin is disabled. Enable the account.',
      ],
      infos: [],
      metric: [[1]],
    });
    expect(await run(bad)).toEqual({ ...quiet, metric: [[1]] });
    expect(await run(bad, worse)).toEqual({
      warnings: ['A way back into the portal does not work: "Nosso" fails.'],
      infos: [],
      metric: [[2]],
    });
    expect(await run(worse, good)).toEqual({ ...quiet, metric: [[1]] });
    expect(await run(good)).toEqual({
      warnings: [],
      infos: ['All ways back into the portal work again'],
      metric: [[0]],
    });
    expect(await run(good)).toEqual({ ...quiet, metric: [[0]] });
    expect((await run(bad)).warnings).toHaveLength(1);
  });

  it('LOCAL-7 has a metric to alert on', async () => {
    const { metrics } = setUp();
    expect(metrics.createGauge).toHaveBeenCalledWith(
      'sso.escape_routes.closed',
      expect.objectContaining({ unit: '{route}' }),
    );
  });
});
