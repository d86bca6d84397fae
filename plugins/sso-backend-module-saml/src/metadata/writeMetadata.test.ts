import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { readCertificate } from '../certificates/readCertificates';
import { GeneratedKeyPair, generateKeyPair } from '../keys/generateKeyPair';
import { createSamlContext } from '../__testUtils__/createSamlContext';
import { verifySignature } from '../verify/verifySignature';
import { childElements } from '../xml/elements';
import { bindingUris, descend } from './metadataElements';
import { parseMetadata } from './parseMetadata';
import { writeMetadata } from './writeMetadata';

const now = new Date('2026-11-22T12:00:00Z');
const later = new Date('2027-02-01T00:00:00Z');
const portal = 'https://portal.example.com/api/sso/sign-in/test';

const schemas = join(__dirname, '..', '__testUtils__', 'schemas');
const schema = (fileName: string) => ({
  fileName,
  contents: readFileSync(join(schemas, fileName), 'utf8'),
});

/** What xmllint objects to. */
async function objectionsTo(xml: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: { fileName: 'metadata.xml', contents: xml },
    schema: schema('saml-schema-metadata-2.0.xsd'),
    preload: [
      'saml-schema-assertion-2.0.xsd',
      'xmldsig-core-schema.xsd',
      'xenc-schema.xsd',
      'xml.xsd',
    ].map(schema),
  });
  return errors.map(({ message }) => message);
}

describe('writeMetadata', () => {
  let rsa: GeneratedKeyPair;
  let next: GeneratedKeyPair;
  let ec: GeneratedKeyPair;
  beforeAll(async () => {
    rsa = await generateKeyPair({ commonName: 'current', now });
    next = await generateKeyPair({ commonName: 'next', now });
    ec = await generateKeyPair({ commonName: 'ec', now, keyType: 'ec' });
  });

  const contextOf = (settings: Record<string, unknown> = {}) =>
    createSamlContext({ certificates: ec.certificate, ...settings });

  const rollover = () => ({
    metadataSignatureCert: rsa.certificate,
    privateKey: rsa.privateKey,
    nextCertificate: next.certificate,
    nextPrivateKey: next.privateKey,
    keySwitchAt: '2027-01-31T03:00:00Z',
    signRequests: true,
    identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  });

  const keysIn = (xml: string) => {
    const [role] = descend(parseMetadata(xml), 'md:SPSSODescriptor');
    return descend(role, 'md:KeyDescriptor').map(key => {
      const [certificate] = descend(
        key,
        'ds:KeyInfo',
        'ds:X509Data',
        'ds:X509Certificate',
      );
      return [
        key.getAttribute('use'),
        readCertificate(certificate.textContent ?? '').commonName,
      ];
    });
  };

  it('SAML-7 says where answers and logout messages go', () => {
    const { body, contentType, fileName } = writeMetadata(contextOf(), now);
    expect([contentType, fileName]).toEqual([
      'application/samlmetadata+xml',
      'test-metadata.xml',
    ]);
    const root = parseMetadata(body);
    expect(root.getAttribute('entityID')).toBe(`${portal}/metadata`);
    const [role] = descend(root, 'md:SPSSODescriptor');
    const endpoints = [
      ...descend(role, 'md:SingleLogoutService'),
      ...descend(role, 'md:AssertionConsumerService'),
    ].map(endpoint => [
      endpoint.localName,
      endpoint.getAttribute('Binding'),
      endpoint.getAttribute('Location'),
    ]);
    expect(endpoints).toEqual([
      ['SingleLogoutService', bindingUris.redirect, `${portal}/logout`],
      ['SingleLogoutService', bindingUris.post, `${portal}/logout`],
      ['AssertionConsumerService', bindingUris.post, `${portal}/callback`],
    ]);
    expect(role.getAttribute('AuthnRequestsSigned')).toBe('false');
    expect(role.getAttribute('WantAssertionsSigned')).toBe('true');
    expect(keysIn(body)).toEqual([]);
  });

  it('SAML-5 publishes both keys, the one in use first', () => {
    const context = contextOf(rollover());
    expect(keysIn(writeMetadata(context, now).body)).toEqual([
      ['signing', 'current'],
      ['signing', 'next'],
      ['encryption', 'current'],
    ]);
    expect(keysIn(writeMetadata(context, later).body)).toEqual([
      ['signing', 'next'],
      ['signing', 'current'],
      ['encryption', 'next'],
    ]);
  });

  it('SAML-7 is signed with the key in use, as the first child', () => {
    const context = contextOf(rollover());
    for (const [at, pair] of [
      [now, rsa],
      [later, next],
    ] as const) {
      const root = parseMetadata(writeMetadata(context, at).body);
      expect(childElements(root)[0].localName).toBe('Signature');
      expect(
        verifySignature(root, {
          certificates: [readCertificate(pair.certificate)],
          allowLegacyAlgorithms: false,
          acceptExpiredCertificates: false,
          now: at,
        }).algorithm,
      ).toBe('rsa-sha256');
    }
  });

  it('SAML-7 is the same each time it is read, and changes with what it says', () => {
    const context = contextOf({
      metadataSignatureCert: ec.certificate,
      privateKey: ec.privateKey,
      signatureAlgorithm: 'ecdsa-sha256',
    });
    const { body } = writeMetadata(context, now);
    expect(writeMetadata(context, later).body).toBe(body);
    expect(
      writeMetadata({ ...context, logoutUrl: `${portal}/other` }, now).body,
    ).not.toBe(body);
  });

  it('SAML-7 metadata validates against the OASIS schema', async () => {
    const unsigned = writeMetadata(contextOf(), now).body;
    const signed = writeMetadata(contextOf(rollover()), now).body;
    expect(await objectionsTo(unsigned)).toEqual([]);
    expect(await objectionsTo(signed)).toEqual([]);
    // The schema objects when something is out of place.
    expect(
      await objectionsTo(unsigned.replace(/<md:AssertionConsumer.*?\/>/, '')),
    ).toEqual([expect.stringContaining('Missing child element')]);
  });
});
