import {
  contentEncryption,
  digestAlgorithms,
  keyTransport,
  signatureAlgorithms,
  transforms,
} from '../names';
import { digestOfRoot, transformXml } from '../signing/rawSignature';
import { SamlSignatureDraft } from '../signing/SignatureDraft';
import { SamlEncryptionDraft } from '../encryption/encryptElement';
import { AttackRow, createAttack } from './createAttack';
import { signedByHand } from './signatureAttacks';

const { enveloped, exclusive, exclusiveWithComments, inclusive } = transforms;

function signedWith(changes: Partial<SamlSignatureDraft>): AttackRow['draft'] {
  return draft => {
    Object.assign(draft.assertions[0].signature!, changes);
  };
}

function encryptedWith(
  changes: Partial<SamlEncryptionDraft>,
): AttackRow['draft'] {
  return (draft, { context }) => {
    draft.assertions[0].encryption = {
      certificate: context.encryptionCertificate,
      ...changes,
    };
  };
}

const refused = 'saml-algorithm-refused' as const;
const malformed = 'saml-signature-malformed' as const;

/** Algorithms, transforms and references that nobody has to take. */
export const algorithmAttacks = [
  createAttack({
    id: 'S25-rsaSha1',
    title: 'The signature is rsa-sha1',
    codes: [refused],
    draft: signedWith({ signatureAlgorithm: signatureAlgorithms.rsaSha1 }),
  }),
  createAttack({
    id: 'S25-sha1Digest',
    title: 'The digest is SHA-1',
    codes: [refused],
    draft: signedWith({ digestAlgorithm: digestAlgorithms.sha1 }),
  }),
  createAttack({
    id: 'S25-rsa15',
    title: 'The key of the encryption was sent with RSA PKCS #1 1.5',
    codes: [refused],
    prepare: encryptedWith({}),
    draft: encryptedWith({ keyTransport: keyTransport.rsa15 }),
  }),
  createAttack({
    id: 'S25-tripleDes',
    title: 'The Assertion is encrypted with Triple DES',
    codes: [refused],
    prepare: encryptedWith({}),
    draft: encryptedWith({ algorithm: contentEncryption.tripleDesCbc }),
  }),
  createAttack({
    id: 'S25-rsaSha512',
    title: 'The signature is rsa-sha512 with a SHA-512 digest',
    draft: signedWith({
      signatureAlgorithm: signatureAlgorithms.rsaSha512,
      digestAlgorithm: digestAlgorithms.sha512,
    }),
  }),
  createAttack({
    id: 'S25-rsaSha384',
    title: 'The signature is rsa-sha384 with a SHA-384 digest',
    draft: signedWith({
      signatureAlgorithm: signatureAlgorithms.rsaSha384,
      digestAlgorithm: digestAlgorithms.sha384,
    }),
  }),
  createAttack(
    signedByHand(
      'S26-signature',
      'The algorithm of the signature is unknown',
      [refused],
      () => ({ signatureAlgorithm: 'urn:example:unknown-sha256' }),
    ),
  ),
  createAttack(
    signedByHand(
      'S26-digest',
      'The algorithm of the digest is unknown',
      [refused],
      () => ({ digestAlgorithm: 'urn:example:unknown-digest' }),
    ),
  ),
  createAttack(
    signedByHand(
      'S26-empty',
      'The algorithm of the signature is an empty text',
      [refused],
      () => ({ signatureAlgorithm: '' }),
    ),
  ),
  createAttack(
    signedByHand(
      'S27-xslt',
      'A transform is a style sheet',
      [malformed],
      () => ({
        transforms:
          transformXml(enveloped) +
          transformXml(
            transforms.xslt,
            '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"></xsl:stylesheet>',
          ) +
          transformXml(exclusive),
      }),
    ),
  ),
  createAttack(
    signedByHand(
      'S27-xpath',
      'A transform is an XPath that selects nothing',
      [malformed],
      () => ({
        transforms:
          transformXml(
            transforms.xpath,
            '<ds:XPath>not(ancestor-or-self::node())</ds:XPath>',
          ) + transformXml(exclusive),
      }),
    ),
  ),
  createAttack({
    id: 'S27-withComments',
    title: 'The canonicalisation keeps comments',
    codes: [malformed],
    draft: signedWith({ transforms: [enveloped, exclusiveWithComments] }),
  }),
  createAttack({
    id: 'S27-inclusive',
    title: 'The canonicalisation is not the exclusive one',
    codes: [malformed],
    draft: signedWith({ transforms: [enveloped, inclusive] }),
  }),
  createAttack({
    id: 'S27-three',
    title: 'There are three transforms',
    codes: [malformed],
    draft: signedWith({ transforms: [enveloped, exclusive, exclusive] }),
  }),
  createAttack(
    signedByHand('S27-none', 'There are no transforms', [malformed], () => ({
      transforms: '',
    })),
  ),
  createAttack({
    id: 'S27-signedInfo',
    title: 'SignedInfo is canonicalised with comments',
    codes: [malformed],
    draft: signedWith({ canonicalization: exclusiveWithComments }),
  }),
  createAttack(
    signedByHand(
      'S28-external',
      'The Reference leads to another document',
      [malformed],
      ({ id }) => ({ uri: `https://attacker.example.test/assertion#${id}` }),
    ),
  ),
  createAttack(
    signedByHand(
      'S28-file',
      'The Reference leads to a file',
      [malformed],
      () => ({ uri: 'file:///etc/hostname' }),
    ),
  ),
  createAttack(
    signedByHand(
      'S28-empty',
      'The Reference of the Assertion is empty, which means the whole document',
      [malformed],
      () => ({ uri: '' }),
    ),
  ),
  createAttack(
    signedByHand(
      'S28-missing',
      'The Reference has no URI',
      [malformed],
      () => ({ uri: undefined }),
    ),
  ),
  createAttack(
    signedByHand(
      'S28-xpointer',
      'The Reference is an XPointer',
      [malformed],
      ({ id }) => ({ uri: `#xpointer(id('${id}'))` }),
    ),
  ),
  createAttack(
    signedByHand(
      'S28-unknown',
      'The Reference leads to an ID that is not there',
      [malformed],
      ({ assertion }) => ({
        uri: '#_nowhere',
        digestValue: digestOfRoot(assertion),
      }),
    ),
  ),
  createAttack({
    id: 'S28-root',
    title: 'The Reference of the Response is empty, which means the Response',
    settings: { wantAssertionsSigned: false, wantResponseSigned: true },
    prepare(draft, { forge }) {
      draft.signature = forge.signature();
      draft.assertions[0].signature = undefined;
    },
    draft(draft) {
      draft.signature!.emptyUri = true;
    },
  }),
];
