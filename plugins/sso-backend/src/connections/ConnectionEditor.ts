import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  SsoConnection,
  SsoConnectionInput,
  SsoConnectionSummary,
} from '@latchkey/plugin-sso-common';
import type { SecretCipher } from '../secrets/SecretCipher';
import type {
  ConnectionVersion,
  StoredConnection,
} from '../stores/ConnectionStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { buildConnection } from './buildConnection';
import { changedPaths } from './changedPaths';
import type { ConnectionReader } from './ConnectionReader';
import type { ConnectionValidator } from './ConnectionValidator';
import { FieldErrors } from './FieldErrors';
import type { ProtocolContexts } from './ProtocolContexts';
import type { ProtocolRegistry, RegisteredProtocol } from './ProtocolRegistry';
import { proposeId } from './proposeId';
import { assertVersion, changedAtOnce } from './versionConflicts';

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
  readonly reader: ConnectionReader;
  readonly validator: ConnectionValidator;
  readonly contexts: ProtocolContexts;
  readonly cipher: SecretCipher;
  readonly now?: () => Date;
}

/**
 * What administrators change of SSO connections. Each change is a version,
 * made from the one that the administrator saw.
 */
export class ConnectionEditor {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): ConnectionEditor {
    return new ConnectionEditor(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
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
    const before = await this.#options.reader.stored(id);
    assertVersion(before, input.version);
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
    const before = await this.#options.reader.stored(id);
    assertVersion(before, version);
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
    return this.#options.reader.list();
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
    return this.#options.reader.get(id);
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
      throw changedAtOnce(before);
    }
    return this.#options.reader.get(connection.id);
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
