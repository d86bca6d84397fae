import type { ExtensionPointFactoryContext } from '@backstage/backend-plugin-api';
import type { SsoProtocol, SsoSignInResolver } from '@latchkey/plugin-sso-node';
import { builtInResolvers } from './provisioning/resolvers';

/**
 * What backend modules registered, by name. A name that is taken is the fault
 * of the module that came second: it is reported, the plugin goes on.
 */
export class NamedRegistrations<T> {
  readonly #entries = new Map<string, T>();
  readonly #what: string;
  readonly #nameOf: (entry: T) => string;

  static forProtocols(): NamedRegistrations<SsoProtocol> {
    return new NamedRegistrations('protocol', ({ id }) => id);
  }

  static forResolvers(): NamedRegistrations<SsoSignInResolver> {
    return new NamedRegistrations(
      'sign-in resolver',
      ({ name }) => name,
      builtInResolvers.map(({ name }) => name),
    );
  }

  readonly #reserved: ReadonlySet<string>;

  private constructor(
    what: string,
    nameOf: (entry: T) => string,
    reserved: readonly string[] = [],
  ) {
    this.#what = what;
    this.#nameOf = nameOf;
    this.#reserved = new Set(reserved);
  }

  add(entry: T, context: ExtensionPointFactoryContext): void {
    const name = this.#nameOf(entry);
    if (this.#entries.has(name) || this.#reserved.has(name)) {
      context.reportModuleStartupFailure({
        error: new Error(
          `A ${
            this.#what
          } named "${name}" is registered already. Each one can be registered once.`,
        ),
      });
      return;
    }
    this.#entries.set(name, entry);
  }

  list(): T[] {
    return [...this.#entries.values()];
  }
}
