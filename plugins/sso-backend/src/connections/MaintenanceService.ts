import type { LoggerService } from '@backstage/backend-plugin-api';
import { isSsoError, type SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type {
  SsoConnectionChanges,
  SsoMaintenanceResult,
} from '@latchkey/plugin-sso-node';
import type { StoredConnection } from '../stores/ConnectionStore';
import { oneLine } from '../signIn/oneLine';
import type { SsoPersistence } from '../stores/SsoStores';
import {
  type ConnectionUpkeepService,
  SYSTEM_ACTOR,
} from './ConnectionUpkeepService';
import { FieldErrors } from './FieldErrors';
import { mergeNotices } from './mergeNotices';
import type { ProtocolContexts } from './ProtocolContexts';
import { toFailedFinding } from './toFailedFinding';
import { withTimeLimit } from './withTimeLimit';

/** In milliseconds; a provider that hangs must not keep the others waiting. */
const TIME_LIMIT = 60_000;
/** Of one connection in one run, while administrators change it. */
const ATTEMPTS = 2;

interface Options {
  readonly persistence: SsoPersistence;
  readonly contexts: ProtocolContexts;
  readonly upkeep: ConnectionUpkeepService;
  readonly logger: LoggerService;
  readonly timeLimit?: number;
  readonly now?: () => Date;
}

/**
 * The regular upkeep of the active SSO connections: protocols read metadata
 * again, take over new keys and report what administrators should know.
 */
export class MaintenanceService {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): MaintenanceService {
    return new MaintenanceService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** One after the other; what fails for one does not stop the others. */
  async run(signal?: AbortSignal): Promise<void> {
    const { persistence, logger } = this.#options;
    for (const { id } of await persistence.connections.list()) {
      if (signal?.aborted) return;
      try {
        if (!(await this.#maintain(id))) {
          logger.info(
            `The SSO connection "${id}" was changed during its upkeep, which is left to the next run`,
          );
        }
      } catch (error) {
        logger.error(
          `The upkeep of the SSO connection "${id}" failed`,
          error as Error,
        );
      }
    }
  }

  /** @returns false when others changed the connection each time */
  async #maintain(id: string): Promise<boolean> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const connection = await this.#options.persistence.connections.get(id);
      const result = connection && (await this.#ask(connection));
      if (!result) return true;
      const findings = [...result.notices];
      if (
        !result.changes ||
        (await this.#apply(connection, result.changes, findings))
      ) {
        return this.#report(connection, findings);
      }
    }
    return false;
  }

  /** @returns undefined when this replica cannot tell */
  async #ask(
    connection: StoredConnection,
  ): Promise<SsoMaintenanceResult | undefined> {
    const { contexts, timeLimit = TIME_LIMIT } = this.#options;
    if (contexts.obstacleTo(connection)) return undefined;
    if (!connection.active) return { notices: [] };
    try {
      const { protocol, context } = contexts.bind(connection);
      return protocol.maintain
        ? await withTimeLimit(protocol.maintain(context), timeLimit)
        : { notices: [] };
    } catch (error) {
      if (!isSsoError(error)) throw error;
      return { notices: [toFailedFinding(error, 'Settings')] };
    }
  }

  /** @returns false when another change came first */
  async #apply(
    { id, version }: StoredConnection,
    changes: SsoConnectionChanges,
    findings: SsoCheckFinding[],
  ): Promise<boolean> {
    try {
      return await this.#options.upkeep.apply(
        id,
        version,
        changes,
        SYSTEM_ACTOR,
      );
    } catch (error) {
      if (!(error instanceof FieldErrors)) throw error;
      findings.push({
        title: 'A change could not be saved',
        outcome: 'failed',
        detail: `${changes.reason} ${error.message}`,
        advice: 'Open the settings and save them: that shows what is wrong.',
      });
      return true;
    }
  }

  /** @returns false when the connection was deleted meanwhile */
  async #report(
    { id }: StoredConnection,
    findings: readonly SsoCheckFinding[],
  ): Promise<boolean> {
    const { persistence, logger } = this.#options;
    const before = await persistence.notices.get(id);
    const { notices, added } = mergeNotices(before, findings, this.#now());
    try {
      await persistence.notices.replace(id, notices, this.#now());
    } catch (error) {
      if ((error as Error).name === 'ConflictError') return false;
      throw error;
    }
    for (const { title, code, detail } of added) {
      const what = oneLine(title);
      logger.warn(`The SSO connection "${id}" needs attention: ${what}`, {
        connectionId: id,
        code: code ?? '',
        detail: detail ?? '',
      });
    }
    return true;
  }
}
