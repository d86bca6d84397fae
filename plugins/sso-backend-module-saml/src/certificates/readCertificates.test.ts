import { generateKeyPair } from '../keys/generateKeyPair';
import {
  dsaCertificate,
  ed25519Certificate,
  weakCertificate,
} from '../__testUtils__/refusedCertificates';
import { readCertificate, readCertificates } from './readCertificates';

const now = new Date('2026-11-22T12:00:00Z');

function bare(pem: string): string {
  return pem.replace(/-----.*-----/g, '').trim();
}

describe('readCertificates', () => {
  let rsa: Awaited<ReturnType<typeof generateKeyPair>>;
  let ec: Awaited<ReturnType<typeof generateKeyPair>>;
  beforeAll(async () => {
    rsa = await generateKeyPair({ commonName: 'idp.example.com', now });
    ec = await generateKeyPair({
      commonName: 'ec.example.com',
      now,
      keyType: 'ec',
    });
  });

  it('SAML-2 reads RSA and ECDSA certificates with key, names and validity', () => {
    const [first, second] = readCertificates(
      `${rsa.certificate}\n${ec.certificate}\n`,
    );
    expect(first).toMatchObject({
      pem: rsa.certificate,
      keyType: 'rsa',
      keySize: 3072,
      subject: 'CN=idp.example.com',
      issuer: 'CN=idp.example.com',
      commonName: 'idp.example.com',
      validFrom: new Date('2026-11-22T11:00:00Z'),
      validTo: new Date('2036-11-22T12:00:00Z'),
    });
    expect(first.sha1).toMatch(/^[0-9a-f]{40}$/);
    expect(first.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toMatchObject({ keyType: 'ec', keySize: 256 });
  });

  it.each([
    ['bare base64', () => bare(rsa.certificate)],
    ['one long line', () => bare(rsa.certificate).replace(/\s/g, '')],
    ['CRLF', () => rsa.certificate.replaceAll('\n', '\r\n')],
    ['indented', () => rsa.certificate.replaceAll('\n', '\n    ')],
    ['blank lines around', () => `\n\n  ${rsa.certificate}\n \n`],
    ['twice', () => `${rsa.certificate}\n\n${bare(rsa.certificate)}`],
  ])('SAML-2 reads the same certificate as %s', (_, text) => {
    expect(readCertificates(text()).map(({ pem }) => pem)).toEqual([
      rsa.certificate,
    ]);
  });

  it.each([
    ['PEM one below the other', () => `${rsa.certificate}\n${ec.certificate}`],
    [
      'bare base64 separated by a blank line',
      () => `${bare(rsa.certificate)}\n\n${bare(ec.certificate)}`,
    ],
    [
      'bare base64, a line each',
      () =>
        [rsa, ec]
          .map(({ certificate }) => bare(certificate).replace(/\s/g, ''))
          .join('\n'),
    ],
    [
      'PEM and bare base64',
      () => `${rsa.certificate}\n${bare(ec.certificate)}\n`,
    ],
  ])('SAML-2 reads two certificates: %s', (_, text) => {
    expect(readCertificates(text()).map(({ pem }) => pem)).toEqual([
      rsa.certificate,
      ec.certificate,
    ]);
  });

  it('reads DER, and nothing out of an empty text', () => {
    const der = Buffer.from(bare(rsa.certificate), 'base64');
    expect(readCertificate(der).pem).toBe(rsa.certificate);
    expect(readCertificates(' \n ')).toEqual([]);
    expect(() => readCertificate('')).toThrow('the certificate is empty');
  });

  it('hands out what it read before', () => {
    expect(readCertificate(rsa.certificate)).toBe(
      readCertificate(rsa.certificate),
    );
  });

  it.each([
    ['DSA', dsaCertificate, 'it has a DSA key. DSA is not accepted'],
    ['RSA of 1024 bits', weakCertificate, 'its RSA key has 1024 bits'],
    ['Ed25519', ed25519Certificate, 'it has a key of the kind ed25519'],
  ])('SAML-2 refuses %s', (_, text, message) => {
    expect(() => readCertificates(text)).toThrow(message);
  });

  it.each([
    ['words', 'no certificate!', 'this is not a certificate'],
    ['base64 of something else', 'aGVsbG8gd29ybGQ=', 'this is not'],
    ['a sequence that is no certificate', 'MIADAgEB', 'this is not'],
    ['an X.690 sequence', 'MIGEAgEB'.padEnd(180, 'A'), 'X.509'],
    ['a cut PEM block', '-----BEGIN CERTIFICATE-----\nMIIB', 'is missing'],
    ['XML', '<ds:X509Certificate>MIIB</ds:X509Certificate>', 'this is XML'],
    [
      'a public key',
      '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
      'this is a public key, not a certificate',
    ],
  ])('SAML-2 refuses %s', (_, text, message) => {
    expect(() => readCertificates(text)).toThrow(message);
  });

  it('names every block that is wrong, and repeats none of them', () => {
    let message = '';
    try {
      readCertificates(
        `${rsa.certificate}\n${rsa.privateKey}\n\nsecret words\n\n${dsaCertificate}`,
      );
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain('Certificate 2: this is a private key.');
    expect(message).toContain('Certificate 3: this is not a certificate');
    expect(message).toContain('Certificate 4: it has a DSA key.');
    expect(message).not.toContain('Certificate 1');
    expect(message).not.toContain('secret words');
    expect(message).not.toContain(bare(rsa.privateKey).slice(0, 20));
  });

  it('refuses more certificates than a provider can have', () => {
    expect(() => readCertificates(`${rsa.certificate}\n`.repeat(51))).toThrow(
      'more than 50',
    );
    expect(readCertificates(`${rsa.certificate}\n`.repeat(50))).toHaveLength(1);
  });
});
