import { SignedXml } from 'xml-crypto';
import { namespaces } from '../names';
import { extendSignedXml } from './extendSignedXml';
import { SamlSignatureDraft } from './SignatureDraft';

const issuer = `/*/*[local-name(.)='Issuer' and namespace-uri(.)='${namespaces.assertion}']`;

/**
 * Signs the root element. The signature comes after the Issuer, where the
 * schema wants it, or first where there is none.
 *
 * @returns the document with the signature inside
 */
export function signRoot(xml: string, draft: SamlSignatureDraft): string {
  const signed = extendSignedXml(
    new SignedXml({
      privateKey: draft.key.privateKey,
      publicCert: draft.certificate,
      signatureAlgorithm: draft.signatureAlgorithm,
      canonicalizationAlgorithm: draft.canonicalization,
      ...(draft.certificate ? {} : { getKeyInfoContent: SignedXml.noop }),
    }),
  );
  signed.addReference({
    xpath: '/*',
    transforms: draft.transforms,
    digestAlgorithm: draft.digestAlgorithm,
    isEmptyUri: draft.emptyUri,
  });
  const hasIssuer = /^<[^>]+><saml:Issuer[\s>]/.test(xml);
  signed.computeSignature(xml, {
    prefix: 'ds',
    location: hasIssuer
      ? { reference: issuer, action: 'after' }
      : { reference: '/*', action: 'prepend' },
  });
  return signed.getSignedXml();
}
