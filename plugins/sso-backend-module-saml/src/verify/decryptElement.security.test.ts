import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { encrypt } from 'xml-encryption';
import { assertionXml } from '../__testUtils__/answerXml';
import {
  encryptedXml,
  type TestEncryption,
} from '../__testUtils__/encryptedXml';
import { refusalOf } from '../__testUtils__/refusalOf';
import { TestProvider } from '../__testUtils__/TestProvider';
import { oneChild } from '../xml/elements';
import { namespaces } from '../xml/namespaces';
import { parseSamlXml } from '../xml/parseSamlXml';
import { textOf } from '../xml/text';
import { decryptElement } from './decryptElement';

const { xenc, xenc11, ds } = namespaces;
const secret = assertionXml();

describe('decryptElement', () => {
  const current = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const previous = generateKeyPairSync('rsa', { modulusLength: 2048 });

  const decrypt = (
    xml: string,
    {
      keys = [current.privateKey] as ReadonlyArray<KeyObject | string>,
      allowLegacyAlgorithms = false,
    } = {},
  ) =>
    decryptElement(parseSamlXml(xml), ['saml', 'Assertion'], {
      keys,
      allowLegacyAlgorithms,
    });
  const encrypted = (options: TestEncryption = {}, text = secret) =>
    encryptedXml(text, current.publicKey, options);
  const issuerOf = (element: Element) =>
    textOf(oneChild(element, ['saml', 'Issuer']));

  it.each([
    [`${xenc11}aes128-gcm`, true],
    [`${xenc11}aes192-gcm`, true],
    [`${xenc11}aes256-gcm`, true],
    [`${xenc}aes128-cbc`, false],
    [`${xenc}aes192-cbc`, false],
    [`${xenc}aes256-cbc`, false],
  ])('SAML-6 decrypts %s', (algorithm, authenticated) => {
    const result = decrypt(encrypted({ algorithm }));
    expect(result.authenticated).toBe(authenticated);
    expect(issuerOf(result.element)).toBe('https://idp.example.com/saml');
  });

  it.each<[string, TestEncryption]>([
    [
      'OAEP with SHA-1 by name',
      {
        keyParameters: `<ds:DigestMethod xmlns:ds="${ds}" Algorithm="${ds}sha1"/>`,
      },
    ],
    [
      'OAEP with SHA-256',
      {
        hash: 'sha256',
        keyAlgorithm: `${xenc11}rsa-oaep`,
        keyParameters: `<ds:DigestMethod xmlns:ds="${ds}" Algorithm="${xenc}sha256"/><xenc11:MGF xmlns:xenc11="${xenc11}" Algorithm="${xenc11}mgf1sha256"/>`,
      },
    ],
    [
      'OAEP of XML Encryption 1.1 with its defaults',
      { keyAlgorithm: `${xenc11}rsa-oaep` },
    ],
    ['a key beside the data', { place: 'beside' }],
    ['a key that is referred to', { place: 'referenced' }],
    ['one of several keys', { otherKeys: [previous.publicKey] }],
    [
      'one of several keys beside',
      { otherKeys: [previous.publicKey], place: 'referenced' },
    ],
  ])('SAML-6 decrypts %s', (_, options) => {
    expect(issuerOf(decrypt(encrypted(options)).element)).toBe(
      'https://idp.example.com/saml',
    );
  });

  it('SAML-6 decrypts what xml-encryption encrypts', async () => {
    const { certificate, privateKey } = await TestProvider.create();
    const data = await new Promise<string>((resolve, reject) => {
      encrypt(
        secret,
        {
          rsa_pub: certificate.publicKey
            .export({ type: 'spki', format: 'pem' })
            .toString(),
          pem: certificate.pem,
          encryptionAlgorithm: `${xenc11}aes256-gcm`,
          keyEncryptionAlgorithm: `${xenc}rsa-oaep-mgf1p`,
        },
        (error, result) => (error ? reject(error) : resolve(result)),
      );
    });
    const xml = `<saml:EncryptedAssertion xmlns:saml="${namespaces.saml}">${data}</saml:EncryptedAssertion>`;
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(issuerOf(decrypt(xml, { keys: [pem] }).element)).toBe(
      'https://idp.example.com/saml',
    );
  });

  it('SAML-5 tries the keys in turn, so that an old one still decrypts', () => {
    const keys = [previous.privateKey, current.privateKey];
    expect(decrypt(encrypted(), { keys }).element.localName).toBe('Assertion');
    expect(refusalOf(() => decrypt(encrypted(), { keys: [] })).code).toBe(
      'saml-decryption-failed',
    );
  });

  it.each<[string, TestEncryption]>([
    ['3DES', { algorithm: `${xenc}tripledes-cbc` }],
    ['key transport by PKCS #1 1.5', { keyAlgorithm: `${xenc}rsa-1_5` }],
  ])('S25 decrypts %s only with legacy algorithms allowed', (_, options) => {
    const xml = encrypted(options);
    expect(refusalOf(() => decrypt(xml)).code).toBe('saml-algorithm-refused');
    expect(
      decrypt(xml, { allowLegacyAlgorithms: true }).element.localName,
    ).toBe('Assertion');
  });

  it('takes over the namespaces of its place when it declares none', () => {
    const bare = secret.replace(` xmlns:saml="${namespaces.saml}"`, '');
    expect(bare).not.toBe(secret);
    expect(issuerOf(decrypt(encrypted({}, bare)).element)).toBe(
      'https://idp.example.com/saml',
    );
  });

  it('decrypts a document with its XML declaration', () => {
    for (const text of [secret, secret.replace(/ xmlns:saml="[^"]*"/, '')]) {
      const xml = encrypted(
        {},
        `<?xml version="1.0" encoding="UTF-8"?>\n${text}`,
      );
      expect(decrypt(xml).element.localName).toBe('Assertion');
    }
  });

  it('S33 fails in one way, whatever was wrong', () => {
    const flip = (index: number) => (octets: Buffer) => {
      const copy = Buffer.from(octets);
      copy[index < 0 ? copy.length + index : index] ^= 1;
      return copy;
    };
    const cbc = { algorithm: `${xenc}aes256-cbc` };
    const messages = [
      encrypted({ change: flip(20) }),
      encrypted({ change: flip(-1) }),
      encrypted({ change: octets => octets.subarray(0, 20) }),
      encrypted({ ...cbc, change: flip(3) }),
      encrypted({ ...cbc, change: flip(40) }),
      encrypted({ ...cbc, change: flip(-1) }),
      encrypted({ ...cbc, change: flip(-17) }),
      encrypted({ ...cbc, change: octets => octets.subarray(0, 7) }),
      encrypted({}, 'no XML'),
      encrypted({}, '<other/>'),
      encrypted({}, `${secret}${secret}`),
      encrypted({}, `${secret.replace(/ xmlns:saml="[^"]*"/, '')}<other/>`),
      encrypted({}, `</inherited>${secret}<inherited>`),
      encrypted({}, secret.replace('<saml:Subject>', '<!-- --><saml:Subject>')),
      encrypted({}, `<!DOCTYPE a>${secret}`),
      encryptedXml(secret, previous.publicKey),
      encrypted().replace(/<xenc:CipherValue>[^<]{32}/, '<xenc:CipherValue>'),
    ];
    const refusals = messages.map(message => refusalOf(() => decrypt(message)));
    expect(new Set(refusals.map(({ message }) => message))).toEqual(
      new Set([refusalOf(() => decrypt(encrypted(), { keys: [] })).message]),
    );
    expect(refusals.flatMap(({ evidence }) => evidence)).toEqual([]);
  });

  it('S33 never takes a shortened authentication tag for one', () => {
    const shortened = encrypted({
      change: octets => octets.subarray(0, octets.length - 12),
    });
    expect(refusalOf(() => decrypt(shortened)).code).toBe(
      'saml-decryption-failed',
    );
  });

  it.each([
    [
      'two pieces of data',
      (xml: string) =>
        xml
          .replace(/(<xenc:EncryptedData.*<\/xenc:EncryptedData>)/, '$1$1')
          .replace('_key0', '_other'),
    ],
    [
      'no data',
      (xml: string) =>
        xml.replace(/<xenc:EncryptedData.*<\/xenc:EncryptedData>/, ''),
    ],
    [
      'no key',
      (xml: string) =>
        xml.replace(/<xenc:EncryptedKey.*<\/xenc:EncryptedKey>/, ''),
    ],
    [
      'an assertion beside the data',
      (xml: string) =>
        xml.replace(
          '</saml:EncryptedAssertion>',
          '<saml:Assertion/></saml:EncryptedAssertion>',
        ),
    ],
    [
      'a value that is not base64',
      (xml: string) => xml.replace('<xenc:CipherValue>', '<xenc:CipherValue>!'),
    ],
  ])('S34 refuses %s', (_, change) => {
    expect(refusalOf(() => decrypt(change(encrypted()))).code).toBe(
      'saml-structure-invalid',
    );
  });

  it.each<[string, TestEncryption]>([
    ['an unknown cipher', { algorithm: `${xenc11}aes256-gcm` }],
    [
      'two different hashes',
      {
        keyAlgorithm: `${xenc11}rsa-oaep`,
        keyParameters: `<ds:DigestMethod xmlns:ds="${ds}" Algorithm="${xenc}sha256"/>`,
      },
    ],
    [
      'an unknown hash',
      {
        keyParameters: `<ds:DigestMethod xmlns:ds="${ds}" Algorithm="urn:x"/>`,
      },
    ],
  ])('refuses %s by name', (name, options) => {
    const xml = encrypted(options);
    const evil = name.endsWith('cipher') ? xml.replace('aes256-gcm', 'x') : xml;
    expect(refusalOf(() => decrypt(evil)).code).toBe('saml-algorithm-refused');
  });
});
