import type { LoggerService } from '@backstage/backend-plugin-api';
import { SsoError } from '@latchkey/plugin-sso-common';
import type {
  SsoConnectionUrls,
  SsoProtocol,
  SsoProtocolContext,
} from '@latchkey/plugin-sso-node';
import type { SsoSettings } from '../config/SsoSettings';
import type { SecretCipher } from '../secrets/SecretCipher';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { ProtocolRegistry, RegisteredProtocol } from './ProtocolRegistry';

/** A protocol ready to work for one SSO connection. */
export interface BoundProtocol {
  readonly protocol: SsoProtocol;
  readonly context: SsoProtocolContext;
}

/** Where a secret belongs; a ciphertext moved elsewhere does not open. */
export function secretContext(connectionId: string, name: string): string {
  return `connection:${connectionId}:${name}`;
}

/**
 * Brings stored SSO connections and installed protocols together: opens the
 * secrets, parses the settings, and makes what a protocol needs to work.
 */
export class ProtocolContexts {
  readonly #registry: ProtocolRegistry;
  readonly #cipher: SecretCipher;
  readonly #settings: SsoSettings;
  readonly #fetch: typeof fetch;
  readonly #logger: LoggerService;

  static create(options: {
    registry: ProtocolRegistry;
    cipher: SecretCipher;
    settings: SsoSettings;
    fetch: typeof fetch;
    logger: LoggerService;
  }): ProtocolContexts {
    return new ProtocolContexts(options);
  }

  private constructor(options: Parameters<typeof ProtocolContexts.create>[0]) {
    this.#registry = options.registry;
    this.#cipher = options.cipher;
    this.#settings = options.settings;
    this.#fetch = options.fetch;
    this.#logger = options.logger;
  }

  /** The addresses of an SSO connection that its provider gets to know. */
  urlsOf(connectionId: string): SsoConnectionUrls {
    const base = `${this.#settings.ssoUrl}/sign-in/${connectionId}`;
    return {
      callbackUrl: `${base}/callback`,
      logoutUrl: `${base}/logout`,
      metadataUrl: `${base}/metadata`,
    };
  }

  /** A link that starts a sign-in, for bookmarks and app launchers. */
  signInUrl(connectionId: string): string {
    return `${this.#settings.authUrl}/sso/start?connection=${connectionId}`;
  }

  /**
   * Why this backend cannot work with an SSO connection at all, if so: the
   * operator has started without it, or its protocol is not installed.
   */
  obstacleTo(
    connection: Pick<StoredConnection, 'id' | 'protocol'>,
  ): 'connection-skipped' | 'protocol-not-installed' | undefined {
    const { all, connectionIds } = this.#settings.disabledPlugins;
    if (all || connectionIds.includes(connection.id)) {
      return 'connection-skipped';
    }
    return this.#registry.get(connection.protocol)
      ? undefined
      : 'protocol-not-installed';
  }

  /**
   * @throws SsoError `connection-skipped`, `protocol-not-installed` or
   *   `settings-invalid`
   */
  bind(connection: StoredConnection): BoundProtocol {
    const { protocol } = this.#registered(connection);
    const parsed = protocol.settings.safeParse({
      ...connection.settings,
      ...this.openSecrets(connection),
    });
    if (!parsed.success) {
      throw new SsoError('settings-invalid', {
        // Names only: a message about a value could repeat a secret.
        detail: `Not accepted: ${parsed.error.issues
          .map(issue => issue.path.join('.'))
          .join(', ')}`,
      });
    }
    return { protocol, context: this.contextOf(connection, parsed.data) };
  }

  /**
   * @throws SsoError `connection-skipped` or `protocol-not-installed`
   */
  protocolOf(connection: StoredConnection): SsoProtocol {
    return this.#registered(connection).protocol;
  }

  contextOf(
    connection: Pick<StoredConnection, 'id' | 'version' | 'debug'>,
    settings: object,
  ): SsoProtocolContext {
    return {
      ...this.urlsOf(connection.id),
      connectionId: connection.id,
      connectionVersion: connection.version,
      settings,
      debug: connection.debug,
      fetch: this.#fetch,
      logger: this.#logger.child({ connectionId: connection.id }),
    };
  }

  /** @throws SsoError `settings-invalid` when a secret does not open. */
  openSecrets(
    connection: Pick<StoredConnection, 'id' | 'secrets'>,
  ): Record<string, string> {
    return Object.fromEntries(
      Object.entries(connection.secrets).map(([name, secret]) => {
        try {
          const context = secretContext(connection.id, name);
          return [name, this.#cipher.open(secret.sealed, context)];
        } catch (cause) {
          throw new SsoError('settings-invalid', {
            detail: `The secret "${name}" cannot be decrypted. Is its key still in sso.secrets.keys?`,
            cause,
          });
        }
      }),
    );
  }

  #registered(connection: StoredConnection): RegisteredProtocol {
    const obstacle = this.obstacleTo(connection);
    const registered = this.#registry.get(connection.protocol);
    if (obstacle === 'connection-skipped') {
      throw new SsoError(obstacle);
    }
    if (!registered) {
      throw new SsoError('protocol-not-installed', {
        detail: `No module provides the protocol "${connection.protocol}".`,
      });
    }
    return registered;
  }
}
