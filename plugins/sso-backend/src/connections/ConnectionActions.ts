import { NotFoundError } from '@backstage/errors';
import {
  isSsoError,
  type SsoCheckFinding,
  type SsoConnection,
} from '@latchkey/plugin-sso-common';
import type {
  SsoActionResult,
  SsoProtocolAction,
} from '@latchkey/plugin-sso-node';
import type { StoredConnection } from '../stores/ConnectionStore';
import { availableActions } from './availableActions';
import { checkConnection } from './checkConnection';
import type { ConnectionReader } from './ConnectionReader';
import type { ConnectionUpkeepService } from './ConnectionUpkeepService';
import type { ProtocolContexts } from './ProtocolContexts';
import type { ProtocolRegistry } from './ProtocolRegistry';
import { toFailedFinding } from './toFailedFinding';
import { assertVersion, changedAtOnce } from './versionConflicts';

interface Options {
  readonly reader: ConnectionReader;
  readonly registry: ProtocolRegistry;
  readonly contexts: ProtocolContexts;
  readonly upkeep: ConnectionUpkeepService;
}

/** What protocols do for saved SSO connections when administrators ask. */
export class ConnectionActions {
  readonly #options: Options;

  static create(options: Options): ConnectionActions {
    return new ConnectionActions(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Whether the saved settings can work; failures come as findings. */
  async check(id: string): Promise<SsoCheckFinding[]> {
    const { contexts, reader } = this.#options;
    return checkConnection(contexts, await reader.stored(id));
  }

  /**
   * Runs an action of the protocol and saves what it changes.
   *
   * @throws NotFoundError when there is no such connection, or its protocol
   *   has no such action for it now
   * @throws ConflictError when the connection is of another version
   */
  async run(
    id: string,
    action: { readonly id: string; readonly version: number },
    actor: string,
  ): Promise<{ connection: SsoConnection; findings: SsoCheckFinding[] }> {
    const { reader, registry, upkeep } = this.#options;
    const stored = await reader.stored(id);
    assertVersion(stored, action.version);
    const found = availableActions(stored, registry.get(stored.protocol)).find(
      available => available.id === action.id,
    );
    if (!found) {
      throw new NotFoundError(
        `There is no action "${action.id}" for the SSO connection "${id}" now`,
      );
    }
    const { changes, findings } = await this.#run(found, stored);
    if (changes && !(await upkeep.apply(id, stored.version, changes, actor))) {
      throw changedAtOnce(stored);
    }
    return { connection: await reader.get(id), findings: [...findings] };
  }

  async #run(
    action: SsoProtocolAction,
    stored: StoredConnection,
  ): Promise<SsoActionResult> {
    try {
      return await action.run(this.#options.contexts.bind(stored).context);
    } catch (error) {
      if (!isSsoError(error)) throw error;
      return { findings: [toFailedFinding(error, action.title)] };
    }
  }
}
