import type { SsoConnectionInput } from '@latchkey/plugin-sso-common';
import { isSsoError } from '@latchkey/plugin-sso-common';
import { InputError } from '@backstage/errors';
import type { ResolverRegistry } from '../provisioning/ResolverRegistry';
import { FieldErrors, FieldProblem } from './FieldErrors';
import type { RegisteredProtocol } from './ProtocolRegistry';

/** Refuses an address that the portal must not call. */
export type AssertAddressAllowed = (url: string) => Promise<void>;

/**
 * Checks what an administrator wants to save, with the protocol's own schema.
 */
export class ConnectionValidator {
  readonly #resolvers: ResolverRegistry;
  readonly #assertAddressAllowed: AssertAddressAllowed;

  static create(options: {
    resolvers: ResolverRegistry;
    assertAddressAllowed: AssertAddressAllowed;
  }): ConnectionValidator {
    return new ConnectionValidator(
      options.resolvers,
      options.assertAddressAllowed,
    );
  }

  private constructor(
    resolvers: ResolverRegistry,
    assertAddressAllowed: AssertAddressAllowed,
  ) {
    this.#resolvers = resolvers;
    this.#assertAddressAllowed = assertAddressAllowed;
  }

  /**
   * @param secrets - all secrets as they will be, the kept ones included
   * @returns the settings to store: parsed, completed, without secrets
   * @throws FieldErrors naming each field
   */
  async validate(
    registered: RegisteredProtocol,
    input: SsoConnectionInput,
    secrets: Readonly<Record<string, string>>,
  ): Promise<Record<string, unknown>> {
    this.#assertSecretNames(registered, input);
    if (input.policy.resolvers) {
      try {
        this.#resolvers.assertKnown(input.policy.resolvers, 'policy.resolvers');
      } catch (error) {
        throw new FieldErrors([
          { path: 'policy.resolvers', message: (error as InputError).message },
        ]);
      }
    }

    const { protocol, secretNames } = registered;
    const parsed = protocol.settings.strict().safeParse({
      ...input.settings,
      ...secrets,
    });
    if (!parsed.success) {
      throw FieldErrors.fromZod(parsed.error, path =>
        [
          secretNames.includes(String(path[0])) ? 'secrets' : 'settings',
          ...path,
        ].join('.'),
      );
    }
    await this.#assertAddresses(registered, parsed.data);
    return Object.fromEntries(
      Object.entries(parsed.data).filter(
        ([name, value]) => !secretNames.includes(name) && value !== undefined,
      ),
    );
  }

  #assertSecretNames(
    { secretNames }: RegisteredProtocol,
    { settings, secrets }: SsoConnectionInput,
  ): void {
    const problems: FieldProblem[] = [];
    for (const name of secretNames) {
      if (Object.hasOwn(settings, name)) {
        problems.push({
          path: `settings.${name}`,
          message: 'Secrets are sent under "secrets".',
        });
      }
    }
    for (const name of Object.keys(secrets)) {
      if (!secretNames.includes(name)) {
        problems.push({
          path: `secrets.${name}`,
          message: 'This protocol has no such secret.',
        });
      }
    }
    if (problems.length) {
      throw new FieldErrors(problems);
    }
  }

  async #assertAddresses(
    { fetchedNames }: RegisteredProtocol,
    settings: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const problems: FieldProblem[] = [];
    for (const name of fetchedNames) {
      const url = settings[name];
      if (typeof url !== 'string') continue;
      try {
        await this.#assertAddressAllowed(url);
      } catch (error) {
        // A provider that cannot be reached today may be saved; an address
        // that must never be called may not.
        if (isSsoError(error) && error.code === 'provider-address-refused') {
          problems.push({
            path: `settings.${name}`,
            message: `${error.detail ?? error.description.reason} ${
              error.description.advice
            }`,
          });
        }
      }
    }
    if (problems.length) {
      throw new FieldErrors(problems);
    }
  }
}
