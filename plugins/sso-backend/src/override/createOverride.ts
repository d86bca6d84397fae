import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { SsoSettings } from '../config/SsoSettings';
import type { ProtocolContexts } from '../connections/ProtocolContexts';
import type { SsoPersistence } from '../stores/SsoStores';
import { OverrideReversion } from './OverrideReversion';
import { OverrideService } from './OverrideService';
import { OverrideSwitch } from './OverrideSwitch';

/** Puts override auth together; no logic of its own. */
export function createOverride(options: {
  persistence: SsoPersistence;
  contexts: ProtocolContexts;
  settings: SsoSettings;
  auditor: AuditorService;
  logger: LoggerService;
}) {
  const overrides = OverrideService.create(options);
  const overrideReversion = OverrideReversion.create(options);
  return {
    overrides,
    overrideReversion,
    overrideSwitch: OverrideSwitch.create({
      ...options,
      overrides,
      reversion: overrideReversion,
    }),
  };
}
