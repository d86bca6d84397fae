import { contentEncryption } from '../names';
import { encryptElement } from '../encryption/encryptElement';
import { editXml } from '../xml/editXml';
import { AttackRow, createAttack } from './createAttack';
import { encrypted, replaceAssertion } from './encrypted';

/** Changes the octets of a ciphertext: of the content, or of its key. */
function onCiphertext(
  which: 'content' | 'key',
  change: (octets: Buffer) => Buffer,
): AttackRow['xml'] {
  return xml =>
    editXml(xml, root => {
      const values = Array.from(
        root.getElementsByTagNameNS(
          'http://www.w3.org/2001/04/xmlenc#',
          'CipherValue',
        ),
      );
      const value = which === 'key' ? values[0] : values[values.length - 1];
      value.textContent = change(
        Buffer.from(value.textContent ?? '', 'base64'),
      ).toString('base64');
    });
}

function flip(octets: Buffer, index: number): Buffer {
  const copy = Buffer.from(octets);
  copy[index < 0 ? copy.length + index : index] ^= 1;
  return copy;
}

function mutated(
  id: string,
  title: string,
  algorithm: string,
  xml: AttackRow['xml'],
): AttackRow {
  return {
    id,
    title,
    codes: ['saml-decryption-failed'],
    prepare: encrypted(algorithm),
    xml,
  };
}

const { aes128Cbc, aes256Gcm } = contentEncryption;

/** Ciphertexts that were changed, to learn something from the error. */
export const ciphertextAttacks = [
  createAttack(
    mutated(
      'S33-cbcVector',
      'The initialisation vector of AES-CBC was changed',
      aes128Cbc,
      onCiphertext('content', octets => flip(octets, 0)),
    ),
  ),
  createAttack(
    mutated(
      'S33-cbcPadding',
      'The last block of AES-CBC was changed',
      aes128Cbc,
      onCiphertext('content', octets => flip(octets, -1)),
    ),
  ),
  createAttack(
    mutated(
      'S33-cbcShort',
      'The last block of AES-CBC is missing',
      aes128Cbc,
      onCiphertext('content', octets => octets.subarray(0, -16)),
    ),
  ),
  createAttack(
    mutated(
      'S33-gcmContent',
      'The content of AES-GCM was changed',
      aes256Gcm,
      onCiphertext('content', octets => flip(octets, 40)),
    ),
  ),
  createAttack(
    mutated(
      'S33-gcmTag',
      'The tag of AES-GCM was changed',
      aes256Gcm,
      onCiphertext('content', octets => flip(octets, -1)),
    ),
  ),
  createAttack(
    mutated(
      'S33-gcmShortTag',
      'The tag of AES-GCM is cut',
      aes256Gcm,
      onCiphertext('content', octets => octets.subarray(0, -12)),
    ),
  ),
  createAttack(
    mutated(
      'S33-empty',
      'There is no ciphertext',
      aes256Gcm,
      onCiphertext('content', () => Buffer.alloc(0)),
    ),
  ),
  createAttack(
    mutated(
      'S33-key',
      'The encrypted key was changed',
      aes256Gcm,
      onCiphertext('key', octets => flip(octets, 10)),
    ),
  ),
  createAttack({
    id: 'S33-otherKey',
    title: 'The Assertion is encrypted for somebody else',
    codes: ['saml-decryption-failed'],
    prepare: encrypted(),
    draft(draft, { forge }) {
      draft.assertions[0].encryption!.certificate =
        forge.attackerKey.certificate;
    },
  }),
  createAttack({
    id: 'S33-plaintext',
    title: 'What was encrypted is no XML',
    codes: ['saml-decryption-failed'],
    prepare: encrypted(),
    draft(draft) {
      draft.assertions[0].encryption = undefined;
    },
    xml: async (xml, { context }) =>
      replaceAssertion(
        xml,
        await encryptElement('this is no assertion', {
          certificate: context.encryptionCertificate,
        }),
      ),
  }),
];
