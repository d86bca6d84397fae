import { checkProvider } from './checkProvider';
import { GeneratedKeyPair, generateKeyPair } from '../keys/generateKeyPair';
import { createSamlContext } from '../__testUtils__/createSamlContext';
import { metadataXml, signMetadata } from '../__testUtils__/metadataXml';

const now = new Date('2026-11-22T12:00:00Z');
const metadataUrl = 'https://idp.example.com/metadata';

describe('checkProvider', () => {
  let known: GeneratedKeyPair;
  let other: GeneratedKeyPair;
  beforeAll(async () => {
    const made = { now, keyType: 'ec' } as const;
    known = await generateKeyPair({ commonName: 'known', ...made });
    other = await generateKeyPair({ commonName: 'other', ...made });
  });

  const announce = (...pairs: GeneratedKeyPair[]) =>
    metadataXml({ keys: pairs.map(({ certificate: pem }) => ({ pem })) });

  const check = async (
    settings: Record<string, unknown>,
    xml?: string,
    at = now,
  ) => {
    const context = createSamlContext(
      { certificates: known.certificate, ...settings },
      xml === undefined ? undefined : () => new Response(xml),
    );
    return (await checkProvider(context, at)).map(({ title, outcome, code }) =>
      code ? [title, outcome, code] : [title, outcome],
    );
  };

  it('SAML-8 passes when settings and metadata agree', async () => {
    expect(
      await check(
        {
          metadataUrl,
          logoutUrl: 'https://idp.example.com/slo',
          metadataSignatureCert: other.certificate,
          privateKey: other.privateKey,
          signatureAlgorithm: 'ecdsa-sha256',
          metadataSigningCertificate: other.certificate,
        },
        signMetadata(announce(known), other),
      ),
    ).toEqual([
      ['Metadata', 'passed'],
      ['Addresses', 'passed'],
      ['Certificates in the metadata', 'passed'],
      ['Certificate of the provider', 'passed'],
      ['Key of this portal', 'passed'],
    ]);
  });

  it('says what cannot be checked without metadata, certificate and key', async () => {
    expect(
      await check({
        certificates: undefined,
        certificateFingerprint: 'ab'.repeat(20),
      }),
    ).toEqual([
      ['Metadata', 'note'],
      ['Certificate of the provider', 'note'],
      ['Key of this portal', 'note'],
    ]);
  });

  it('SAML-1 compares the entity ID with the metadata', async () => {
    expect(
      await check({ metadataUrl, entityId: 'urn:other' }, announce(known)),
    ).toContainEqual(['Metadata', 'failed', 'saml-metadata-entity']);
  });

  it('SAML-8 compares addresses and certificates', async () => {
    const findings = await check(
      { metadataUrl, entryPoint: 'https://idp.example.com/old' },
      announce(known, other),
    );
    expect(findings).toContainEqual(['Sign-in URL', 'note']);
    expect(findings).toContainEqual(['Certificates in the metadata', 'note']);
    expect(await check({ metadataUrl }, announce(other))).toContainEqual([
      'Certificates in the metadata',
      'failed',
      'saml-metadata-keys-replaced',
    ]);
    expect(await check({ metadataUrl }, metadataXml())).toContainEqual([
      'Certificates in the metadata',
      'note',
    ]);
  });

  it('fails when the provider wants signed requests and gets none', async () => {
    const xml = metadataXml({
      keys: [{ pem: known.certificate }],
      roleAttributes: ' WantAuthnRequestsSigned="true"',
    });
    expect(await check({ metadataUrl }, xml)).toContainEqual([
      'Signed requests',
      'failed',
      'provider-error',
    ]);
  });

  it('SAML-8 fails for an expired certificate unless it is accepted', async () => {
    const later = new Date('2037-01-01T00:00:00Z');
    expect(await check({}, undefined, later)).toContainEqual([
      'Certificate of the provider',
      'failed',
      'saml-certificate-expired',
    ]);
    expect(
      await check({ acceptExpiredCertificates: true }, undefined, later),
    ).toContainEqual([
      'Certificate of the provider',
      'note',
      'saml-certificate-expired',
    ]);
  });

  it('SAML-5 tells when the next key comes into use', async () => {
    const context = createSamlContext({
      certificates: known.certificate,
      metadataSignatureCert: known.certificate,
      privateKey: known.privateKey,
      nextCertificate: other.certificate,
      nextPrivateKey: other.privateKey,
      keySwitchAt: '2027-01-31T03:00:00Z',
      signatureAlgorithm: 'ecdsa-sha256',
    });
    const detailOn = async (at: string) =>
      (await checkProvider(context, new Date(at))).find(
        ({ title }) => title === 'Change of keys',
      )?.detail;
    expect(await detailOn('2027-01-01T00:00:00Z')).toContain(
      '2027-01-31 03:00 UTC',
    );
    expect(await detailOn('2027-02-01T00:00:00Z')).toContain('is in use');
  });
});
