import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  SsoCheckFinding,
  SsoConnection,
  SsoConnectionInput,
  SsoConnectionSummary,
  SsoConnectionVersion,
  SsoProtocolInfo,
} from '@latchkey/plugin-sso-common';
import type { ResolverRegistry } from '../provisioning/ResolverRegistry';
import type { SecretCipher } from '../secrets/SecretCipher';
import type {
  ConnectionVersion,
  StoredConnection,
} from '../stores/ConnectionStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { buildConnection } from './buildConnection';
import { changedPaths } from './changedPaths';
import type { ConnectionValidator } from './ConnectionValidator';
import { checkConnection } from './checkConnection';
import { toSummary, toView } from './connectionViews';
import { FieldErrors } from './FieldErrors';
import type { ProtocolContexts } from './ProtocolContexts';
import type { ProtocolRegistry, RegisteredProtocol } from './ProtocolRegistry';
import { proposeId } from './proposeId';

type NewConnection = SsoConnectionInput & {
  id?: string;
  protocol: string;
  active: boolean;
};

/** How often an id is proposed while others take the same one. */
const MAX_PROPOSALS = 10;

interface Options {
  readonly persistence: SsoPersistence;
  readonly registry: ProtocolRegistry;
  readonly resolvers: ResolverRegistry;
  readonly validator: ConnectionValidator;
  readonly contexts: ProtocolContexts;
  readonly cipher: SecretCipher;
  readonly now?: () => Date;
}

/**
 * SSO connections for administrators. Reads go to the database each time, so
 * that every replica serves a change on its next request (CONN-2).
 */
export class ConnectionService {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): ConnectionService {
    return new ConnectionService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  listProtocols(): SsoProtocolInfo[] {
    const resolvers = this.#options.resolvers.describe();
    return this.#options.registry
      .list()
      .map(({ protocol, settingsSchema }) => ({
        id: protocol.id,
        title: protocol.title,
        description: protocol.description,
        icon: protocol.icon,
        settingsSchema,
        resolvers,
      }));
  }

  async list(): Promise<SsoConnectionSummary[]> {
    const { persistence, registry } = this.#options;
    const [connections, lastSignIns] = await Promise.all([
      persistence.connections.list(),
      persistence.history.lastSignIns(),
    ]);
    const byId = new Map(lastSignIns.map(last => [last.connectionId, last]));
    return connections.map(connection =>
      toSummary(connection, registry, byId.get(connection.id)),
    );
  }

  async get(id: string): Promise<SsoConnection> {
    return this.#view(await this.#stored(id));
  }

  async create(input: NewConnection, actor: string): Promise<SsoConnection> {
    for (let attempt = 1; ; attempt += 1) {
      const id = input.id ?? (await this.#freeId(input.displayName));
      try {
        return await this.#insert(id, input, actor);
      } catch (error) {
        const lostProposal =
          input.id === undefined && (error as Error).name === 'ConflictError';
        if (!lostProposal || attempt >= MAX_PROPOSALS) throw error;
      }
    }
  }

  async update(
    id: string,
    input: SsoConnectionInput & { version: number },
    actor: string,
  ): Promise<SsoConnection> {
    const before = await this.#stored(id);
    this.#assertVersion(before, input.version);
    const registered = this.#protocol(before.protocol);
    const connection = await buildConnection(this.#options, {
      registered,
      input,
      actor,
      base: { ...before, version: before.version + 1 },
      at: this.#now(),
    });
    return this.#replace(before, connection, 'updated');
  }

