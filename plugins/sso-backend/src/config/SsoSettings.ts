import type { Config } from '@backstage/config';
import type { DiscoveryService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { SsoDisabledPlugins } from '@latchkey/plugin-sso-common';
import {
  readAdministrators,
  readDisabledPlugins,
} from '@latchkey/plugin-sso-node';
import {
  type AccountSettings,
  readAccountSettings,
} from './readAccountSettings';
import { readAppUrl } from './readAppUrl';
import { DAY, MINUTE, readMilliseconds } from './readMilliseconds';

/** What app-config says about single sign-on; parsed once at start. */
export interface SsoSettings extends AccountSettings {
  /** Entity references, lower case; see `readAdministrators`. */
  readonly administrators: readonly string[];
  /** Namespace of the entities of accounts and groups. */
  readonly namespace: string;
  /** Base URL of the app without a slash at its end. */
  readonly appUrl: string;
  /** External base URL of this plugin, `…/api/sso`. */
  readonly ssoUrl: string;
  /** External base URL of the `auth` plugin, `…/api/auth`. */
  readonly authUrl: string;
  readonly permissionsEnabled: boolean;
  /** What the backend was started without. */
  readonly disabledPlugins: SsoDisabledPlugins;
  readonly defaultResolvers?: readonly string[];
  /** All in milliseconds. */
  readonly stateLifetime: number;
  readonly sessionIdleTimeout: number;
  readonly sessionLifetime: number;
  readonly traceRetention: number;
  readonly eventRetention: number;
  readonly maintenanceFrequency: number;
}

/**
 * Reads `sso.*` and the base URLs.
 *
 * @throws InputError naming the key that is wrong
 */
export async function readSsoSettings(options: {
  config: Config;
  discovery: DiscoveryService;
}): Promise<SsoSettings> {
  const { config, discovery } = options;
  const namespace =
    config.getOptionalString('sso.catalog.namespace') ?? 'default';
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(namespace)) {
    throw new InputError(
      'sso.catalog.namespace has to be a Catalog namespace: lower-case letters, digits and hyphens',
    );
  }
  const sessionLifetime = readMilliseconds(
    config,
    'sso.session.lifetime',
    7 * DAY,
    { min: MINUTE, max: 90 * DAY },
  );
  return {
    ...readAccountSettings(config),
    disabledPlugins: readDisabledPlugins({
      argv: process.argv,
      env: process.env,
      config,
    }),
    administrators: readAdministrators(config),
    namespace,
    appUrl: readAppUrl(config),
    ssoUrl: await discovery.getExternalBaseUrl('sso'),
    authUrl: await discovery.getExternalBaseUrl('auth'),
    permissionsEnabled:
      config.getOptionalBoolean('permission.enabled') ?? false,
    defaultResolvers: config.getOptionalStringArray('sso.signIn.resolvers'),
    stateLifetime: readMilliseconds(
      config,
      'sso.signIn.stateLifetime',
      10 * MINUTE,
      { min: MINUTE, max: 60 * MINUTE },
    ),
    sessionIdleTimeout: Math.min(
      sessionLifetime,
      readMilliseconds(config, 'sso.session.idleTimeout', DAY / 2, {
        min: MINUTE,
        max: 90 * DAY,
      }),
    ),
    sessionLifetime,
    traceRetention: readMilliseconds(config, 'sso.traces.retention', 14 * DAY, {
      min: 60 * MINUTE,
      max: 400 * DAY,
    }),
    eventRetention: readMilliseconds(
      config,
      'sso.events.retention',
      400 * DAY,
      { min: DAY, max: 4000 * DAY },
    ),
    maintenanceFrequency: readMilliseconds(
      config,
      'sso.maintenance.frequency',
      60 * MINUTE,
      { min: MINUTE, max: 7 * DAY },
    ),
  };
}
