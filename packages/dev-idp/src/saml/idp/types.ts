import { FinalRedirect } from '../../browser/IdpBrowser';
import { LoopbackHost } from '../../loopback';
import { RecordedRequest } from '../../oidc/types';
import { DevPerson } from '../../people';
import { SamlKey, SamlKeyType } from '../keys/createSamlKey';

/** How SAML messages travel. @public */
export type SamlBinding = 'redirect' | 'post';

/** A service provider that the development provider knows. @public */
export interface SamlServiceProvider {
  entityId: string;
  /** Where answers are posted; the first one is the default. */
  acsUrls: string[];
  /** Where messages about signing out go. */
  logoutUrl?: string;
  /** Redirect by default. */
  logoutBinding?: SamlBinding;
  /** In PEM; requests that are signed have to fit one of them. */
  certificates?: string[];
  /** In PEM; assertions can be encrypted to it. */
  encryptionCertificate?: string;
  /** Refuses requests to sign in that are not signed. */
  requestsSigned?: boolean;
}

/** What the development provider does, for administrators to change. @public */
export interface DevSamlSettings {
  /** What is signed; `assertion` by default. */
  sign: 'assertion' | 'response' | 'both' | 'nothing';
  /**
   * What assertions are encrypted with when the service provider has a
   * certificate; `off` by default.
   */
  encryption: 'off' | 'aes256-gcm' | 'aes128-gcm' | 'aes256-cbc' | 'aes128-cbc';
  /** Used when a request does not ask for a format; `persistent` by default. */
  nameIdFormat: 'persistent' | 'transient' | 'emailAddress' | 'unspecified';
}

/** Options of {@link startDevSamlIdp}. @public */
export interface DevSamlIdpOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  /** The name in the entity ID; the server listens on 127.0.0.1 anyway. */
  host?: LoopbackHost;
  /** Who can sign in; {@link developmentPeople} by default. */
  people?: readonly DevPerson[];
  /** What it signs with; a fresh key by default. */
  key?: SamlKey;
  /** Of the fresh key; RSA by default. */
  keyType?: SamlKeyType;
  settings?: Partial<DevSamlSettings>;
  /** Known from the start; see {@link DevSamlIdp.registerSp}. */
  serviceProviders?: readonly SamlServiceProvider[];
  /**
   * Answers unknown service providers too, as long as everything they name is
   * on loopback; true by default. What they need is read from their metadata
   * when their entity ID is its address.
   */
  acceptUnknown?: boolean;
}

/** A running development provider for SAML 2.0. @public */
export interface DevSamlIdp {
  /** Entity ID, which is the metadata URL too. */
  readonly issuer: string;
  readonly entityId: string;
  readonly metadataUrl: string;
  readonly singleSignOnUrl: string;
  readonly singleLogoutUrl: string;
  /** A page that signs out here and at every service provider. */
  readonly signOutUrl: string;
  /** The certificate that fits the signatures made now, in PEM. */
  readonly certificate: string;
  /** Every published certificate, in PEM. */
  readonly certificates: readonly string[];
  readonly people: readonly DevPerson[];
  /** Every request so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Makes a service provider known, in place of an earlier one of its name. */
  registerSp(serviceProvider: SamlServiceProvider): void;
  /**
   * The same from metadata.
   *
   * @param metadata - the XML, or its address on loopback
   */
  registerSpMetadata(metadata: string): Promise<SamlServiceProvider>;
  /** Where a sign-in starts that the provider begins. */
  launchUrl(entityId: string, relayState?: string): string;
  /** Changes what the provider does from now on. */
  configure(settings: Partial<DevSamlSettings>): void;
  /**
   * Publishes another certificate and goes on signing with the earlier key.
   *
   * @returns the new certificate in PEM
   */
  publishNextKey(type?: SamlKeyType): Promise<string>;
  /** Signs with the key that was published last. */
  switchKey(): void;
  /** Takes every certificate but the current one out of the metadata. */
  retireKeys(): void;
  /** The key that signs now, to make messages of the provider by hand. */
  readonly signingKey: SamlKey;
  /** While down, every connection is closed without an answer. */
  setDown(down: boolean): void;
  /** Stops listening and forgets every session. May be called twice. */
  stop(): Promise<void>;
}

/** Where the browser goes next with a message. */
export type SamlStep = FinalRedirect;
