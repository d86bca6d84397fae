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
  /** Settings whose value the protocol explains while it is typed. */
  readonly inspectedNames: readonly string[];
}

/** The protocols whose modules are installed in this backend. */
export class ProtocolRegistry {
  readonly #protocols: ReadonlyMap<string, RegisteredProtocol>;

  static create(protocols: readonly SsoProtocol[]): ProtocolRegistry {
    return new ProtocolRegistry(
      new Map(protocols.map(protocol => [protocol.id, register(protocol)])),
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

function register(protocol: SsoProtocol): RegisteredProtocol {
  const settingsSchema = toSettingsJsonSchema(protocol.settings);
  const { properties = {} } = settingsSchema as {
    properties?: Record<string, { inspected?: boolean }>;
  };
  return {
    protocol,
    settingsSchema,
    secretNames: secretSettingNames(protocol.settings),
    fetchedNames: fetchedSettingNames(protocol.settings),
    inspectedNames: Object.keys(properties).filter(
      name => properties[name].inspected,
    ),
  };
}
