import { SignedXml } from 'xml-crypto';
import { namespaces } from '../names';
import { childElements } from '../xml/children';
import { parseXml } from '../xml/parseXml';
import { extendSignedXml } from './extendSignedXml';

/**
 * Whether the one signature that is a child of the root covers the root and
 * fits one of the certificates.
 */
export function verifyRoot(
  xml: string,
  certificates: readonly string[],
): boolean {
  const root = parseXml(xml).documentElement;
  const signatures = childElements(root, namespaces.signature, 'Signature');
  return (
    signatures.length === 1 &&
    certificates.some(certificate => {
      const signed = extendSignedXml(
        new SignedXml({
          publicCert: certificate,
          getCertFromKeyInfo: () => null,
        }),
      );
      try {
        signed.loadSignature(signatures[0]);
        const [reference] = signed.getReferences();
        return (
          signed.getReferences().length === 1 &&
          reference.uri === `#${root.getAttribute('ID')}` &&
          signed.checkSignature(xml)
        );
      } catch {
        return false;
      }
    })
  );
}
