import { SamlRedirectOptions } from '../bindings/redirectBinding';
import { SamlKey } from '../keys/createSamlKey';
import { SamlAnswerContext } from '../messages/createResponseDraft';
import {
  SamlLogoutRequestDraft,
  SamlLogoutResponseDraft,
} from '../messages/LogoutDraft';
import { SamlIdpMetadataDraft } from '../messages/metadataXml';
import { SamlNameIdDraft, SamlResponseDraft } from '../messages/ResponseDraft';
import { SamlSignatureDraft } from '../signing/SignatureDraft';

/** A message as XML and as a form field carries it. @public */
export interface ForgedMessage {
  xml: string;
  /** Base64 of the XML. */
  samlResponse: string;
}

/** For whom a message about signing out is made. @public */
export interface SamlLogoutContext {
  /** Logout URL of the service provider. */
  logoutUrl: string;
  now: Date;
  /** Who is signed out; of LogoutRequests only. */
  nameId?: SamlNameIdDraft;
  sessionIndexes?: readonly string[];
  /** ID of the LogoutRequest that is answered; of LogoutResponses only. */
  requestId?: string;
}

/** Options of {@link createSamlForge}. @public */
export interface SamlForgeOptions {
  /** Of the provider whose messages are made. */
  entityId: string;
  /** An RSA key of 2048 bits is made unless one is given. */
  signingKey?: SamlKey;
  singleSignOnUrl?: string;
  singleLogoutUrl?: string;
}

/**
 * Makes messages of an identity provider: honest ones, and with every part of
 * them changed. Take a draft, change it, send it; or change the XML after it
 * was signed.
 *
 * @public
 */
export interface SamlForge {
  readonly entityId: string;
  readonly singleSignOnUrl: string;
  readonly singleLogoutUrl: string;
  /** The key of the provider. */
  readonly key: SamlKey;
  /** A key that nobody trusts. */
  readonly attackerKey: SamlKey;
  /** An honest answer whose assertion is signed. */
  response(context: SamlAnswerContext): Promise<ForgedMessage>;
  /** The draft of {@link SamlForge.response}. */
  draft(context: SamlAnswerContext): SamlResponseDraft;
  /** An honest signature, with the key of the provider unless another is given. */
  signature(key?: SamlKey): SamlSignatureDraft;
  /** Writes, signs and encrypts a draft. */
  send(draft: SamlResponseDraft): Promise<ForgedMessage>;
  /** Makes a message of XML as it is. */
  encode(xml: string): ForgedMessage;

  /** An honest LogoutRequest, not signed. */
  logoutRequest(context: SamlLogoutContext): SamlLogoutRequestDraft;
  /** An honest LogoutResponse, not signed. */
  logoutResponse(context: SamlLogoutContext): SamlLogoutResponseDraft;
  /**
   * A message about signing out for the POST binding, signed when its draft
   * has a signature.
   */
  post(draft: SamlLogoutRequestDraft | SamlLogoutResponseDraft): ForgedMessage;
  /**
   * The query of a message for the redirect binding, without question mark;
   * signed by the provider unless the options have no key.
   */
  redirect(
    draft: SamlLogoutRequestDraft | SamlLogoutResponseDraft,
    options?: Partial<SamlRedirectOptions>,
  ): string;

  /** Metadata of the provider, honest unless something is overridden. */
  metadata(overrides?: Partial<SamlIdpMetadataDraft>): string;
}
