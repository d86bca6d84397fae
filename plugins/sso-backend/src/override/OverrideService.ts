import { SsoError, type SsoOverride } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { ProtocolContexts } from '../connections/ProtocolContexts';
import { assertConnectionActive } from '../entry/assertConnectionActive';
import type { SsoClientInfo } from '../sessions/SsoClientInfo';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { StoredOverride } from '../stores/OverrideStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { AddressRanges } from './AddressRanges';
import { inForce, stateOf } from './overrideRule';

interface Options {
  readonly persistence: SsoPersistence;
  readonly contexts: ProtocolContexts;
  readonly settings: SsoSettings;
  readonly now?: () => Date;
}

/** What override auth means for one browser at the sign-in page. */
export interface OverrideAtSignIn {
  /** Id of the SSO connection that everyone is sent to, if any. */
  readonly connectionId?: string;
  /** Whether passwords and `?nosso=1` are taken from the address. */
  readonly allowed: boolean;
}

/**
 * Override auth (CONN-5), read anew with each request, so that all replicas
 * agree on it.
 */
export class OverrideService {
  readonly #options: Options;
  readonly #now: () => Date;
  readonly #addresses: AddressRanges;

  static create(options: Options): OverrideService {
    return new OverrideService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#addresses = AddressRanges.create(options.settings.nossoAddresses);
  }

  /** The one that is on, also while its SSO connection cannot be used. */
  async current(
    now = this.#now(),
  ): Promise<{ override: SsoOverride } | undefined> {
    const { overrides, connections } = this.#options.persistence;
    const stored = inForce(await overrides.list(), now);
    const connection = stored && (await connections.get(stored.connectionId));
    return connection && { override: this.#toView(stored, connection) };
  }

  /**
   * Id of the SSO connection that the sign-in page goes to; undefined also
   * while that one is switched off, skipped or not installed.
   */
  async isInForce(): Promise<string | undefined> {
    const current = await this.current();
    return current?.override.effective
      ? current.override.connectionId
      : undefined;
  }

  /** @param client - an address that is not known counts as forbidden */
  async atSignIn(client: SsoClientInfo): Promise<OverrideAtSignIn> {
    const connectionId = await this.isInForce();
    const allowed =
      connectionId === undefined || this.#addresses.has(client.address);
    return { connectionId, allowed };
  }

  /**
   * Before a password is looked at: the page does not show the form where it
   * is closed, but anyone can call the API (G16).
   *
   * @throws SsoError `local-sign-in-off` or `nosso-refused`
   */
  async assertPasswordsTakenFrom(client: SsoClientInfo): Promise<void> {
    if (!this.#options.settings.localSignIn) {
      throw new SsoError('local-sign-in-off');
    }
    if (!(await this.atSignIn(client)).allowed) {
      throw new SsoError('nosso-refused');
    }
  }

  /**
   * @throws SsoError `connection-inactive`, `connection-skipped` or
   *   `protocol-not-installed`: why nobody can sign in through it now
   */
  assertUsable(connection: StoredConnection): void {
    assertConnectionActive(connection);
    this.#options.contexts.protocolOf(connection);
  }

  #toView(stored: StoredOverride, connection: StoredConnection): SsoOverride {
    return {
      connectionId: stored.connectionId,
      displayName: connection.displayName,
      state: stateOf(stored),
      revertsAt: stored.revertsAt?.toISOString(),
      armedAt: stored.armedAt.toISOString(),
      armedBy: stored.armedBy,
      effective:
        connection.active &&
        this.#options.contexts.obstacleTo(connection) === undefined,
    };
  }
}
