import { GeneratedKeyPair, generateKeyPair } from '../keys/generateKeyPair';
import { dsaCertificate } from '../__testUtils__/refusedCertificates';
import {
  federationXml,
  metadataXml,
  testIdp,
} from '../__testUtils__/metadataXml';
import { MetadataDocument } from './MetadataDocument';

const now = new Date('2026-11-22T12:00:00Z');

describe('MetadataDocument', () => {
  let first: GeneratedKeyPair;
  let second: GeneratedKeyPair;
  beforeAll(async () => {
    first = await generateKeyPair({ commonName: 'first', now, keyType: 'ec' });
    second = await generateKeyPair({
      commonName: 'second',
      now,
      keyType: 'ec',
    });
  });

  const read = (xml: string) => MetadataDocument.parse(xml, { now });

  const namesOf = (xml: string) =>
    read(xml)
      .provider(testIdp)
      .certificates.map(reading =>
        'certificate' in reading
          ? reading.certificate.commonName
          : reading.problem,
      );

  it('SAML-1 reads everything that settings can be filled with', () => {
    const metadata = read(
      metadataXml({
        keys: [{ pem: first.certificate, use: 'signing' }],
        validUntil: '2026-12-01T00:00:00Z',
        roleAttributes: ' WantAuthnRequestsSigned="true"',
      }),
    );
    expect(metadata.providers).toEqual([
      { entityId: testIdp, displayName: 'Example University' },
    ]);
    expect(metadata.provider(testIdp)).toEqual({
      entityId: testIdp,
      displayName: 'Example University',
      certificates: [
        { certificate: expect.objectContaining({ commonName: 'first' }) },
      ],
      signIn: [
        {
          binding: 'redirect',
          location: 'https://idp.example.com/redirect',
        },
        { binding: 'post', location: 'https://idp.example.com/post' },
      ],
      signOut: [
        {
          binding: 'redirect',
          location: 'https://idp.example.com/slo',
          responseLocation: 'https://idp.example.com/slo-answer',
        },
      ],
      refusedLocations: [],
      nameIdFormats: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
      wantsSignedRequests: true,
      validUntil: new Date('2026-12-01T00:00:00Z'),
      isSigned: false,
    });
  });

  it('M29 reads two signing keys, and none for encryption', () => {
    expect(
      namesOf(
        metadataXml({
          keys: [
            { pem: first.certificate, use: 'signing' },
            { pem: second.certificate },
            { pem: first.certificate },
          ],
        }),
      ),
    ).toEqual(['first', 'second']);
    expect(
      namesOf(
        metadataXml({
          keys: [
            { pem: first.certificate, use: 'encryption' },
            { pem: second.certificate, use: 'signing' },
          ],
        }),
      ),
    ).toEqual(['second']);
  });

  it('SAML-2 names a certificate that cannot be used', () => {
    expect(namesOf(metadataXml({ keys: [{ pem: dsaCertificate }] }))).toEqual([
      expect.stringContaining('DSA'),
    ]);
  });

  it('SAML-1 lists the identity providers of a federation, nested ones too', () => {
    const metadata = read(
      federationXml([
        metadataXml({ entityId: 'https://one.example.com' }),
        federationXml([
          metadataXml({ entityId: 'urn:example:two', displayName: 'Two' }),
        ])
          .replace(/<\?xml.*\?>/, '')
          .replace('_federation', '_nested'),
        metadataXml({
          entityId: 'https://sp.example.com',
          role: 'SPSSODescriptor',
        }),
      ]),
    );
    expect(metadata.providers.map(({ entityId }) => entityId)).toEqual([
      'https://one.example.com',
      'urn:example:two',
    ]);
    expect(metadata.provider('urn:example:two').displayName).toBe('Two');
  });

  it('takes a comment, a byte order mark and an XML declaration', () => {
    const xml = metadataXml({ keys: [{ pem: first.certificate }] });
    expect(
      namesOf(
        `\uFEFF<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- from our federation -->\n${xml}\n`,
      ),
    ).toEqual(['first']);
  });
});
