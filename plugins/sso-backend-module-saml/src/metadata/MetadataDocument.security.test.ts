import { GeneratedKeyPair, generateKeyPair } from '../keys/generateKeyPair';
import { readCertificate } from '../certificates/readCertificates';
import {
  federationXml,
  metadataXml,
  signMetadata,
  testIdp,
} from '../__testUtils__/metadataXml';
import { refusalOf } from '../__testUtils__/refusalOf';
import { MetadataDocument } from './MetadataDocument';

const now = new Date('2026-11-22T12:00:00Z');
// A pattern that could match these in several ways would never come to an end.
const comments = '<!---->'.repeat(200);
const scriptUrl = ['javascript', 'alert(1)'].join(':');

describe('MetadataDocument against what is not metadata', () => {
  const refuse = (xml: string, entityId = testIdp) =>
    refusalOf(() => MetadataDocument.parse(xml, { now }).provider(entityId));

  it('S30 and M29 accepts the honest twin', () => {
    expect(
      MetadataDocument.parse(metadataXml(), { now }).provider(testIdp).entityId,
    ).toBe(testIdp);
    expect(
      MetadataDocument.parse(`${comments}${metadataXml()}`, { now }).entityIds,
    ).toEqual([testIdp]);
  });

  it.each([
    ['a document type', `<!DOCTYPE md>${metadataXml()}`],
    [
      'an external entity',
      `<!DOCTYPE md [<!ENTITY x SYSTEM "file:///etc/passwd">]>${metadataXml({
        displayName: '&x;',
      })}`,
    ],
    [
      'a parameter entity that calls out',
      `<?xml version="1.0"?><!DOCTYPE md [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>${metadataXml()}`,
    ],
    [
      'entities that grow',
      `<!DOCTYPE md [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${metadataXml(
        { displayName: '&b;' },
      )}`,
    ],
    ['an entity without a document type', metadataXml({ displayName: '&x;' })],
  ])('S30 refuses %s', (_, xml) => {
    expect(refuse(xml)).toMatchObject({ code: 'saml-metadata-invalid' });
  });

  it.each([
    ['a web page', '<!DOCTYPE html><html></html>', 'web page'],
    ['another web page', '\n<HTML><body>', 'web page'],
    ['a commented web page', `${comments}<html></html>`, 'web page'],
    ['other XML behind comments', `${comments}<a xmlns="urn:b"/>`, 'begins'],
    ['JSON', '{"issuer":"https://idp.example.com"}', 'OpenID Connect'],
    ['a certificate', '-----BEGIN CERTIFICATE-----', 'certificate'],
    ['nothing', '  ', 'empty'],
    ['words', 'hello', 'no XML'],
    ['other XML', '<a xmlns="urn:b"/>', 'begins with a '],
    ['broken XML', metadataXml().slice(0, -30), ''],
    ['two roots', metadataXml() + metadataXml(), ''],
    [
      'SAML 1.1',
      metadataXml().replaceAll('SAML:2.0:protocol', 'SAML:1.1:protocol'),
      'no identity provider of SAML 2.0',
    ],
    [
      'a service provider',
      metadataXml({ role: 'SPSSODescriptor' }),
      'describes a service provider',
    ],
    ['no entity ID', metadataXml({ entityId: '' }), 'entityID'],
    [
      'an impossible date',
      metadataXml({ validUntil: '2026-02-31T00:00:00Z' }),
      'validUntil',
    ],
  ])('SAML-1 refuses %s and says what it is', (_, xml, detail) => {
    expect(refuse(xml)).toMatchObject({
      code: 'saml-metadata-invalid',
      detail: expect.stringContaining(detail),
    });
  });

  it.each([
    ['the entity', metadataXml({ validUntil: '2026-11-22T12:00:00Z' })],
    [
      'the federation',
      federationXml([metadataXml()], ' validUntil="2026-11-01T00:00:00Z"'),
    ],
    [
      'the role',
      metadataXml({ roleAttributes: ' validUntil="2026-11-01T00:00:00Z"' }),
    ],
  ])('M29 refuses metadata when %s has expired', (_, xml) => {
    expect(refuse(xml)).toMatchObject({ code: 'saml-metadata-expired' });
  });

  it('M29 refuses another entity ID, and one that is there twice', () => {
    expect(refuse(metadataXml(), 'https://idp.example.com')).toMatchObject({
      code: 'saml-metadata-entity',
      detail: expect.stringContaining(testIdp),
    });
    const twice = federationXml([
      metadataXml(),
      metadataXml().replace(/ ID="[^"]*"/, ' ID="_other"'),
    ]);
    expect(refuse(twice)).toMatchObject({
      code: 'saml-metadata-entity',
      detail: expect.stringContaining('2 times'),
    });
  });

  it('M29 does not use addresses without https', () => {
    const provider = MetadataDocument.parse(
      metadataXml({
        signIn: [
          { binding: 'HTTP-Redirect', location: 'http://idp.example.com/sso' },
          { binding: 'HTTP-POST', location: scriptUrl },
          { binding: 'HTTP-POST', location: 'https://idp.example.com/post' },
        ],
      }),
      { now },
    ).provider(testIdp);
    expect(provider.signIn).toEqual([
      { binding: 'post', location: 'https://idp.example.com/post' },
    ]);
    expect(provider.refusedLocations).toEqual([
      'http://idp.example.com/sso',
      scriptUrl,
    ]);
  });

  it('M29 reads 3,000 entities, and refuses a document over the limit', () => {
    const small = (index: number) =>
      metadataXml({
        entityId: `urn:${index}`,
        signOut: '',
        signIn: [],
        nameIdFormats: [],
      });
    const entities = Array.from({ length: 3000 }, (_, index) => small(index));
    const xml = federationXml(entities);
    expect(MetadataDocument.parse(xml, { now }).providers).toHaveLength(3000);
    const large = federationXml([
      ...entities,
      metadataXml({ displayName: 'x'.repeat(2_000_000) }),
    ]);
    expect(refuse(large)).toMatchObject({ code: 'saml-metadata-invalid' });
  });
});

