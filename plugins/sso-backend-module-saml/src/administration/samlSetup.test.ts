import { createOutboundFetch } from '@latchkey/plugin-sso-node';
import { mockServices } from '@backstage/backend-test-utils';
import type { SsoSetupSource } from '@latchkey/plugin-sso-common';
import { GeneratedKeyPair, generateKeyPair } from '../keys/generateKeyPair';
import { samlSettingsSchema } from '../settings';
import { samlSetup } from './samlSetup';
import {
  federationXml,
  metadataXml,
  signMetadata,
  testIdp,
} from '../__testUtils__/metadataXml';
import { dsaCertificate } from '../__testUtils__/refusedCertificates';

const url = 'https://idp.example.com/metadata';

describe('samlSetup', () => {
  let first: GeneratedKeyPair;
  let second: GeneratedKeyPair;
  beforeAll(async () => {
    const made = { now: new Date(), keyType: 'ec' } as const;
    first = await generateKeyPair({ commonName: 'first', ...made });
    second = await generateKeyPair({ commonName: 'second', ...made });
  });

  const honest = () => metadataXml({ keys: [{ pem: first.certificate }] });

  const propose = (
    source: SsoSetupSource,
    fetch: () => Response = () => {
      throw new Error('Nothing may be fetched here');
    },
  ) =>
    samlSetup.propose(
      { fetch: async () => fetch(), logger: mockServices.logger.mock() },
      source,
    );

  const failures = async (source: SsoSetupSource, fetch?: () => Response) =>
    (await propose(source, fetch)).findings
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ code }) => code);

  it('SAML-1 fills the settings from pasted metadata', async () => {
    const { settings, choices, findings } = await propose({
      document: honest(),
    });
    expect(settings).toEqual({
      entityId: testIdp,
      entryPoint: 'https://idp.example.com/redirect',
      entryPointBinding: 'redirect',
      certificates: first.certificate,
      logoutUrl: 'https://idp.example.com/slo',
      logoutResponseUrl: 'https://idp.example.com/slo-answer',
      logoutBinding: 'redirect',
      identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    });
    expect(samlSettingsSchema.safeParse(settings).success).toBe(true);
    expect(choices).toEqual([]);
    expect(findings.map(({ title, outcome }) => [title, outcome])).toEqual([
      ['Metadata', 'passed'],
      ['Sign-in URL', 'passed'],
      ['Sign-out URL', 'passed'],
      ['Certificate', 'passed'],
    ]);
  });

  it('SAML-1 fills the settings from a metadata URL and keeps it', async () => {
    const { settings } = await propose({ url }, () => new Response(honest()));
    expect(settings).toMatchObject({ metadataUrl: url, entityId: testIdp });
  });

  it('SAML-1 uses HTTP-POST when there is nothing else', async () => {
    const { settings } = await propose({
      document: metadataXml({
        keys: [{ pem: first.certificate }],
        signOut: '',
        nameIdFormats: [],
        signIn: [
          { binding: 'SOAP', location: 'https://idp.example.com/soap' },
          { binding: 'HTTP-POST', location: 'https://idp.example.com/post' },
        ],
      }),
    });
    expect(settings).toEqual({
      entityId: testIdp,
      entryPoint: 'https://idp.example.com/post',
      entryPointBinding: 'post',
      certificates: first.certificate,
    });
  });

  it('M29 takes both keys of a provider that changes its key', async () => {
    const { settings, findings } = await propose({
      document: metadataXml({
        keys: [{ pem: first.certificate }, { pem: second.certificate }],
      }),
    });
    expect(settings?.certificates).toBe(
      `${first.certificate}\n${second.certificate}`,
    );
    expect(findings.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Certificate 1', 'Certificate 2']),
    );
  });

  it('SAML-1 lets the administrator choose from a federation', async () => {
    const document = federationXml([
      metadataXml({ entityId: 'urn:one', displayName: 'One' }),
      metadataXml({
        entityId: 'urn:two',
        displayName: 'Two',
        keys: [{ pem: second.certificate }],
      }),
      metadataXml({ entityId: 'urn:sp', role: 'SPSSODescriptor' }),
    ]);
    expect(await propose({ document })).toEqual({
      choices: [
        { value: 'urn:one', label: 'One (urn:one)' },
        { value: 'urn:two', label: 'Two (urn:two)' },
      ],
      findings: [expect.objectContaining({ outcome: 'passed' })],
    });
    const { settings } = await propose({ document, choice: 'urn:two' });
    expect(settings).toMatchObject({
      entityId: 'urn:two',
      certificates: second.certificate,
    });
    expect(await failures({ document, choice: 'urn:none' })).toEqual([
      'saml-metadata-entity',
    ]);
    expect(await failures({ document, choice: 'urn:sp' })).toEqual([
      'saml-metadata-invalid',
    ]);
  });

  it('M29 lists at most 1,000 of many providers, and says so', async () => {
    const document = federationXml(
      Array.from({ length: 1001 }, (_, index) =>
        metadataXml({
          entityId: `urn:${index}`,
          signOut: '',
          signIn: [],
          nameIdFormats: [],
        }),
      ),
    );
    const { choices, findings } = await propose({ document });
    expect(choices).toHaveLength(1000);
    expect(findings).toEqual([
      expect.objectContaining({
        outcome: 'note',
        detail: expect.stringContaining('1001'),
      }),
    ]);
  });

  it('notes what the provider wishes, and that metadata is signed', async () => {
    const { findings } = await propose({
      document: signMetadata(
        metadataXml({
          keys: [{ pem: first.certificate }],
          roleAttributes: ' WantAuthnRequestsSigned="1"',
          nameIdFormats: [
            'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
          ],
        }),
        second,
      ),
    });
    expect(
      findings
        .filter(({ outcome }) => outcome === 'note')
        .map(({ title }) => title),
    ).toEqual([
      'Signed requests',
      'NameID format',
      'Signature of the metadata',
    ]);
  });

  it('SAML-2 names certificates that cannot be used or have expired', async () => {
    const expired = await generateKeyPair({
      commonName: 'expired',
      now: new Date('2001-01-01T00:00:00Z'),
      years: 1,
      keyType: 'ec',
    });
    const document = metadataXml({
      keys: [{ pem: dsaCertificate }, { pem: expired.certificate }],
    });
    expect(await failures({ document })).toEqual([
      'saml-certificate-unusable',
      'saml-certificate-expired',
    ]);
  });

  it.each([
    ['no metadata', () => 'hello', 'saml-metadata-invalid'],
    [
      'expired metadata',
      () => metadataXml({ validUntil: '2001-01-01T00:00:00Z' }),
      'saml-metadata-expired',
    ],
    [
      'a document type (S30)',
      () => `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${honest()}`,
      'saml-metadata-invalid',
    ],
    [
      'a service provider',
      () => metadataXml({ role: 'SPSSODescriptor' }),
      'saml-metadata-invalid',
    ],
    [
      'only http endpoints',
      () =>
        metadataXml({
          keys: [{ pem: first.certificate }],
          signIn: [
            { binding: 'HTTP-POST', location: 'http://idp.example.com/' },
          ],
        }),
      'saml-metadata-invalid',
    ],
    ['no certificate', () => metadataXml(), 'saml-certificate-unusable'],
  ])('M29 reports %s as a coded failure', async (_, document, code) => {
    expect(await failures({ document: document() })).toEqual([code]);
  });

  it('reports an address that answers with an error', async () => {
    expect(
      await failures({ url }, () => new Response('gone', { status: 404 })),
    ).toEqual(['provider-response-invalid']);
  });

  it('M29 does not call private addresses, whatever is typed', async () => {
    const fetch = createOutboundFetch({});
    for (const target of [
      'https://127.0.0.1/metadata',
      'https://169.254.169.254/latest/meta-data',
      'http://[::1]/metadata',
      'file:///etc/passwd',
    ]) {
      const { settings, findings } = await samlSetup.propose(
        { fetch, logger: mockServices.logger.mock() },
        { url: target },
      );
      expect(settings).toBeUndefined();
      expect(findings).toEqual([
        expect.objectContaining({ code: 'provider-address-refused' }),
      ]);
    }
  });
});
