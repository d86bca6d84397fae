import type {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SsoProtocol, SsoSignInResolver } from '@latchkey/plugin-sso-node';
import { createAccountServices } from './accounts/createAccountServices';
import { AttemptLimiter } from './attempts/AttemptLimiter';
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
import { AccountEntry } from './entry/AccountEntry';
import { createErrands } from './errands/createErrands';
import { EscapeRouteService } from './escapeRoutes/EscapeRouteService';
import { LocalSignInService } from './local/LocalSignInService';
import { PasswordHasher } from './local/PasswordHasher';
import type { PasswordMessenger } from './local/PasswordMessenger';
import { PasswordPolicy } from './local/PasswordPolicy';
import { PasswordResetService } from './local/PasswordResetService';
import { PasswordService } from './local/PasswordService';
import { SetupService } from './local/SetupService';
import { LogoutService } from './logout/LogoutService';
import { LogoutStates } from './logout/LogoutStates';
import { createOverride } from './override/createOverride';
import { PendingSteps } from './pending/PendingSteps';
import { ProvisioningEngine } from './provisioning/ProvisioningEngine';
import { ResolverRegistry } from './provisioning/ResolverRegistry';
import { RecoveryLinks } from './recovery/RecoveryLinks';
import { RecoveryTokens } from './recovery/RecoveryTokens';
import { SecondFactorService } from './secondFactor/SecondFactorService';
import type { KeyRing } from './secrets/KeyRing';
import type { SecretCipher } from './secrets/SecretCipher';
import { CallerSession } from './sessions/CallerSession';
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
  keyRing: KeyRing;
  settings: SsoSettings;
  catalog: CatalogService;
  events: EventsService;
  auth: AuthService;
  auditor: AuditorService;
  logger: LoggerService;
  messenger: PasswordMessenger;
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
  const attempts = AttemptLimiter.create({ persistence, settings });
  const pending = PendingSteps.create({ persistence, cipher });
  const secondFactors = SecondFactorService.create({
    persistence,
    cipher,
    attempts,
    settings,
  });
  const entry = AccountEntry.create({
    persistence,
    sessions,
    secondFactors,
    pending,
    attempts,
    settings,
  });
  const recorder = TraceRecorder.create({ persistence, settings, logger });
  const directory = EventsDirectoryNotifier.create(options);
  const hasher = PasswordHasher.create();
  const catalog = DefaultCatalogDirectory.create(options);
  const engine = ProvisioningEngine.create({
    persistence,
    resolvers,
    catalog,
    namespace: settings.namespace,
    administrators: settings.administrators,
  });
  const passwords = PasswordService.create({
    persistence,
    hasher,
    policy: PasswordPolicy.create({ settings }),
    attempts,
  });
  const setup = SetupService.create({
    persistence,
    entry,
    passwords,
    directory,
    settings,
    logger,
  });
  const passwordResets = PasswordResetService.create({
    persistence,
    pending,
    passwords,
    attempts,
    messenger: options.messenger,
    settings,
    logger,
  });
  const callers = CallerSession.create({ persistence });
  const errands = createErrands({
    persistence,
    pending,
    engine,
    entry,
    contexts,
    settings,
    logger,
  });
  const override = createOverride({ ...options, contexts });
  const { overrides } = override;
  return {
    settings,
    persistence,
    sessions,
    callers,
    secondFactors,
    entry,
    attempts,
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
      entry,
      errands,
      upkeep,
      cipher,
      directory,
      settings,
      logger,
    }),
    errands,
    ...override,
    signInOptions: SignInOptionsService.create({
      persistence,
      contexts,
      overrides,
      setup,
      settings,
    }),
    local: LocalSignInService.create({
      persistence,
      overrides,
      attempts,
      hasher,
      entry,
    }),
    escapeRoutes: EscapeRouteService.create({ persistence, settings }),
    recoveryLinks: RecoveryLinks.create({
      persistence,
      tokens: RecoveryTokens.create({
        keyRing: options.keyRing,
        appUrl: settings.appUrl,
      }),
      entry,
      setup,
      settings,
      logger,
    }),
    passwords,
    passwordResets,
    ...createAccountServices({
      persistence,
      settings,
      catalog,
      directory,
      contexts,
      callers,
      attempts,
      passwords,
      passwordResets,
      secondFactors,
      errands,
    }),
  };
}
