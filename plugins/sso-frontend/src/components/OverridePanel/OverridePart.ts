import type {
  SsoConnection,
  SsoConnectionOverride,
} from '@latchkey/plugin-sso-common';
import type { Override } from './useOverride';

/** What the states of the panel get. */
export interface OverridePart {
  readonly connection: SsoConnection;
  readonly value: SsoConnectionOverride;
  readonly override: Override;
  /** False for people who may only look. */
  readonly canUpdate: boolean;
  /** Opens the dialog before something is switched. */
  readonly ask: (kind: 'arm' | 'disarm') => void;
}
