import { SAML, SamlConfig, ValidateInResponseTo } from '@node-saml/node-saml';
import { FinalRedirect } from '../../browser/IdpBrowser';
import { createSamlKey, SamlKey } from '../keys/createSamlKey';
import { DevSamlIdp, SamlServiceProvider } from '../idp/types';

/** A service provider on node-saml, as strict as the library can be. */
export interface TestServiceProvider {
  readonly saml: SAML;
  readonly key: SamlKey;
  readonly registration: SamlServiceProvider;
  /** Verifies a form that the provider posted to it. */
  read(answer: FinalRedirect): ReturnType<SAML['validatePostResponseAsync']>;
}

/** Creates a service provider and makes it known to the provider. */
export async function createServiceProvider(
  idp: DevSamlIdp,
  options: Partial<SamlConfig> & {
    name?: string;
    registration?: Partial<SamlServiceProvider>;
  } = {},
): Promise<TestServiceProvider> {
  const { name = 'portal', registration: overrides, ...config } = options;
  const base = `http://localhost:7007/${name}`;
  const key = await createSamlKey({ commonName: name });
  const registration: SamlServiceProvider = {
    entityId: `${base}/metadata`,
    acsUrls: [`${base}/callback`],
    logoutUrl: `${base}/logout`,
    certificates: [key.certificate],
    encryptionCertificate: key.certificate,
    ...overrides,
  };
  const saml = new SAML({
    issuer: registration.entityId,
    callbackUrl: registration.acsUrls[0],
    logoutCallbackUrl: registration.logoutUrl,
    entryPoint: idp.singleSignOnUrl,
    logoutUrl: idp.singleLogoutUrl,
    idpCert: [...idp.certificates],
    idpIssuer: idp.entityId,
    audience: registration.entityId,
    privateKey: key.privateKey,
    publicCert: key.certificate,
    decryptionPvk: key.privateKey,
    signatureAlgorithm: 'sha256',
    identifierFormat: null,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    validateInResponseTo: ValidateInResponseTo.ifPresent,
    ...config,
  });
  idp.registerSp(registration);
  return {
    saml,
    key,
    registration,
    read: ({ body = new URLSearchParams() }) =>
      saml.validatePostResponseAsync(Object.fromEntries(body)),
  };
}
