import { InputError } from '@backstage/errors';
import {
  defaultSsoSignInResolvers,
  SsoError,
} from '@latchkey/plugin-sso-common';
import type { SsoSignInResolver } from '@latchkey/plugin-sso-node';
import { builtInResolvers } from './resolvers';

const LINK = 'linkedIdentity';

/**
 * The sign-in resolvers of this portal and their default order.
 */
export class ResolverRegistry {
  readonly #resolvers: ReadonlyMap<string, SsoSignInResolver>;
  readonly #defaultOrder: readonly string[];

  static create(options: {
    additional?: readonly SsoSignInResolver[];
    /** `sso.signIn.resolvers` of app-config. */
    defaultOrder?: readonly string[];
  }): ResolverRegistry {
    const all = [...builtInResolvers, ...(options.additional ?? [])];
    const registry = new ResolverRegistry(
      new Map(all.map(resolver => [resolver.name, resolver])),
      options.defaultOrder ?? defaultSsoSignInResolvers,
    );
    registry.assertKnown(registry.#defaultOrder, 'sso.signIn.resolvers');
    return registry;
  }

  private constructor(
    resolvers: ReadonlyMap<string, SsoSignInResolver>,
    defaultOrder: readonly string[],
  ) {
    this.#resolvers = resolvers;
    this.#defaultOrder = defaultOrder;
  }

  /**
   * The resolvers of a policy, in its order or the default one. The link of a
   * person who has been here before comes first in any case: the others only
   * propose a first match (USER-1).
   *
   * @throws SsoError `settings-invalid` when one is not installed any more
   */
  inOrder(names: readonly string[] | undefined): SsoSignInResolver[] {
    const order = new Set([LINK, ...(names ?? this.#defaultOrder)]);
    return [...order].map(name => {
      const resolver = this.#resolvers.get(name);
      if (!resolver) {
        throw new SsoError('settings-invalid', {
          detail: `The sign-in resolver "${name}" is not installed.`,
        });
      }
      return resolver;
    });
  }

  /** @throws InputError naming a resolver that is unknown or named twice. */
  assertKnown(names: readonly string[], where: string): void {
    const seen = new Set<string>();
    for (const name of names) {
      if (!this.#resolvers.has(name)) {
        throw new InputError(
          `${where} names the sign-in resolver "${name}", which is not installed. Known are: ${[
            ...this.#resolvers.keys(),
          ].join(', ')}`,
        );
      }
      if (seen.has(name)) {
        throw new InputError(`${where} names "${name}" twice`);
      }
      seen.add(name);
    }
  }

  /** For the settings form: the default order first, then the others. */
  describe(): Array<{
    name: string;
    title: string;
    description: string;
    default: boolean;
  }> {
    const others = [...this.#resolvers.keys()].filter(
      name => !this.#defaultOrder.includes(name),
    );
    return [...this.#defaultOrder, ...others].map(name => {
      const { title, description } = this.#resolvers.get(name)!;
      return {
        name,
        title,
        description,
        default: this.#defaultOrder.includes(name),
      };
    });
  }
}
