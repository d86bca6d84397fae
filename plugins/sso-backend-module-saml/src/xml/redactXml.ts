import { XMLSerializer } from '@xmldom/xmldom';

const secret = [
  'SignatureValue',
  'DigestValue',
  'CipherValue',
  'X509Certificate',
];

const maximalCharacters = 100_000;

const serializer = new XMLSerializer();

/**
 * The text of an element for a trace: without signatures, digests, ciphertext
 * and certificates, so that the message cannot be used again.
 */
export function redactXml(element: Element): string {
  const text = serializer.serializeToString(element, false, node =>
    node.nodeType === 3 &&
    node.parentNode &&
    secret.includes((node.parentNode as Element).localName)
      ? node.ownerDocument!.createTextNode('[redacted]')
      : node,
  );
  return text.length > maximalCharacters
    ? `${text.slice(0, maximalCharacters)}…`
    : text;
}
