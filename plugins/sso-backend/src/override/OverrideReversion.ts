import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { StoredOverride } from '../stores/OverrideStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';

interface Options {
  readonly persistence: SsoPersistence;
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
  readonly now?: () => Date;
}

/**
 * Clears away override auth that nobody confirmed in time. It counts for
 * nothing from the very moment on; this is only where that is written down.
 */
export class OverrideReversion {
  readonly #options: Options;

  static create(options: Options): OverrideReversion {
    return new OverrideReversion(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Clears it away wherever nobody has come across it. */
  async run(): Promise<void> {
    const { persistence, now = () => new Date() } = this.#options;
    await this.announce(
      await persistence.transaction(stores => this.apply(stores, now())),
    );
  }

  /** In the caller's transaction. @returns what there was */
  async apply(
    stores: SsoStores,
    now: Date,
  ): Promise<StoredOverride | undefined> {
    const reverted = await stores.overrides.revert(now);
    if (reverted) {
      await stores.history.insertEvent({
        at: reverted.revertsAt ?? now,
        type: 'override-reverted',
        connectionId: reverted.connectionId,
      });
    }
    return reverted;
  }

  /** Tells the log and the auditor, once it is committed. */
  async announce(reverted: StoredOverride | undefined): Promise<void> {
    if (!reverted) return;
    const { auditor, logger } = this.#options;
    const { connectionId, armedBy } = reverted;
    logger.info(
      `Override auth of the SSO connection "${connectionId}" has reverted: nobody confirmed it in time`,
      { connectionId },
    );
    const audit = await auditor.createEvent({
      eventId: 'override-mutate',
      severityLevel: 'medium',
      meta: { queryType: 'revert', connectionId, armedBy },
    });
    await audit.success();
  }
}