  async setActive(
    id: string,
    { active, version }: { active: boolean; version: number },
    actor: string,
  ): Promise<SsoConnection> {
    const before = await this.#stored(id);
    this.#assertVersion(before, version);
    const connection: StoredConnection = {
      ...before,
      active,
      version: before.version + 1,
      updatedAt: this.#now(),
      updatedBy: actor,
    };
    return this.#replace(
      before,
      connection,
      active ? 'activated' : 'deactivated',
    );
  }

  /** @throws ConflictError when the list names other connections than exist */
  async setOrder(ids: readonly string[]): Promise<SsoConnectionSummary[]> {
    await this.#options.persistence.transaction(async stores => {
      const existing = (await stores.connections.list()).map(({ id }) => id);
      const same =
        new Set(ids).size === ids.length &&
        ids.length === existing.length &&
        existing.every(id => ids.includes(id));
      if (!same) {
        throw new ConflictError(
          'The SSO connections changed meanwhile. Reload the list and order it again.',
        );
      }
      await stores.connections.setOrder(ids);
    });
    return this.list();
  }

  /** Ends the sessions made through it; the accounts stay. */
  async delete(id: string, actor: string): Promise<void> {
    await this.#options.persistence.transaction(async stores => {
      if (!(await stores.connections.delete(id, actor, this.#now()))) {
        throw new NotFoundError(`There is no SSO connection "${id}"`);
      }
      await stores.sessions.endByConnection(id);
    });
  }

  async listVersions(id: string): Promise<SsoConnectionVersion[]> {
    await this.#stored(id);
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

  /** Whether the saved settings can work; failures come as findings. */
  async check(id: string): Promise<SsoCheckFinding[]> {
    return checkConnection(this.#options.contexts, await this.#stored(id));
  }

  async #insert(
    id: string,
    input: NewConnection,
    actor: string,
  ): Promise<SsoConnection> {
    const { persistence } = this.#options;
    const registered = this.#protocol(input.protocol);
    if (
      (await persistence.connections.lastVersion(id)) > 0 &&
      !(await persistence.connections.get(id))
    ) {
      // Its accounts and groups stay and bear its id; another provider must
      // not come into them.
      throw new FieldErrors([
        {
          path: 'id',
          message:
            'A deleted SSO connection had this id, and accounts or groups may stem from it. Choose another one.',
        },
      ]);
    }
    const at = this.#now();
    const connection = await buildConnection(this.#options, {
      registered,
      input,
      actor,
      base: {
        id,
        protocol: input.protocol,
        active: input.active,
        order: Number.MAX_SAFE_INTEGER,
        version: 1,
        createdAt: at,
        secrets: {},
      },
      at,
    });
    await persistence.transaction(stores =>
      stores.connections.insert({
        connection,
        action: 'created',
        changedPaths: changedPaths(undefined, connection),
      }),
    );
    return this.get(id);
  }

  async #stored(id: string): Promise<StoredConnection> {
    const connection = await this.#options.persistence.connections.get(id);
    if (!connection) {
      throw new NotFoundError(`There is no SSO connection "${id}"`);
    }
    return connection;
  }

  async #view(connection: StoredConnection): Promise<SsoConnection> {
    const { persistence, registry, contexts } = this.#options;
    const last = (await persistence.history.lastSignIns()).find(
      ({ connectionId }) => connectionId === connection.id,
    );
    return toView(connection, registry, contexts, last);
  }

  #protocol(id: string): RegisteredProtocol {
    const registered = this.#options.registry.get(id);
    if (!registered) {
      throw new FieldErrors([
        {
          path: 'protocol',
          message: `No installed module provides the protocol "${id}".`,
        },
      ]);
    }
    return registered;
  }

  #assertVersion(connection: StoredConnection, version: number): void {
    if (connection.version !== version) {
      throw new ConflictError(
        `"${connection.displayName}" was changed meanwhile by ${connection.updatedBy}. Reload it and make your change again.`,
      );
    }
  }

  async #replace(
    before: StoredConnection,
    connection: StoredConnection,
    action: ConnectionVersion['action'],
  ): Promise<SsoConnection> {
    const replaced = await this.#options.persistence.transaction(stores =>
      stores.connections.update(
        {
          connection,
          action,
          changedPaths: changedPaths(before, connection),
        },
        before.version,
      ),
    );
    if (!replaced) {
      throw new ConflictError(
        `"${before.displayName}" was changed by somebody else at the same moment. Reload it and make your change again.`,
      );
    }
    return this.get(connection.id);
  }

  /** An id that no SSO connection has or had. */
  async #freeId(displayName: string): Promise<string> {
    const { connections } = this.#options.persistence;
    const taken = (await connections.list()).map(({ id }) => id);
    for (;;) {
      const id = proposeId(displayName, taken);
      if ((await connections.lastVersion(id)) === 0) return id;
      taken.push(id);
    }
  }
}
