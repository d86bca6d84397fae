import {
  CacheProvider,
  Profile,
  SAML,
  ValidateInResponseTo,
} from '@node-saml/node-saml';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SamlSettings } from '../settings';
import type { VerifiedAnswer } from '../verify/VerifiedMessage';
import { signEnveloped } from './signEnveloped';
import { toRedirectLocation } from './sendMessage';
import type { MessageSigner } from './signatureMethods';

/** Options of {@link PortalSaml.create}. */
export interface PortalSamlOptions {
  readonly settings: SamlSettings;
  /** ACS URL of the portal. */
  readonly callbackUrl: string;
  /** Entity ID of the portal. */
  readonly entityId: string;
  /** Id of the AuthnRequest that is made. */
  readonly requestId: string;
  /** Signs the AuthnRequest, when the settings want that. */
  readonly signer?: MessageSigner;
  /** Verifies the value of `SAMLResponse`, in place of node-saml. */
  verify(message: string): VerifiedAnswer;
}

/** The profile of node-saml, with all that was verified. */
export interface VerifiedProfile extends Profile {
  readonly answer: VerifiedAnswer;
}

// The request is remembered with the state of the sign-in, which all replicas
// share and which is spent once.
const noCache: CacheProvider = {
  saveAsync: async (_, value) => ({ value, createdAt: 0 }),
  getAsync: async () => null,
  removeAsync: async () => null,
};

function refuseLogout(): never {
  throw new SsoError('callback-malformed', {
    detail: 'A logout message came to the address of sign-ins',
  });
}

/**
 * node-saml as the maker of AuthnRequests, for one request. It never decides
 * whether an answer is genuine: it has no certificate, and all of its ways to
 * validate lead to the verification of this package.
 */
export class PortalSaml extends SAML {
  readonly portal: PortalSamlOptions;

  static create(options: PortalSamlOptions): PortalSaml {
    return new PortalSaml(options);
  }

  private constructor(portal: PortalSamlOptions) {
    const { settings } = portal;
    super({
      callbackUrl: portal.callbackUrl,
      issuer: portal.entityId,
      entryPoint: settings.entryPoint,
      idpCert: callback =>
        callback(new Error('Signatures are not verified by node-saml')),
      identifierFormat: settings.identifierFormat || null,
      authnContext: settings.authnContext,
      disableRequestedAuthnContext: settings.authnContext.length === 0,
      forceAuthn: settings.forceAuthn,
      authnRequestBinding:
        settings.entryPointBinding === 'post' ? 'HTTP-POST' : 'HTTP-Redirect',
      // Only the redirect binding deflates, and that is done here.
      skipRequestCompression: true,
      validateInResponseTo: ValidateInResponseTo.never,
      cacheProvider: noCache,
      generateUniqueId: () => portal.requestId,
    });
    this.portal = portal;
  }

  // node-saml signs with RSA only: it makes the request, this signs it.
  protected override async generateAuthorizeRequestAsync(
    isPassive: boolean,
    isHttpPostBinding: boolean,
  ): Promise<string> {
    const xml = await super.generateAuthorizeRequestAsync(isPassive, false);
    const { signer } = this.portal;
    return isHttpPostBinding && signer ? signEnveloped(xml, signer) : xml;
  }

  override async _requestToUrlAsync(
    request: string | null | undefined,
    _response: string | null,
    operation: string,
    { RelayState }: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    if (operation !== 'authorize' || !request) {
      throw new Error('Only sign-in requests are made here');
    }
    return toRedirectLocation({
      parameter: 'SAMLRequest',
      xml: request,
      endpoint: this.portal.settings.entryPoint,
      relayState: typeof RelayState === 'string' ? RelayState : undefined,
      signer: this.portal.signer,
    });
  }

  override async validatePostResponseAsync({
    SAMLResponse,
  }: Record<string, string>): Promise<{
    profile: VerifiedProfile;
    loggedOut: boolean;
  }> {
    const answer = this.portal.verify(SAMLResponse);
    const { nameId } = answer;
    const profile: VerifiedProfile = {
      issuer: answer.issuer,
      nameID: nameId.value,
      nameIDFormat: nameId.format ?? '',
      sessionIndex: answer.sessionIndex,
      answer,
    };
    return { profile, loggedOut: false };
  }

  override async validateRedirectAsync(): Promise<never> {
    return refuseLogout();
  }

  override async validatePostRequestAsync(): Promise<never> {
    return refuseLogout();
  }
}
