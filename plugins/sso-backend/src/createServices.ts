import type {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SsoProtocol, SsoSignInResolver } from '@latchkey/plugin-sso-node';
import { DefaultCatalogDirectory } from './catalog/CatalogDirectory';
import type { SsoSettings } from './config/SsoSettings';
import { ConnectionActions } from './connections/ConnectionActions';
import { ConnectionEditor } from './connections/ConnectionEditor';
import { ConnectionReader } from './connections/ConnectionReader';
import { ConnectionUpkeepService } from './connections/ConnectionUpkeepService';
import {
  AssertAddressAllowed,
  ConnectionValidator,
} from './connections/ConnectionValidator';
import { MetadataService } from './connections/MetadataService';
import { MaintenanceService } from './connections/MaintenanceService';
import { ProtocolContexts } from './connections/ProtocolContexts';
import { ProtocolRegistry } from './connections/ProtocolRegistry';
import { ProtocolService } from './connections/ProtocolService';
import { EventsDirectoryNotifier } from './directory/DirectoryNotifier';
import { LocalSignInService } from './local/LocalSignInService';
import { PasswordHasher } from './local/PasswordHasher';
import { SetupService } from './local/SetupService';
import { LogoutService } from './logout/LogoutService';
import { LogoutStates } from './logout/LogoutStates';
import { ProvisioningEngine } from './provisioning/ProvisioningEngine';
import { ResolverRegistry } from './provisioning/ResolverRegistry';
import type { SecretCipher } from './secrets/SecretCipher';
import { SessionService } from './sessions/SessionService';
import { SignInOptionsService } from './signIn/SignInOptionsService';
import { SignInService } from './signIn/SignInService';
import { TraceRecorder } from './signIn/TraceRecorder';
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
  auditor: AuditorService;
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
  const validator = ConnectionValidator.create({
    resolvers,
    assertAddressAllowed: options.assertAddressAllowed,
  });
  const upkeep = ConnectionUpkeepService.create({
    persistence,
    registry,
    validator,
    contexts,
    cipher,
    auditor: options.auditor,
    logger,
  });
  const reader = ConnectionReader.create({ persistence, registry, contexts });
  const sessions = SessionService.create({ persistence, cipher, settings });
  const recorder = TraceRecorder.create({ persistence, settings, logger });
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
    connections: reader,
    connectionEditor: ConnectionEditor.create({
      persistence,
      registry,
      reader,
      validator,
      contexts,
      cipher,
    }),
    connectionActions: ConnectionActions.create({
      reader,
      registry,
      contexts,
      upkeep,
    }),
    protocols: ProtocolService.create({
      registry,
      resolvers,
      fetch: options.fetch,
      logger,
    }),
    maintenance: MaintenanceService.create({
      persistence,
      registry,
      contexts,
      upkeep,
      logger,
    }),
    traces: TraceService.create(persistence),
    recorder,
    logouts: LogoutService.create({
      persistence,
      contexts,
      sessions,
      states: LogoutStates.create({ persistence, cipher }),
      cipher,
      recorder,
      settings,
      logger,
    }),
    metadata: MetadataService.create({ persistence, contexts }),
    signIn: SignInService.create({
      persistence,
      contexts,
      engine,
      sessions,
      upkeep,
      cipher,
      directory,
      settings,
      logger,
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
