import {
  type CipherGCMTypes,
  constants,
  createCipheriv,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { namespaces } from '../xml/namespaces';

/** How {@link encryptedXml} encrypts. */
export interface TestEncryption {
  readonly name?: 'EncryptedAssertion' | 'EncryptedID';
  readonly algorithm?: string;
  readonly keyAlgorithm?: string;
  readonly hash?: string;
  /** Inside `EncryptionMethod` of the key. */
  readonly keyParameters?: string;
  /** Where the key stands. */
  readonly place?: 'inside' | 'beside' | 'referenced';
  /** Changes the octets that are sent. */
  readonly change?: (octets: Buffer) => Buffer;
  /** Keys for somebody else before the one for the portal. */
  readonly otherKeys?: readonly KeyObject[];
}

function encryptContent(text: string, algorithm: string, key: Buffer): Buffer {
  const name = /tripledes/.test(algorithm)
    ? 'des-ede3-cbc'
    : algorithm.split('#')[1].replace(/^aes(\d+)/, 'aes-$1');
  if (name.endsWith('gcm')) {
    const iv = randomBytes(12);
    const cipher = createCipheriv(name as CipherGCMTypes, key, iv);
    const octets = [iv, cipher.update(text), cipher.final()];
    return Buffer.concat([...octets, cipher.getAuthTag()]);
  }
  const iv = randomBytes(name.startsWith('des') ? 8 : 16);
  const cipher = createCipheriv(name, key, iv);
  return Buffer.concat([iv, cipher.update(text), cipher.final()]);
}

/** An element encrypted as XML Encryption 1.1 has it. */
export function encryptedXml(
  text: string,
  publicKey: KeyObject,
  {
    name = 'EncryptedAssertion',
    algorithm = `${namespaces.xenc11}aes256-gcm`,
    keyAlgorithm = `${namespaces.xenc}rsa-oaep-mgf1p`,
    hash = 'sha1',
    keyParameters = '',
    place = 'inside',
    change = octets => octets,
    otherKeys = [],
  }: TestEncryption = {},
): string {
  const bits = /tripledes/.test(algorithm)
    ? '192'
    : /aes(\d{3})/.exec(algorithm)![1];
  const key = randomBytes(Number(bits) / 8);
  const padding = keyAlgorithm.endsWith('rsa-1_5')
    ? constants.RSA_PKCS1_PADDING
    : constants.RSA_PKCS1_OAEP_PADDING;
  const value = (octets: Buffer) =>
    `<xenc:CipherData><xenc:CipherValue>${octets.toString(
      'base64',
    )}</xenc:CipherValue></xenc:CipherData>`;
  const encryptedKeys = [...otherKeys, publicKey]
    .map(
      (each, index) =>
        `<xenc:EncryptedKey xmlns:xenc="${
          namespaces.xenc
        }" Id="_key${index}"><xenc:EncryptionMethod Algorithm="${keyAlgorithm}">${keyParameters}</xenc:EncryptionMethod>${value(
          publicEncrypt({ key: each, padding, oaepHash: hash }, key),
        )}</xenc:EncryptedKey>`,
    )
    .join('');
  const keyInfo = {
    inside: `<ds:KeyInfo xmlns:ds="${namespaces.ds}">${encryptedKeys}</ds:KeyInfo>`,
    beside: '',
    referenced: `<ds:KeyInfo xmlns:ds="${namespaces.ds}"><ds:RetrievalMethod URI="#_key${otherKeys.length}"/></ds:KeyInfo>`,
  }[place];
  return `<saml:${name} xmlns:saml="${
    namespaces.saml
  }"><xenc:EncryptedData xmlns:xenc="${namespaces.xenc}" Type="${
    namespaces.xenc
  }Element"><xenc:EncryptionMethod Algorithm="${algorithm}"/>${keyInfo}${value(
    change(encryptContent(text, algorithm, key)),
  )}</xenc:EncryptedData>${
    place === 'inside' ? '' : encryptedKeys
  }</saml:${name}>`;
}
