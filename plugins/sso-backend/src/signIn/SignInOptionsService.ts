import type {
  SsoDisabledPlugins,
  ssoPublicOperations,
  SsoOperationResponse,
  SsoSignInOption,
} from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { ProtocolContexts } from '../connections/ProtocolContexts';
import type { SetupService } from '../local/SetupService';
import type { OverrideService } from '../override/OverrideService';
import type { SsoClientInfo } from '../sessions/SsoClientInfo';
import type { SsoPersistence } from '../stores/SsoStores';

interface Options {
  readonly persistence: SsoPersistence;
  readonly contexts: Pick<ProtocolContexts, 'obstacleTo'>;
  readonly overrides: Pick<OverrideService, 'atSignIn'>;
  readonly setup: Pick<SetupService, 'isNeeded'>;
  readonly settings: SsoSettings;
}

type SignInOptions = SsoOperationResponse<
  typeof ssoPublicOperations.getSignInOptions
>;

/** What the sign-in page shows. */
export class SignInOptionsService {
  readonly #options: Options;

  static create(options: Options): SignInOptionsService {
    return new SignInOptionsService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Buttons for what is active, shown and can be used, in order; and where
   * everybody is sent at once.
   *
   * @param query.nosso - whether the page was opened with `?nosso=1`
   * @param client - decides whether that works, and whether passwords do
   */
  async get(
    query: { nosso?: '1' },
    client: SsoClientInfo,
  ): Promise<SignInOptions> {
    const { overrides, settings, setup } = this.#options;
    const [connections, setupNeeded, override] = await Promise.all([
      this.#buttons(),
      setup.isNeeded(),
      overrides.atSignIn(client),
    ]);
    const asked = query.nosso === '1';
    const localSignIn = settings.localSignIn && override.allowed;
    return {
      connections,
      localSignIn,
      setupNeeded,
      passwordReset: localSignIn && settings.resetDelivery === 'notifications',
      override: asked && override.allowed ? undefined : override.connectionId,
      nossoRefused: asked && !override.allowed,
      pluginsDisabled: extentOf(settings.disabledPlugins),
    };
  }

  async #buttons(): Promise<SsoSignInOption[]> {
    const { contexts, persistence } = this.#options;
    const connections = await persistence.connections.list();
    return connections
      .filter(
        connection =>
          connection.active &&
          !connection.hidden &&
          contexts.obstacleTo(connection) === undefined,
      )
      .map(({ id, displayName, icon }) => ({
        id,
        displayName,
        icon: icon as SsoSignInOption['icon'],
      }));
  }
}

function extentOf({
  all,
  connectionIds,
}: SsoDisabledPlugins): SignInOptions['pluginsDisabled'] {
  if (all) return 'all';
  return connectionIds.length > 0 ? 'some' : 'none';
}
