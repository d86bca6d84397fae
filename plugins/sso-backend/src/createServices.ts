import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SsoProtocol, SsoSignInResolver } from '@latchkey/plugin-sso-node';
import { DefaultCatalogDirectory } from './catalog/CatalogDirectory';
import type { SsoSettings } from './config/SsoSettings';
import { ConnectionService } from './connections/ConnectionService';
import {
  AssertAddressAllowed,
  ConnectionValidator,
} from './connections/ConnectionValidator';
import { ProtocolContexts } from './connections/ProtocolContexts';
import { ProtocolRegistry } from './connections/ProtocolRegistry';
import { EventsDirectoryNotifier } from './directory/DirectoryNotifier';
import { LocalSignInService } from './local/LocalSignInService';
import { PasswordHasher } from './local/PasswordHasher';
import { SetupService } from './local/SetupService';
import { ProvisioningEngine } from './provisioning/ProvisioningEngine';
import { ResolverRegistry } from './provisioning/ResolverRegistry';
import type { SecretCipher } from './secrets/SecretCipher';
import { SessionService } from './sessions/SessionService';
import { RefusalRecorder } from './signIn/RefusalRecorder';
import { SignInOptionsService } from './signIn/SignInOptionsService';
import { SignInService } from './signIn/SignInService';
import { TraceService } from './signIn/TraceService';
import type { SsoPersistence } from './stores/SsoStores';

/** Everything below the HTTP layer. */
export type SsoServices = ReturnType<typeof createServices>;

/** Puts the services together; no logic of its own. */
export function createServices(options: {
  protocols: readonly SsoProtocol[];
  additionalResolvers: readonly SsoSignInResolver[];
  persistence: SsoPersistence;
  cipher: SecretCipher;
  settings: SsoSettings;
  catalog: CatalogService;
  events: EventsService;
  auth: AuthService;
  logger: LoggerService;
  fetch: typeof fetch;
  assertAddressAllowed: AssertAddressAllowed;
}) {
  const { persistence, cipher, settings, logger } = options;
  const registry = ProtocolRegistry.create(options.protocols);
  const resolvers = ResolverRegistry.create({
    additional: options.additionalResolvers,
    defaultOrder: settings.defaultResolvers,
  });
  const contexts = ProtocolContexts.create({
    registry,
    cipher,
    settings,
    logger,
    fetch: options.fetch,
  });
  const sessions = SessionService.create({ persistence, settings });
  const directory = EventsDirectoryNotifier.create(options);
  const hasher = PasswordHasher.create();
  const engine = ProvisioningEngine.create({
    persistence,
    resolvers,
    catalog: DefaultCatalogDirectory.create(options),
    namespace: settings.namespace,
    administrators: settings.administrators,
  });
  const setup = SetupService.create({
    persistence,
    sessions,
    hasher,
    directory,
    settings,
    logger,
  });
  return {
    settings,
    persistence,
    sessions,
    setup,
    connections: ConnectionService.create({
      persistence,
      registry,
      resolvers,
      contexts,
      cipher,
      validator: ConnectionValidator.create({
        resolvers,
        assertAddressAllowed: options.assertAddressAllowed,
      }),
    }),
    traces: TraceService.create(persistence),
    refusals: RefusalRecorder.create({ persistence, settings, logger }),
    signIn: SignInService.create({
      persistence,
      contexts,
      engine,
      sessions,
      cipher,
      directory,
      settings,
    }),
    signInOptions: SignInOptionsService.create({
      persistence,
      registry,
      setup,
      settings,
    }),
    local: LocalSignInService.create({
      persistence,
      sessions,
      hasher,
      settings,
    }),
  };
}
