import {
  createOptionalCallbackFunction,
  SignatureAlgorithm,
  SignedXml,
} from 'xml-crypto';
import { MessageSigner, SignatureMethod, signOctets } from './signatureMethods';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

// xml-crypto has no ECDSA, and takes its algorithms as classes.
function algorithmOf(signer: MessageSigner): new () => SignatureAlgorithm {
  const { method } = signer;
  return class implements SignatureAlgorithm {
    getSignature = createOptionalCallbackFunction((signedInfo: unknown) =>
      signOctets(String(signedInfo), signer),
    );

    verifySignature = (): boolean => false;

    getAlgorithmName = (): SignatureMethod['uri'] => method.uri;
  };
}

/** Where the signature goes, relative to an element found by XPath. */
export interface SignatureLocation {
  readonly reference: string;
  readonly action: 'after' | 'prepend';
}

const AFTER_ISSUER: SignatureLocation = {
  reference: "/*/*[local-name(.)='Issuer']",
  action: 'after',
};

/**
 * Signs a message as a whole; the signature follows its Issuer, where the
 * schema of SAML wants it (core 3.2.1).
 *
 * @param location - for documents that are no messages, such as metadata
 */
export function signEnveloped(
  xml: string,
  signer: MessageSigner,
  location: SignatureLocation = AFTER_ISSUER,
): string {
  const { method, privateKey, certificate } = signer;
  const signed = new SignedXml({
    privateKey,
    publicCert: certificate,
    signatureAlgorithm: method.uri,
    canonicalizationAlgorithm: EXCLUSIVE,
  });
  signed.SignatureAlgorithms = { [method.uri]: algorithmOf(signer) };
  signed.addReference({
    xpath: '/*',
    transforms: [ENVELOPED, EXCLUSIVE],
    digestAlgorithm: method.digestUri,
  });
  signed.computeSignature(xml, {
    prefix: 'ds',
    location: { ...location },
  });
  return signed.getSignedXml();
}
