import { NotFoundError } from '@backstage/errors';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoDocument } from '@latchkey/plugin-sso-node';
import type { SsoPersistence } from '../stores/SsoStores';
import type { ProtocolContexts } from './ProtocolContexts';

/** What the portal tells providers of itself. */
export class MetadataService {
  readonly #persistence: SsoPersistence;
  readonly #contexts: ProtocolContexts;

  static create(options: {
    persistence: SsoPersistence;
    contexts: ProtocolContexts;
  }): MetadataService {
    return new MetadataService(options.persistence, options.contexts);
  }

  private constructor(persistence: SsoPersistence, contexts: ProtocolContexts) {
    this.#persistence = persistence;
    this.#contexts = contexts;
  }

  /**
   * Also of an SSO connection that is switched off: providers are set up with
   * its metadata before it is switched on.
   *
   * @throws SsoError when there is no such SSO connection or it does not work
   * @throws NotFoundError when its protocol has no metadata
   */
  async get(connectionId: string): Promise<SsoDocument> {
    const connection = await this.#persistence.connections.get(connectionId);
    if (!connection) {
      throw new SsoError('connection-not-found');
    }
    const { protocol, context } = this.#contexts.bind(connection);
    if (!protocol.metadata) {
      throw new NotFoundError('This SSO connection has no metadata');
    }
    return protocol.metadata(context);
  }
}
