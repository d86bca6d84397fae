import { X509Certificate } from 'node:crypto';
import { assertionXml, testNow } from '../__testUtils__/answerXml';
import { dsaCertificate } from '../__testUtils__/refusedCertificates';
import { refusalOf } from '../__testUtils__/refusalOf';
import { TestProvider } from '../__testUtils__/TestProvider';
import { parseSamlXml } from '../xml/parseSamlXml';
import {
  verifySignature,
  type VerifySignatureOptions,
} from './verifySignature';

const bare = (pem: string) => pem.replace(/-----.*-----|\s/g, '');

describe('certificates of verifySignature', () => {
  let provider: TestProvider;
  let other: TestProvider;
  let expired: TestProvider;
  beforeAll(async () => {
    [provider, other, expired] = await Promise.all([
      TestProvider.create(),
      TestProvider.create(),
      TestProvider.create({ now: new Date('2020-01-01T00:00:00Z'), years: 1 }),
    ]);
  });

  const verify = (
    signer: TestProvider,
    options: Partial<VerifySignatureOptions>,
    keyInfo = true,
  ) =>
    verifySignature(parseSamlXml(signer.sign(assertionXml(), { keyInfo })), {
      certificates: [],
      allowLegacyAlgorithms: false,
      acceptExpiredCertificates: false,
      now: testNow,
      ...options,
    });

  it('SAML-8 finds the one of several that fits', () => {
    const certificates = [
      other.certificate,
      expired.certificate,
      provider.certificate,
    ];
    expect(verify(provider, { certificates }).signedBy).toBe(
      provider.certificate,
    );
  });

  it('SAML-2 refuses an expired certificate and says until when it was valid', () => {
    const certificates = [other.certificate, expired.certificate];
    const refusal = refusalOf(() => verify(expired, { certificates }));
    expect(refusal.code).toBe('saml-certificate-expired');
    expect(refusal.detail).toContain('until 2021-01-01T00:00:00.000Z');
    expect(
      verify(expired, { certificates, acceptExpiredCertificates: true })
        .signedBy,
    ).toBe(expired.certificate);
  });

  it('refuses a certificate that is not valid yet', () => {
    const now = new Date('2019-01-01T00:00:00Z');
    const refusal = refusalOf(() =>
      verify(expired, { certificates: [expired.certificate], now }),
    );
    expect(refusal.code).toBe('saml-certificate-expired');
    expect(refusal.detail).toContain('from 2019-12-31T23:00:00.000Z');
  });

  it.each(['sha1', 'sha256'] as const)(
    'SAML-2 takes the certificate with the %s fingerprint out of the message',
    hash => {
      const fingerprint = provider.certificate[hash]
        .toUpperCase()
        .replace(/..(?=.)/g, '$&:');
      expect(verify(provider, { fingerprint }).signedBy.pem).toBe(
        provider.certificate.pem,
      );
      const refusal = refusalOf(() => verify(other, { fingerprint }));
      expect(refusal.code).toBe('saml-signature-invalid');
      expect(refusal.detail).toContain('fingerprint');
    },
  );

  it('S23 verifies the signature with the certificate that has the fingerprint', () => {
    const xml = other
      .sign(assertionXml())
      .replace(
        /(<ds:X509Certificate>)[^<]*/,
        `$1${provider.certificate.pem.replace(/-----.*-----|\s/g, '')}`,
      );
    const refusal = refusalOf(() =>
      verifySignature(parseSamlXml(xml), {
        certificates: [],
        fingerprint: provider.certificate.sha256,
        allowLegacyAlgorithms: false,
        acceptExpiredCertificates: false,
        now: testNow,
      }),
    );
    expect(refusal.code).toBe('saml-signature-invalid');
  });

  const fingerprinted = (xml: string, fingerprint: string) =>
    verifySignature(parseSamlXml(xml), {
      certificates: [],
      fingerprint,
      allowLegacyAlgorithms: false,
      acceptExpiredCertificates: false,
      now: testNow,
    });

  it('S31 passes over whatever else KeyInfo brings', () => {
    // A pattern that could match these in several ways would never end.
    const odd = [
      `${'A'.repeat(50_000)}!`,
      '-----BEGIN A-----'.repeat(3_000),
      bare(dsaCertificate),
    ]
      .map(text => `<ds:X509Certificate>${text}</ds:X509Certificate>`)
      .join('');
    const xml = provider
      .sign(assertionXml())
      .replace('<ds:X509Certificate>', `${odd}$&`);
    const { sha256 } = provider.certificate;
    expect(fingerprinted(xml, sha256).signedBy.pem).toBe(
      provider.certificate.pem,
    );
    const refusal = refusalOf(() =>
      fingerprinted(xml, other.certificate.sha256),
    );
    expect(refusal.detail).toContain('No certificate in the message');
  });

  it('refuses a certificate that fits the fingerprint but cannot be used', () => {
    const xml = provider
      .sign(assertionXml())
      .replace(/(<ds:X509Certificate>)[^<]*/, `$1${bare(dsaCertificate)}`);
    const { fingerprint256 } = new X509Certificate(dsaCertificate);
    const refusal = refusalOf(() => fingerprinted(xml, fingerprint256));
    expect(refusal.code).toBe('saml-signature-invalid');
    expect(refusal.detail).toContain('DSA');
  });

  it('needs a certificate in the message to find it by its fingerprint', () => {
    const fingerprint = provider.certificate.sha256;
    const refusal = refusalOf(() => verify(provider, { fingerprint }, false));
    expect(refusal.detail).toContain('enter the certificate itself');
  });

  it('does not look at the fingerprint when there are certificates', () => {
    const refusal = refusalOf(() =>
      verify(other, {
        certificates: [provider.certificate],
        fingerprint: other.certificate.sha256,
      }),
    );
    expect(refusal.code).toBe('saml-signature-invalid');
  });
});
