import { createHash, timingSafeEqual, verify } from 'node:crypto';
import type { SamlCertificate } from '../certificates/SamlCertificate';
import {
  childElements,
  childrenNamed,
  isNamed,
  optionalAttribute,
} from '../xml/elements';
import { refuse } from '../xml/refuse';
import { digestMethodOf, signatureMethodOf } from './algorithms';
import { canonicalize } from './canonicalize';
import { chooseCertificate, type SignatureTrust } from './chooseCertificate';
import { findByFingerprint } from './findByFingerprint';
import { readSignature } from './readSignature';

/** Options of {@link verifySignature}. */
export interface VerifySignatureOptions extends SignatureTrust {
  /**
   * SHA-256 or SHA-1 of the one certificate that is trusted, when there are no
   * certificates: it is then taken out of KeyInfo.
   */
  readonly fingerprint?: string;
}

/** Who signed an element, and how. */
export interface VerifiedSignature {
  readonly signedBy: SamlCertificate;
  /** Such as `rsa-sha256`. */
  readonly algorithm: string;
}

/** Whether an element has a signature of its own. */
export function isSigned(element: Element): boolean {
  return childrenNamed(element, ['ds', 'Signature']).length > 0;
}

/** The only signature of the element, first in it or behind its Issuer. */
function signatureOf(element: Element): Element {
  const signatures = childrenNamed(element, ['ds', 'Signature']);
  if (signatures.length === 0) {
    return refuse(
      'saml-signature-missing',
      `${element.localName} is not signed`,
    );
  }
  const [first, second] = childElements(element);
  const expected = isNamed(first, ['saml', 'Issuer']) ? second : first;
  return signatures.length === 1 && signatures[0] === expected
    ? expected
    : refuse(
        'saml-signature-malformed',
        `${element.localName} has its signature elsewhere than behind the Issuer, or several`,
      );
}

function checkReference(element: Element, uri: string): void {
  const isRoot = element.ownerDocument.documentElement === element;
  const id = optionalAttribute(element, 'ID');
  if (!(uri === '' ? isRoot : id && uri === `#${id}`)) {
    refuse(
      'saml-signature-malformed',
      `The signature of ${element.localName} does not refer to it`,
      [
        {
          label: 'Reference',
          value: { expected: `#${id ?? ''}`, received: uri.slice(0, 200) },
        },
      ],
    );
  }
}

/**
 * Verifies the enveloped signature that is a direct child of an element:
 * Response, Assertion, LogoutRequest, LogoutResponse or metadata.
 *
 * Nothing is looked up by the reference of the signature. The octets that are
 * digested are made of `element` itself, all of it but this one signature, and
 * the reference has to name it. When this returns, the element in the hands of
 * the caller is therefore the element that was signed, and what is read below
 * it is signed; the signature that was left out is never read for statements.
 *
 * @throws SsoError `saml-signature-missing`, `saml-signature-malformed`,
 *   `saml-algorithm-refused`, `saml-signature-invalid`,
 *   `saml-certificate-expired`
 */
export function verifySignature(
  element: Element,
  options: VerifySignatureOptions,
): VerifiedSignature {
  const { allowLegacyAlgorithms, certificates, fingerprint } = options;
  const signature = readSignature(signatureOf(element));
  checkReference(element, signature.referenceUri);
  const method = signatureMethodOf(
    signature.signatureMethod,
    allowLegacyAlgorithms,
  );
  const digestMethod = digestMethodOf(
    signature.digestMethod,
    allowLegacyAlgorithms,
  );
  const trusted =
    certificates.length === 0 && fingerprint
      ? [findByFingerprint(signature.keyInfo, fingerprint)]
      : certificates;
  const signedInfo = Buffer.from(
    canonicalize(signature.signedInfo, signature.signedInfoPrefixes),
  );
  const signedBy = chooseCertificate(
    { ...options, certificates: trusted },
    method.keyType,
    ({ publicKey: key }) =>
      // ECDSA values are two numbers side by side (RFC 9231 2.3.6).
      verify(
        method.hash,
        signedInfo,
        { key, dsaEncoding: 'ieee-p1363' },
        signature.value,
      ),
  );
  const digest = createHash(digestMethod.hash)
    .update(
      canonicalize(element, signature.referencePrefixes, signature.element),
    )
    .digest();
  if (
    signature.digest.length !== digestMethod.bytes ||
    !timingSafeEqual(digest, signature.digest)
  ) {
    refuse(
      'saml-signature-invalid',
      `${element.localName} was changed after it was signed`,
    );
  }
  return { signedBy, algorithm: method.title };
}
