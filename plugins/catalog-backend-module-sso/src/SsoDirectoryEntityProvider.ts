import type {
  AuthService,
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import { durationToMilliseconds } from '@backstage/types';
import type { SsoService } from '@latchkey/plugin-sso-node';
import { CatalogView } from './directory/CatalogView';
import { DirectorySynchronizer } from './directory/DirectorySynchronizer';
import { EntityEmitter } from './directory/EntityEmitter';
import { OnceWarner } from './directory/OnceWarner';
import { SerialRunner } from './directory/SerialRunner';
import { type Intervals, readIntervals } from './readIntervals';

const NAME = 'sso-directory';
const TOPIC = 'sso.directory';
// Many people who sign in at the same time make one run.
const EVENT_DELAY_IN_MILLISECONDS = 250;
// While the backend starts, plugins do not answer yet.
const QUIET_FAILURES = 5;

/** Services that {@link SsoDirectoryEntityProvider} works with. */
export interface SsoDirectoryEntityProviderServices {
  readonly sso: SsoService;
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly events: EventsService;
  readonly lifecycle: LifecycleService;
  readonly logger: LoggerService;
  readonly scheduler: SchedulerService;
}

/** Keeps `User` and `Group` entities for the directory of the `sso` plugin. */
export class SsoDirectoryEntityProvider implements EntityProvider {
  readonly #services: SsoDirectoryEntityProviderServices;
  readonly #intervals: Intervals;
  readonly #logger: LoggerService;
  readonly #shutdown = new AbortController();
  #failures = 0;

  static fromConfig(
    config: Config,
    services: SsoDirectoryEntityProviderServices,
  ): SsoDirectoryEntityProvider {
    return new SsoDirectoryEntityProvider(readIntervals(config), services);
  }

  private constructor(
    intervals: Intervals,
    services: SsoDirectoryEntityProviderServices,
  ) {
    this.#intervals = intervals;
    this.#services = services;
    this.#logger = services.logger.child({ target: NAME });
  }

  getProviderName(): string {
    return NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { events, lifecycle, scheduler } = this.#services;
    const synchronizer = this.#createSynchronizer(connection);
    const runner = SerialRunner.create(signal =>
      this.#synchronize(synchronizer, signal),
    );
    lifecycle.addShutdownHook(() => this.#shutdown.abort());
    await events.subscribe({
      id: NAME,
      topics: [TOPIC],
      onEvent: this.#createEventHandler(runner),
    });
    await scheduler.scheduleTask({
      id: `${NAME}-refresh`,
      frequency: this.#intervals.refresh,
      // After a crash, other replicas wait this long for the lost run.
      timeout: { minutes: 5 },
      fn: signal => runner.run(signal),
    });
  }

  #createSynchronizer(
    connection: EntityProviderConnection,
  ): DirectorySynchronizer {
    const { sso } = this.#services;
    const catalogView = CatalogView.create(this.#services);
    return DirectorySynchronizer.create({
      sso,
      catalogView,
      emitter: EntityEmitter.create({
        connection,
        catalogView,
        warner: OnceWarner.create({ logger: this.#logger }),
      }),
      fullRefreshMilliseconds: durationToMilliseconds(
        this.#intervals.fullRefresh,
      ),
    });
  }

  /** Whoever publishes does not wait for the Catalog. */
  #createEventHandler(runner: SerialRunner): () => Promise<void> {
    let waiting = false;
    return async () => {
      if (waiting) {
        return;
      }
      waiting = true;
      setTimeout(() => {
        waiting = false;
        runner.run().catch(error => this.#logger.error(String(error)));
      }, EVENT_DELAY_IN_MILLISECONDS).unref();
    };
  }

  async #synchronize(
    synchronizer: DirectorySynchronizer,
    signal?: AbortSignal,
  ): Promise<void> {
    const signals = [this.#shutdown.signal, ...(signal ? [signal] : [])];
    try {
      await synchronizer.synchronize(AbortSignal.any(signals));
      if (this.#failures >= QUIET_FAILURES) {
        this.#logger.info('The Catalog follows the SSO directory again');
      }
      this.#failures = 0;
    } catch (error) {
      this.#noteFailure(error);
    }
  }

  #noteFailure(error: unknown): void {
    if (this.#shutdown.signal.aborted) {
      return;
    }
    this.#failures += 1;
    const message = `The Catalog cannot follow the SSO directory at the moment and tries again: ${error}`;
    if (this.#failures === QUIET_FAILURES) {
      this.#logger.warn(message);
    } else {
      this.#logger.debug(message);
    }
  }
}
