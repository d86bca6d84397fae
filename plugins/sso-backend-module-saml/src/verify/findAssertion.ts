import { isSsoError } from '@latchkey/plugin-sso-common';
import { isNamed } from '../xml/elements';
import { redactXml } from '../xml/redactXml';
import { refuse } from '../xml/refuse';
import type { AnswerContext } from './AnswerContext';
import { checkAssertionTree } from './checkResponseTree';
import { certificateEvidence } from './chooseCertificate';
import { decryptElement, decryptionFailed } from './decryptElement';
import { isSigned, verifySignature } from './verifySignature';
import type { VerifiedSignature } from './verifySignature';

/** The assertion that counts, with the signature that covers it. */
export interface SignedAssertion {
  readonly assertion: Element;
  readonly signature: VerifiedSignature;
}

/**
 * Verifies the signature of an element if it has one.
 *
 * @throws SsoError of {@link verifySignature}
 */
export function verifyOptionalSignature(
  element: Element,
  { options, log }: AnswerContext,
): VerifiedSignature | undefined {
  if (!isSigned(element)) {
    return undefined;
  }
  const { settings, certificates, now } = options;
  const signature = verifySignature(element, {
    certificates,
    fingerprint: settings.certificateFingerprint,
    allowLegacyAlgorithms: settings.allowLegacyAlgorithms,
    acceptExpiredCertificates: settings.acceptExpiredCertificates,
    now,
  });
  const { label, value } = certificateEvidence(
    `${element.localName}: signature`,
    [signature.signedBy],
  );
  log.note(label, { algorithm: signature.algorithm, certificate: value });
  return signature;
}

function verifyAssertion(
  assertion: Element,
  context: AnswerContext,
  ofResponse: VerifiedSignature | undefined,
): SignedAssertion {
  checkAssertionTree(assertion);
  const own = verifyOptionalSignature(assertion, context);
  if (!own && context.options.settings.wantAssertionsSigned) {
    refuse('saml-signature-missing', 'The assertion is not signed');
  }
  const signature = own ?? ofResponse;
  return signature
    ? { assertion, signature }
    : refuse(
        'saml-signature-missing',
        'Neither the assertion nor the response is signed',
      );
}

function openAssertion(
  encrypted: Element,
  context: AnswerContext,
  ofResponse: VerifiedSignature | undefined,
): SignedAssertion {
  const { decryptionKeys, settings } = context.options;
  const { element, authenticated } = decryptElement(
    encrypted,
    ['saml', 'Assertion'],
    {
      keys: decryptionKeys,
      allowLegacyAlgorithms: settings.allowLegacyAlgorithms,
    },
  );
  try {
    return verifyAssertion(element, context, ofResponse);
  } catch (error) {
    // With CBC anybody can change the ciphertext. Until a signature says that
    // nobody did, all refusals look like one.
    if (isSsoError(error) && !authenticated && !ofResponse) {
      throw decryptionFailed();
    }
    throw error;
  }
}

/**
 * Decrypts the assertion of a response if it is encrypted, and verifies its
 * signature. Whatever is read later is read below the element that comes back,
 * which is the element that was signed, or lies in the response that was.
 *
 * @param ofResponse - the verified signature of the response around it
 * @throws SsoError `saml-encryption-missing`, `saml-decryption-failed`,
 *   `saml-signature-missing` and those of the signature
 */
export function findAssertion(
  found: Element,
  context: AnswerContext,
  ofResponse: VerifiedSignature | undefined,
): SignedAssertion {
  const { log, options } = context;
  const encrypted = isNamed(found, ['saml', 'EncryptedAssertion']);
  log.note('Assertion: encrypted', encrypted);
  if (!encrypted) {
    return options.settings.wantAssertionsEncrypted
      ? refuse('saml-encryption-missing', 'The assertion is not encrypted')
      : verifyAssertion(found, context, ofResponse);
  }
  const opened = openAssertion(found, context, ofResponse);
  if (options.debug) {
    log.note('Assertion: decrypted', redactXml(opened.assertion));
  }
  return opened;
}
