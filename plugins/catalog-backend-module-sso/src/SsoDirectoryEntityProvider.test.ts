import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { FakeCatalog } from './__testUtils__/FakeCatalog';
import { FakeDirectory } from './__testUtils__/FakeDirectory';
import { SsoDirectoryEntityProvider } from './SsoDirectoryEntityProvider';

async function setUp() {
  const directory = new FakeDirectory();
  const catalog = new FakeCatalog();
  const events = mockServices.events();
  const lifecycle = mockServices.lifecycle.mock();
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const scheduler = mockServices.scheduler();
  const scheduleTask = jest.spyOn(scheduler, 'scheduleTask');
  const provider = SsoDirectoryEntityProvider.fromConfig(new ConfigReader({}), {
    sso: directory.service,
    catalog: catalogServiceMock(),
    auth: mockServices.auth(),
    events,
    lifecycle,
    logger,
    scheduler,
  });
  await provider.connect(catalog);
  const run = () => scheduler.triggerTask('sso-directory-refresh');
  const publish = () =>
    events.publish({ topic: 'sso.directory', eventPayload: {} });
  return { directory, catalog, lifecycle, logger, run, publish, scheduleTask };
}

describe('SsoDirectoryEntityProvider', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('GROUP-6 looks every five seconds, at once after the start', async () => {
    const { scheduleTask } = await setUp();
    expect(scheduleTask).toHaveBeenCalledWith({
      id: 'sso-directory-refresh',
      frequency: { seconds: 10 },
      timeout: { minutes: 5 },
      fn: expect.any(Function),
    });
  });

  it('tries again quietly, and says once when it takes long', async () => {
    const { directory, catalog, logger, run } = await setUp();
    directory.setUser('ada');
    directory.failure = new Error('connect ECONNREFUSED');
    for (let count = 0; count < 4; count += 1) {
      await run();
    }
    expect(logger.warn).not.toHaveBeenCalled();
    for (let count = 0; count < 20; count += 1) {
      await run();
    }
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.error).not.toHaveBeenCalled();

    directory.failure = undefined;
    await run();
    await run();
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(catalog.refs).toEqual(['user:default/ada']);
  });

  it('GROUP-6 looks soon after events, once for many', async () => {
    const { directory, catalog, run, publish } = await setUp();
    await run();
    const reads = directory.queries.length;
    jest.useFakeTimers();
    directory.setUser('ada');
    for (let count = 0; count < 50; count += 1) {
      await publish();
    }
    expect(directory.queries).toHaveLength(reads);
    await jest.advanceTimersByTimeAsync(250);
    expect(catalog.refs).toEqual(['user:default/ada']);
    expect(directory.queries).toHaveLength(reads + 2);

    directory.setUser('grace');
    await publish();
    await jest.advanceTimersByTimeAsync(250);
    expect(catalog.refs).toEqual(['user:default/ada', 'user:default/grace']);
  });

  it('stops when the backend shuts down', async () => {
    const { directory, catalog, lifecycle, logger, run } = await setUp();
    directory.setUser('ada');
    await lifecycle.addShutdownHook.mock.calls[0][0]();
    await run();
    expect(catalog.mutations).toEqual([]);
    expect(logger.debug).not.toHaveBeenCalled();
  });
});
