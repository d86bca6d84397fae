import { createPublicKey, verify } from 'node:crypto';
import { ExclusiveCanonicalization, SignedXml } from 'xml-crypto';
import { namespaces } from '../names';
import { childElements, childText } from '../xml/children';
import { parseXml } from '../xml/parseXml';

function signaturesOf(xml: string): Element[] {
  return Array.from(
    parseXml(xml).getElementsByTagNameNS(namespaces.signature, 'Signature'),
  );
}

/**
 * What the signatures of a document cover, wherever they stand, by xml-crypto
 * alone and with one certificate.
 *
 * @returns the canonical text of every element with a valid signature
 */
export function verifySignatures(xml: string, certificate: string): string[] {
  return signaturesOf(xml).flatMap(signature => {
    const signed = new SignedXml({
      publicCert: certificate,
      getCertFromKeyInfo: () => null,
    });
    try {
      signed.loadSignature(signature);
      return signed.checkSignature(xml) ? signed.getSignedReferences() : [];
    } catch {
      return [];
    }
  });
}

/**
 * Which SignedInfo elements of a document the SignatureValue beside them fits,
 * whatever became of what they refer to.
 */
export function verifySignedInfo(xml: string, certificate: string): boolean[] {
  const key = createPublicKey(certificate);
  return signaturesOf(xml).flatMap(signature =>
    childElements(signature, namespaces.signature, 'SignedInfo').map(
      signedInfo =>
        verify(
          'sha256',
          Buffer.from(new ExclusiveCanonicalization().process(signedInfo, {})),
          key,
          Buffer.from(
            childText(signature, namespaces.signature, 'SignatureValue') ?? '',
            'base64',
          ),
        ),
    ),
  );
}
