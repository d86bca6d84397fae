import {
  fetchedSettingNames,
  SsoProtocol,
  secretSettingNames,
  toSettingsJsonSchema,
} from '@latchkey/plugin-sso-node';

/** A protocol with what is derived from its schema once. */
export interface RegisteredProtocol {
  readonly protocol: SsoProtocol;
  readonly settingsSchema: Record<string, unknown>;
  readonly secretNames: readonly string[];
  /** Settings that hold an address which the portal itself will call. */
  readonly fetchedNames: readonly string[];
}

/** The protocols whose modules are installed in this backend. */
export class ProtocolRegistry {
  readonly #protocols: ReadonlyMap<string, RegisteredProtocol>;

  static create(protocols: readonly SsoProtocol[]): ProtocolRegistry {
    return new ProtocolRegistry(
      new Map(
        protocols.map(protocol => [
          protocol.id,
          {
            protocol,
            settingsSchema: toSettingsJsonSchema(protocol.settings),
            secretNames: secretSettingNames(protocol.settings),
            fetchedNames: fetchedSettingNames(protocol.settings),
          },
        ]),
      ),
    );
  }

  private constructor(protocols: ReadonlyMap<string, RegisteredProtocol>) {
    this.#protocols = protocols;
  }

  get(id: string): RegisteredProtocol | undefined {
    return this.#protocols.get(id);
  }

  list(): RegisteredProtocol[] {
    return [...this.#protocols.values()].sort((a, b) =>
      a.protocol.title.localeCompare(b.protocol.title, 'en'),
    );
  }
}
