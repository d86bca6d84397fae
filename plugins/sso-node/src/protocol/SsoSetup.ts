import type {
  SsoCheckFinding,
  SsoInspection,
  SsoSettingsProposal,
  SsoSetupInfo,
  SsoSetupSource,
} from '@latchkey/plugin-sso-common';
import type {
  SsoConnectionChanges,
  SsoProtocolContext,
} from './SsoProtocolContext';

/** Context of {@link SsoProtocolSetup.propose}. @public */
export type SsoSetupContext = Pick<SsoProtocolContext, 'fetch' | 'logger'>;

/**
 * Reads settings out of what a provider publishes, so that an administrator
 * need not type them.
 *
 * @public
 */
export interface SsoProtocolSetup {
  readonly info: SsoSetupInfo;
  /**
   * Faults of the document are findings; throws only when something is wrong
   * in the portal itself.
   */
  propose(
    context: SsoSetupContext,
    source: SsoSetupSource,
  ): Promise<SsoSettingsProposal>;
}

/** What an action of a protocol did. @public */
export interface SsoActionResult {
  readonly changes?: SsoConnectionChanges;
  readonly findings: readonly SsoCheckFinding[];
}

/**
 * Something that an administrator can let the protocol do for a saved SSO
 * connection, such as making a key.
 *
 * @public
 */
export interface SsoProtocolAction<TSettings extends object = object> {
  /** Lower-case letters and hyphens: `generate-key`. */
  readonly id: string;
  /** Label of the button. */
  readonly title: string;
  readonly description: string;
  /** Asked before it runs, when it cannot be undone. */
  readonly confirmation?: string;
  /** Whether it makes sense now. */
  isAvailable(connection: {
    /** As stored, without secrets. */
    readonly settings: Readonly<Record<string, unknown>>;
    /** Names of the secrets that are set. */
    readonly secretNames: readonly string[];
  }): boolean;
  run(context: SsoProtocolContext<TSettings>): Promise<SsoActionResult>;
}

/** What the regular upkeep of an SSO connection found and changed. @public */
export interface SsoMaintenanceResult {
  readonly changes?: SsoConnectionChanges;
  /**
   * What administrators should know, all of it each time: a notice goes when
   * it is not given any more.
   */
  readonly notices: readonly SsoCheckFinding[];
}

/** Reads one value while an administrator types it. @public */
export type SsoSettingInspector = (
  name: string,
  value: string,
) => SsoInspection[];
