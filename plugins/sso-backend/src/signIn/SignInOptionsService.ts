import type {
  ssoPublicOperations,
  SsoOperationResponse,
  SsoSignInOption,
} from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { ProtocolRegistry } from '../connections/ProtocolRegistry';
import type { SetupService } from '../local/SetupService';
import type { SsoPersistence } from '../stores/SsoStores';

/** What the sign-in page shows. */
export class SignInOptionsService {
  readonly #persistence: SsoPersistence;
  readonly #registry: ProtocolRegistry;
  readonly #setup: SetupService;
  readonly #settings: SsoSettings;

  static create(options: {
    persistence: SsoPersistence;
    registry: ProtocolRegistry;
    setup: SetupService;
    settings: SsoSettings;
  }): SignInOptionsService {
    return new SignInOptionsService(options);
  }

  private constructor(
    options: Parameters<typeof SignInOptionsService.create>[0],
  ) {
    this.#persistence = options.persistence;
    this.#registry = options.registry;
    this.#setup = options.setup;
    this.#settings = options.settings;
  }

  /** Buttons for what is active, shown and installed, in order. */
  async get(): Promise<
    SsoOperationResponse<typeof ssoPublicOperations.getSignInOptions>
  > {
    const [connections, setupNeeded] = await Promise.all([
      this.#persistence.connections.list(),
      this.#setup.isNeeded(),
    ]);
    return {
      connections: connections
        .filter(
          ({ active, hidden, protocol }) =>
            active && !hidden && this.#registry.get(protocol) !== undefined,
        )
        .map(({ id, displayName, icon }) => ({
          id,
          displayName,
          icon: icon as SsoSignInOption['icon'],
        })),
      localSignIn: this.#settings.localSignIn,
      setupNeeded,
    };
  }
}
