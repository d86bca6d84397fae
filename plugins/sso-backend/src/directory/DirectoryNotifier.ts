import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';

const TOPIC = 'sso.directory';

/** Tells others that accounts or groups changed, once that is committed. */
export interface DirectoryNotifier {
  changed(): void;
}

/**
 * Publishes an event without a payload, upon which the Catalog reads what
 * changed. An event that gets lost costs seconds only: the Catalog also looks
 * by itself.
 */
export class EventsDirectoryNotifier implements DirectoryNotifier {
  readonly #events: EventsService;
  readonly #logger: LoggerService;

  static create(options: {
    events: EventsService;
    logger: LoggerService;
  }): EventsDirectoryNotifier {
    return new EventsDirectoryNotifier(options.events, options.logger);
  }

  private constructor(events: EventsService, logger: LoggerService) {
    this.#events = events;
    this.#logger = logger;
  }

  changed(): void {
    this.#events
      .publish({ topic: TOPIC, eventPayload: {} })
      .catch(error =>
        this.#logger.debug('The directory event was not published', error),
      );
  }
}
