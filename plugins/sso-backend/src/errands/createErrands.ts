import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SsoSettings } from '../config/SsoSettings';
import type { ProtocolContexts } from '../connections/ProtocolContexts';
import type { AccountEntry } from '../entry/AccountEntry';
import type { PendingSteps } from '../pending/PendingSteps';
import type { ProvisioningEngine } from '../provisioning/ProvisioningEngine';
import type { SsoPersistence } from '../stores/SsoStores';
import { ErrandProofs } from './ErrandProofs';
import { ErrandService } from './ErrandService';
import { IdentityLinks } from './IdentityLinks';
import { TestSignIn } from './TestSignIn';

/** Puts errands together; no logic of its own. */
export function createErrands(options: {
  persistence: SsoPersistence;
  pending: PendingSteps;
  engine: ProvisioningEngine;
  entry: AccountEntry;
  contexts: ProtocolContexts;
  settings: SsoSettings;
  logger: LoggerService;
}): ErrandService {
  const proofs = ErrandProofs.create(options);
  return ErrandService.create({
    ...options,
    proofs,
    links: IdentityLinks.create({ ...options, proofs }),
    tests: TestSignIn.create(options),
  });
}
