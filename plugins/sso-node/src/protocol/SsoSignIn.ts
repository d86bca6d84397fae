import type { JsonObject } from '@backstage/types';
import type {
  AssertedIdentity,
  SsoEvidence,
} from '@latchkey/plugin-sso-common';
import type {
  SsoBrowserStep,
  SsoCallbackRequest,
  SsoConnectionChanges,
  SsoProtocolContext,
  SsoSingleUse,
} from './SsoProtocolContext';

/** Context of {@link SsoProtocol.start}. @public */
export interface SsoStartContext<TSettings extends object = object>
  extends SsoProtocolContext<TSettings> {
  /** Opaque value that has to come back in {@link SsoProtocol.stateParameter}. */
  readonly state: string;
}

/**
 * How a sign-in starts: send the browser somewhere, or let it post a form.
 *
 * @public
 */
export type SsoStartResult = SsoBrowserStep & {
  /**
   * What `finish` needs again, such as a nonce and a PKCE verifier. Kept
   * encrypted in the database and handed back once.
   */
  readonly memory?: JsonObject;
};

/** Context of {@link SsoProtocol.finish}. @public */
export interface SsoFinishContext<TSettings extends object = object>
  extends SsoProtocolContext<TSettings> {
  readonly request: SsoCallbackRequest;
  readonly state: string;
  readonly memory: JsonObject;
}

/** What {@link SsoProtocol.finish} proved. @public */
export interface SsoFinishResult {
  readonly identity: AssertedIdentity;
  /** What was checked and seen, redacted, for the trace. */
  readonly evidence: readonly SsoEvidence[];
  /** Refuses the sign-in when the same message was taken before. */
  readonly singleUse?: SsoSingleUse;
  /**
   * What was learned of the provider, such as the certificate that belongs to
   * a configured fingerprint. Saved when the sign-in succeeds.
   */
  readonly changes?: SsoConnectionChanges;
}

/** Context of {@link SsoProtocol.unsolicited}. @public */
export interface SsoUnsolicitedContext<TSettings extends object = object>
  extends SsoProtocolContext<TSettings> {
  readonly request: SsoCallbackRequest;
}

/** What {@link SsoProtocol.unsolicited} proved. @public */
export type SsoUnsolicitedResult = Pick<
  SsoFinishResult,
  'evidence' | 'singleUse'
>;
