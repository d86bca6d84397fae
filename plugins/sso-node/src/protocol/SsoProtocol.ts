import type {
  SsoCheckFinding,
  SsoProviderValue,
} from '@latchkey/plugin-sso-common';
import type { z } from 'zod/v4';
import type {
  SsoLogoutContext,
  SsoLogoutMessage,
  SsoLogoutMessageContext,
  SsoLogoutStart,
  SsoProviderLogout,
  SsoProviderLogoutContext,
} from './SsoLogout';
import type {
  SsoConnectionUrls,
  SsoProtocolContext,
} from './SsoProtocolContext';
import type {
  SsoMaintenanceResult,
  SsoProtocolAction,
  SsoProtocolSetup,
  SsoSettingInspector,
} from './SsoSetup';
import type {
  SsoFinishContext,
  SsoFinishResult,
  SsoStartContext,
  SsoStartResult,
  SsoUnsolicitedContext,
  SsoUnsolicitedResult,
} from './SsoSignIn';

/** A document that a protocol publishes. @public */
export interface SsoDocument {
  /** Such as `application/samlmetadata+xml`. */
  readonly contentType: string;
  /** Name under which a browser saves it. */
  readonly fileName: string;
  readonly body: string;
}

/**
 * How to talk to one kind of identity provider. Register it with
 * {@link ssoProtocolsExtensionPoint}; the settings form, secrets, states,
 * accounts and sessions are the business of the `sso` plugin.
 *
 * @public
 */
export interface SsoProtocol<TSettings extends object = object> {
  /** Stable, lower-case: `oidc`. */
  readonly id: string;
  /** As the administrator reads it: `OpenID Connect`. */
  readonly title: string;
  readonly description: string;
  /** A name out of `ssoIconNames`. */
  readonly icon: string;
  /**
   * Schema of the settings, from whose meta data the form is drawn: `title`,
   * `description`, `group`, `advanced`, `placeholder`, `multiline`, `inspected`
   * (read by {@link SsoProtocol.inspect} while it is typed). Properties
   * with `secret: true` are stored encrypted and never shown again; they have
   * to be optional texts at the top level. Those with `fetched: true` hold
   * addresses that the backend calls; they are checked when they are saved.
   */
  readonly settings: z.ZodType<TSettings> & z.ZodObject;
  /**
   * Name of the parameter that brings the state back: `state`, `RelayState`.
   */
  readonly stateParameter: string;
  /** HTTP methods by which the callback may come. */
  readonly callbackMethods: ReadonlyArray<'GET' | 'POST'>;

  /** Begins a sign-in. */
  start(context: SsoStartContext<TSettings>): Promise<SsoStartResult>;

  /**
   * Verifies the answer of the provider.
   *
   * @throws SsoError with the code of the first check that failed.
   */
  finish(context: SsoFinishContext<TSettings>): Promise<SsoFinishResult>;

  /**
   * Verifies an answer that comes without a state. The portal does not sign
   * anybody in with it, for another site may have made the browser send it:
   * it starts a sign-in of its own, which the provider answers at once.
   *
   * @throws SsoError `unsolicited-refused` unless the settings allow it
   */
  unsolicited?(
    context: SsoUnsolicitedContext<TSettings>,
  ): Promise<SsoUnsolicitedResult>;

  /**
   * Ends the person's session at the provider as well.
   *
   * @returns undefined when the settings do not want it or the session cannot
   *   be named to the provider
   */
  logout?(
    context: SsoLogoutContext<TSettings>,
  ): Promise<SsoLogoutStart | undefined>;

  /**
   * Verifies what came to the logout URL.
   *
   * @throws SsoError with the code of the first check that failed
   */
  logoutMessage?(
    context: SsoLogoutMessageContext<TSettings>,
  ): Promise<SsoLogoutMessage>;

  /**
   * Verifies what the server of the provider posts to the logout URL followed
   * by `/back-channel`. A refusal is answered with status 400.
   *
   * @throws SsoError with the code of the first check that failed
   */
  backChannelLogout?(
    context: SsoProviderLogoutContext<TSettings>,
  ): Promise<SsoProviderLogout>;

  /**
   * Reads what a hidden frame of the provider asks for at the logout URL
   * followed by `/front-channel`. It proves nothing, so it has to name a
   * session of the provider that only the provider knows.
   *
   * @throws SsoError
   */
  frontChannelLogout?(
    context: SsoProviderLogoutContext<TSettings>,
  ): Promise<SsoProviderLogout>;

  /** What the portal tells providers of itself, for everyone to read. */
  metadata?(context: SsoProtocolContext<TSettings>): Promise<SsoDocument>;

  /** Proposes settings from what the provider publishes. */
  readonly setup?: SsoProtocolSetup;

  /** Reads settings that are marked `inspected` while they are typed. */
  readonly inspect?: SsoSettingInspector;

  /** What an administrator can let the protocol do. */
  readonly actions?: ReadonlyArray<SsoProtocolAction<TSettings>>;

  /**
   * Regular upkeep, on one replica at a time: reads metadata again, reports
   * certificates that are about to expire. A provider that cannot be reached
   * is a notice; throws only when something is wrong in the portal itself.
   */
  maintain?(
    context: SsoProtocolContext<TSettings>,
  ): Promise<SsoMaintenanceResult>;

  /** What the administrator has to enter at the provider. */
  providerValues(
    context: SsoConnectionUrls & { readonly settings: TSettings },
  ): SsoProviderValue[];

  /**
   * Asks the provider whether these settings can work. Reports failures as
   * findings; throws only when something is wrong in the portal itself.
   */
  check?(context: SsoProtocolContext<TSettings>): Promise<SsoCheckFinding[]>;
}