describe('MetadataDocument with a signing certificate', () => {
  let federation: GeneratedKeyPair;
  let stranger: GeneratedKeyPair;
  beforeAll(async () => {
    const made = { now, keyType: 'ec' } as const;
    federation = await generateKeyPair({ commonName: 'federation', ...made });
    stranger = await generateKeyPair({ commonName: 'stranger', ...made });
  });

  const read = (xml: string, at = now) =>
    MetadataDocument.parse(xml, {
      now: at,
      trust: {
        certificates: [readCertificate(federation.certificate)],
        allowLegacyAlgorithms: false,
        acceptExpiredCertificates: false,
      },
    }).provider(testIdp);

  it('M29 accepts a signed entity, and a signed federation around it', () => {
    expect(read(signMetadata(metadataXml(), federation))).toMatchObject({
      entityId: testIdp,
      isSigned: true,
    });
    expect(
      read(
        signMetadata(
          federationXml([metadataXml(), metadataXml({ entityId: 'urn:b' })]),
          federation,
        ),
      ),
    ).toMatchObject({ entityId: testIdp, isSigned: true });
    expect(
      read(federationXml([signMetadata(metadataXml(), federation)])),
    ).toMatchObject({ entityId: testIdp, isSigned: true });
  });

  it.each([
    ['unsigned', () => metadataXml()],
    ['signed by somebody else', () => signMetadata(metadataXml(), stranger)],
    [
      'changed afterwards',
      () =>
        signMetadata(metadataXml(), federation).replace(
          'https://idp.example.com/redirect',
          'https://evil.example.com/redirect',
        ),
    ],
    [
      'an unsigned entity beside a signed one',
      () =>
        federationXml([
          metadataXml(),
          signMetadata(metadataXml({ entityId: 'urn:other' }), federation),
        ]),
    ],
    [
      'an evil root that hides the signed one in an extension',
      () => {
        const honest = signMetadata(metadataXml(), federation);
        const evil = metadataXml().replace(/ ID="[^"]*"/, ' ID="_evil"');
        const signature = /<ds:Signature[\s\S]*<\/ds:Signature>/.exec(
          honest,
        )![0];
        return evil.replace(
          /(<md:EntityDescriptor[^>]*>)/,
          `$1${signature}<md:Extensions>${honest.replace(
            signature,
            '',
          )}</md:Extensions>`,
        );
      },
    ],
  ])('M29 refuses metadata that is %s', (_, xml) => {
    expect(refusalOf(() => read(xml()))).toMatchObject({
      code: 'saml-metadata-signature',
    });
  });

  it('M29 refuses a signature of a certificate that has expired', () => {
    const xml = signMetadata(metadataXml(), federation);
    expect(
      refusalOf(() => read(xml, new Date('2037-01-01T00:00:00Z'))),
    ).toMatchObject({ code: 'saml-metadata-signature' });
  });
});
