import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  isSsoError,
  type SsoInspection,
  type SsoProtocolInfo,
  type SsoSettingsProposal,
  type SsoSetupSource,
} from '@latchkey/plugin-sso-common';
import type { ResolverRegistry } from '../provisioning/ResolverRegistry';
import { FieldErrors } from './FieldErrors';
import type { ProtocolRegistry, RegisteredProtocol } from './ProtocolRegistry';
import { toFailedFinding } from './toFailedFinding';

interface Options {
  readonly registry: ProtocolRegistry;
  readonly resolvers: ResolverRegistry;
  /** Refuses what the portal must not call. */
  readonly fetch: typeof fetch;
  readonly logger: LoggerService;
}

/** What protocols offer before an SSO connection is saved. */
export class ProtocolService {
  readonly #options: Options;

  static create(options: Options): ProtocolService {
    return new ProtocolService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  list(): SsoProtocolInfo[] {
    const resolvers = this.#options.resolvers.describe();
    return this.#options.registry
      .list()
      .map(({ protocol, settingsSchema }) => ({
        id: protocol.id,
        title: protocol.title,
        description: protocol.description,
        icon: protocol.icon,
        settingsSchema,
        setup: protocol.setup?.info,
        resolvers,
      }));
  }

  /**
   * Reads settings out of what a provider publishes; saves nothing.
   *
   * @throws NotFoundError when the protocol has no such set-up
   */
  async propose(
    protocolId: string,
    source: SsoSetupSource,
  ): Promise<SsoSettingsProposal> {
    const { setup, title } = this.#registered(protocolId).protocol;
    if (!setup) {
      throw new NotFoundError(`${title} has nothing to read settings from`);
    }
    const { fetch, logger } = this.#options;
    try {
      return await setup.propose({ fetch, logger }, source);
    } catch (error) {
      if (!isSsoError(error)) throw error;
      return {
        choices: [],
        findings: [toFailedFinding(error, setup.info.title)],
      };
    }
  }

  /**
   * Tells what a value is. It may be anything that an administrator pastes,
   * so it is in no log and no error.
   *
   * @throws NotFoundError when there is no such protocol
   * @throws FieldErrors when the setting is not one of those that are inspected
   */
  inspect(protocolId: string, name: string, value: string): SsoInspection[] {
    const { protocol, inspectedNames } = this.#registered(protocolId);
    if (!inspectedNames.includes(name) || !protocol.inspect) {
      throw new FieldErrors([
        { path: 'name', message: 'Values of this setting are not inspected.' },
      ]);
    }
    try {
      return protocol.inspect(name, value);
    } catch {
      // Without its cause, whose message could repeat the value.
      throw new Error(`${protocol.title} could not inspect a value`);
    }
  }

  #registered(protocolId: string): RegisteredProtocol {
    const registered = this.#options.registry.get(protocolId);
    if (!registered) {
      throw new NotFoundError('No installed module provides this protocol');
    }
    return registered;
  }
}
