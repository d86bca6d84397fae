import type { JsonObject } from '@backstage/types';
import type { SsoEvidence } from '@latchkey/plugin-sso-common';
import type {
  SsoBrowserStep,
  SsoCallbackRequest,
  SsoProtocolContext,
  SsoSingleUse,
} from './SsoProtocolContext';

/** Context of {@link SsoProtocol.logout}. @public */
export interface SsoLogoutContext<TSettings extends object = object>
  extends SsoProtocolContext<TSettings> {
  /** Opaque value that has to come back with the answer of the provider. */
  readonly state: string;
  /** `providerSession` of the identity that the session was opened with. */
  readonly session: {
    readonly id?: string;
    readonly memory: JsonObject;
  };
}

/**
 * How signing out goes on at the provider.
 *
 * @public
 */
export type SsoLogoutStart = SsoBrowserStep & {
  /** What {@link SsoProtocol.logoutMessage} needs again; kept encrypted. */
  readonly memory?: JsonObject;
};

/** Context of {@link SsoProtocol.logoutMessage}. @public */
export interface SsoLogoutMessageContext<TSettings extends object = object>
  extends SsoProtocolContext<TSettings> {
  readonly request: SsoCallbackRequest;
  /**
   * The sign-out of ours that {@link SsoProtocol.stateParameter} of the
   * request names, if there is one. It is spent by now.
   */
  readonly pending?: { readonly state: string; readonly memory: JsonObject };
}

/**
 * Which sessions of the SSO connection a provider wants to end.
 *
 * @public
 */
export interface SsoSessionSelector {
  /** Issuer of the identities. */
  readonly issuer: string;
  /** `providerSession.principal` of the identities. */
  readonly principal?: string;
  /** Sessions at the provider; without any, all of the principal. */
  readonly sessionIds?: readonly string[];
}

/**
 * A message about logging out, verified: the provider asks for it, or answers
 * to a sign-out that began in the portal.
 *
 * @public
 */
export type SsoLogoutMessage =
  | {
      readonly kind: 'request';
      readonly sessions: SsoSessionSelector;
      readonly singleUse?: SsoSingleUse;
      /**
       * What the provider hears once the sessions have ended. Without it, the
       * settings name no address for it, and the browser stays at the portal.
       */
      readonly answer?: SsoBrowserStep;
      readonly evidence: readonly SsoEvidence[];
    }
  | {
      readonly kind: 'response';
      /** False when the provider did not end everything it should have. */
      readonly complete: boolean;
      readonly evidence: readonly SsoEvidence[];
    };

/**
 * Context of {@link SsoProtocol.backChannelLogout} and
 * {@link SsoProtocol.frontChannelLogout}.
 *
 * @public
 */
export interface SsoProviderLogoutContext<TSettings extends object = object>
  extends SsoProtocolContext<TSettings> {
  readonly request: SsoCallbackRequest;
}

/** What a provider wants to end without the browser coming to us. @public */
export interface SsoProviderLogout {
  readonly sessions: SsoSessionSelector;
  readonly singleUse?: SsoSingleUse;
  readonly evidence: readonly SsoEvidence[];
}
