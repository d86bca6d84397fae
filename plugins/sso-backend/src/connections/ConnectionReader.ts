import { NotFoundError } from '@backstage/errors';
import type {
  SsoConnection,
  SsoConnectionSummary,
  SsoConnectionVersion,
} from '@latchkey/plugin-sso-common';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { toSummary, toView } from './connectionViews';
import type { ProtocolContexts } from './ProtocolContexts';
import type { ProtocolRegistry } from './ProtocolRegistry';

interface Options {
  readonly persistence: SsoPersistence;
  readonly registry: ProtocolRegistry;
  readonly contexts: ProtocolContexts;
}

/**
 * SSO connections as administrators see them. Reads go to the database each
 * time, so that every replica shows a change on its next request (CONN-2).
 */
export class ConnectionReader {
  readonly #options: Options;

  static create(options: Options): ConnectionReader {
    return new ConnectionReader(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async list(): Promise<SsoConnectionSummary[]> {
    const { persistence, registry } = this.#options;
    const [connections, lastSignIns, notices] = await Promise.all([
      persistence.connections.list(),
      persistence.history.lastSignIns(),
      persistence.notices.list(),
    ]);
    const byId = new Map(lastSignIns.map(last => [last.connectionId, last]));
    return connections.map(connection =>
      toSummary(connection, registry, {
        lastSignIn: byId.get(connection.id),
        notices: notices.get(connection.id),
      }),
    );
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<SsoConnection> {
    const { persistence, registry, contexts } = this.#options;
    const [connection, lastSignIns, notices] = await Promise.all([
      this.stored(id),
      persistence.history.lastSignIns(),
      persistence.notices.get(id),
    ]);
    const lastSignIn = lastSignIns.find(
      ({ connectionId }) => connectionId === id,
    );
    return toView(connection, registry, contexts, { lastSignIn, notices });
  }

  /** As it is stored. @throws NotFoundError */
  async stored(id: string): Promise<StoredConnection> {
    const connection = await this.#options.persistence.connections.get(id);
    if (!connection) {
      throw new NotFoundError(`There is no SSO connection "${id}"`);
    }
    return connection;
  }

  /** @throws NotFoundError */
  async listVersions(id: string): Promise<SsoConnectionVersion[]> {
    await this.stored(id);
    const versions = await this.#options.persistence.connections.listVersions(
      id,
    );
    return versions.map(version => ({
      version: version.version,
      action: version.action,
      changedAt: version.changedAt.toISOString(),
      changedBy: version.changedBy,
      changedPaths: [...version.changedPaths],
    }));
  }
}
