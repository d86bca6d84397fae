import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SsoFinishResult } from '@latchkey/plugin-sso-node';
import {
  type ConnectionUpkeepService,
  SYSTEM_ACTOR,
} from '../connections/ConnectionUpkeepService';
import type { StoredConnection } from '../stores/ConnectionStore';
import { oneLine } from './oneLine';

/** Saves what sign-ins show of a provider, such as its certificate. */
export class LearnedChanges {
  readonly #upkeep: Pick<ConnectionUpkeepService, 'apply'>;
  readonly #logger: LoggerService;

  static create(options: {
    upkeep: Pick<ConnectionUpkeepService, 'apply'>;
    logger: LoggerService;
  }): LearnedChanges {
    return new LearnedChanges(options.upkeep, options.logger);
  }

  private constructor(
    upkeep: Pick<ConnectionUpkeepService, 'apply'>,
    logger: LoggerService,
  ) {
    this.#upkeep = upkeep;
    this.#logger = logger;
  }

  /** Never throws: what cannot be saved now is learned at the next sign-in. */
  async save(
    { id, version }: StoredConnection,
    { changes }: SsoFinishResult,
  ): Promise<void> {
    if (!changes) return;
    const reason = oneLine(changes.reason);
    try {
      if (!(await this.#upkeep.apply(id, version, changes, SYSTEM_ACTOR))) {
        this.#logger.info(
          `What was learned of the provider is not saved, as the SSO connection "${id}" was changed meanwhile: ${reason}`,
        );
      }
    } catch (error) {
      this.#logger.warn(
        `What was learned of the provider of the SSO connection "${id}" could not be saved: ${reason}`,
        error as Error,
      );
    }
  }
}
