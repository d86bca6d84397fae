import type { SsoProtocolContext } from '@latchkey/plugin-sso-node';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import * as client from 'openid-client';
import type { OidcSettings } from '../settings';
import { createConfiguration } from './createConfiguration';
import { discover } from './discover';
import { KeySetMemory } from './KeySetMemory';

const MAX_CONNECTIONS = 500;
const MAX_AGE_MS = 15 * 60_000;

interface Entry {
  readonly version: number;
  readonly readAt: number;
  readonly metadata: Promise<client.ServerMetadata>;
  readonly keys: KeySetMemory;
}

/**
 * Makes configurations of openid-client. Remembers discovery documents and
 * keys by SSO connection and version. Failures are
 * not remembered; the connections that were not used for longest leave first.
 */
export class ClientConfigurationCache {
  readonly #entries = new Map<string, Entry>();

  static create(): ClientConfigurationCache {
    return new ClientConfigurationCache();
  }

  private constructor() {}

  /**
   * @throws SsoError `discovery-failed`, `issuer-mismatch`,
   * `provider-response-invalid` or what the outbound policy says
   */
  async configurationFor(
    context: SsoProtocolContext<OidcSettings>,
  ): Promise<client.Configuration> {
    const entry = this.#entryOf(context);
    const metadata = await entry.metadata;
    const fetchApi: typeof fetch = (input, init) =>
      input === metadata.jwks_uri
        ? entry.keys.fetch(() => context.fetch(input, init))
        : context.fetch(input, init);
    const configuration = createConfiguration(
      metadata,
      context.settings,
      fetchApi,
    );
    entry.keys.lend(configuration);
    return configuration;
  }

  /**
   * Finds the key of a JWT that openid-client does not verify. Asks for nothing
   * before it is used.
   */
  keysFor(context: SsoProtocolContext<OidcSettings>): JWTVerifyGetKey {
    return async (header, token) => {
      const entry = this.#entryOf(context);
      const { jwks_uri: address } = await entry.metadata;
      const find = async (renew: boolean) => {
        const keys = await entry.keys.read(() => context.fetch(address!), {
          renew,
        });
        return createLocalJWKSet(keys)(header, token);
      };
      try {
        return await find(false);
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'ERR_JWKS_NO_MATCHING_KEY') {
          throw error;
        }
        return find(true);
      }
    };
  }

  #entryOf(context: SsoProtocolContext<OidcSettings>): Entry {
    const { connectionId, connectionVersion: version } = context;
    const known = this.#entries.get(connectionId);
    const usable =
      known?.version === version && Date.now() - known.readAt < MAX_AGE_MS;
    const entry: Entry = usable
      ? known
      : {
          version,
          readAt: Date.now(),
          metadata: discover(context.settings, context.fetch),
          keys: known?.version === version ? known.keys : KeySetMemory.create(),
        };
    // Inserted anew, it is the last one to leave.
    this.#entries.delete(connectionId);
    this.#entries.set(connectionId, entry);
    if (this.#entries.size > MAX_CONNECTIONS) {
      this.#entries.delete(this.#entries.keys().next().value!);
    }
    entry.metadata.catch(() => {
      if (this.#entries.get(connectionId) === entry) {
        this.#entries.delete(connectionId);
      }
    });
    return entry;
  }
}
