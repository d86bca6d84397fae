import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { type SsoConnectionInput, SsoError } from '@latchkey/plugin-sso-common';
import type { SsoConnectionChanges } from '@latchkey/plugin-sso-node';
import type { SecretCipher } from '../secrets/SecretCipher';
import { oneLine } from '../signIn/oneLine';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { buildConnection } from './buildConnection';
import { changedPaths } from './changedPaths';
import type { ConnectionValidator } from './ConnectionValidator';
import type { ProtocolContexts } from './ProtocolContexts';
import type { ProtocolRegistry } from './ProtocolRegistry';

/** Who changes an SSO connection when no administrator does. */
export const SYSTEM_ACTOR = 'system:sso';

interface Options {
  readonly persistence: SsoPersistence;
  readonly registry: ProtocolRegistry;
  readonly validator: ConnectionValidator;
  readonly contexts: ProtocolContexts;
  readonly cipher: SecretCipher;
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
  readonly now?: () => Date;
}

/**
 * Saves what a protocol changes in its SSO connection: validated, sealed and
 * kept in the history like the change of an administrator.
 */
export class ConnectionUpkeepService {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): ConnectionUpkeepService {
    return new ConnectionUpkeepService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Applies changes to the version that they were made for. Changes that are
   * there already make no new version.
   *
   * @param actor - entity reference of the administrator who asked for them,
   *   or {@link SYSTEM_ACTOR}
   * @returns false when another change came first, or a deletion
   * @throws SsoError `protocol-not-installed`
   * @throws FieldErrors when the protocol does not accept its own changes
   */
  async apply(
    connectionId: string,
    expectedVersion: number,
    changes: SsoConnectionChanges,
    actor: string,
  ): Promise<boolean> {
    const before = await this.#options.persistence.connections.get(
      connectionId,
    );
    if (before?.version !== expectedVersion) {
      return false;
    }
    const connection = await this.#changed(before, changes, actor);
    const paths = changedPaths(before, connection);
    if (paths.length === 0) {
      return true;
    }
    const byPortal = actor === SYSTEM_ACTOR;
    // An administrator's request has an audit event of its own.
    const audit = byPortal
      ? await this.#options.auditor.createEvent({
          eventId: 'connection-mutate',
          severityLevel: 'medium',
          meta: { queryType: 'maintain', connectionId, reason: changes.reason },
        })
      : undefined;
    try {
      const applied = await this.#options.persistence.transaction(stores =>
        stores.connections.update(
          {
            connection,
            action: byPortal ? 'maintained' : 'updated',
            changedPaths: paths,
          },
          expectedVersion,
        ),
      );
      if (applied) {
        this.#options.logger.info(
          `The SSO connection "${connectionId}" was changed: ${oneLine(
            changes.reason,
          )}`,
          { connectionId, changedPaths: paths.join(', ') },
        );
        await audit?.success();
      } else {
        await audit?.fail({ error: new Error('Another change came first') });
      }
      return applied;
    } catch (error) {
      await audit?.fail({ error: error as Error });
      throw error;
    }
  }

  #changed(
    before: StoredConnection,
    changes: SsoConnectionChanges,
    actor: string,
  ): Promise<StoredConnection> {
    const registered = this.#options.registry.get(before.protocol);
    if (!registered) {
      throw new SsoError('protocol-not-installed', {
        detail: `No module provides the protocol "${before.protocol}".`,
      });
    }
    const settings = Object.fromEntries(
      Object.entries({ ...before.settings, ...changes.settings }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    return buildConnection(this.#options, {
      registered,
      input: {
        displayName: before.displayName,
        icon: before.icon as SsoConnectionInput['icon'],
        hidden: before.hidden,
        comment: before.comment,
        loginSuccessRedirect: before.loginSuccessRedirect,
        debug: before.debug,
        secondFactor: before.secondFactor,
        settings,
        secrets: { ...changes.secrets },
        policy: before.policy,
      },
      actor,
      base: { ...before, version: before.version + 1 },
      at: this.#now(),
    });
  }
}
