import { createHash } from 'node:crypto';
import { ExclusiveCanonicalization } from 'xml-crypto';
import { certificateText } from '../keys/certificateText';
import {
  digestAlgorithms,
  namespaces,
  signatureAlgorithms,
  transforms,
} from '../names';
import { element } from '../xml/element';
import { escapeXml } from '../xml/escapeXml';
import { parseXml } from '../xml/parseXml';
import { signOctets } from './signOctets';

/** A signature of which nothing has to be right. */
export interface RawSignature {
  /** Private key in PEM; for HMAC the shared octets. */
  key: string;
  signatureAlgorithm?: string;
  digestAlgorithm?: string;
  digestValue: string;
  /** Undefined leaves the attribute out. */
  uri?: string;
  /** XML inside `ds:Transforms`; enveloped and exclusive by default. */
  transforms?: string;
  /** In KeyInfo, in PEM. */
  certificate?: string;
  /** Signed in place of the canonical SignedInfo. */
  signedOctets?: string;
  /** XML inside `ds:Object`. */
  object?: string;
}

/** A `ds:Transform` element with XML inside. */
export function transformXml(algorithm: string, xml?: string): string {
  return element('ds:Transform', { Algorithm: algorithm }, xml);
}

/** The SHA-256 of a text in base64. */
export function digestOfText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}

/** The digest of the root element, as an honest signature has it. */
export function digestOfRoot(xml: string): string {
  const root = parseXml(xml).documentElement;
  return digestOfText(new ExclusiveCanonicalization().process(root, {}));
}

/**
 * Writes a signature by hand. Its SignedInfo is in canonical form already, so
 * that whatever it says is really signed.
 */
export function rawSignatureXml(raw: RawSignature): string {
  const algorithm = raw.signatureAlgorithm ?? signatureAlgorithms.rsaSha256;
  const signedInfo = element(
    'ds:SignedInfo',
    { 'xmlns:ds': namespaces.signature },
    element('ds:CanonicalizationMethod', { Algorithm: transforms.exclusive }),
    element('ds:SignatureMethod', { Algorithm: algorithm }),
    element(
      'ds:Reference',
      { URI: raw.uri },
      element(
        'ds:Transforms',
        {},
        raw.transforms ??
          transformXml(transforms.enveloped) +
            transformXml(transforms.exclusive),
      ),
      element('ds:DigestMethod', {
        Algorithm: raw.digestAlgorithm ?? digestAlgorithms.sha256,
      }),
      element('ds:DigestValue', {}, escapeXml(raw.digestValue)),
    ),
  );
  const value = signOctets(raw.signedOctets ?? signedInfo, raw.key, algorithm);
  return element(
    'ds:Signature',
    { 'xmlns:ds': namespaces.signature },
    signedInfo,
    element('ds:SignatureValue', {}, value),
    raw.certificate &&
      element(
        'ds:KeyInfo',
        {},
        element(
          'ds:X509Data',
          {},
          element('ds:X509Certificate', {}, certificateText(raw.certificate)),
        ),
      ),
    raw.object && element('ds:Object', {}, raw.object),
  );
}

/** Puts a signature where it belongs: after the first Issuer. */
export function insertSignature(xml: string, signature: string): string {
  return xml.replace('</saml:Issuer>', end => `${end}${signature}`);
}
