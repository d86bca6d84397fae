import { toSettingsJsonSchema } from '@latchkey/plugin-sso-node';
import { GeneratedKeyPair, generateKeyPair } from '../keys/generateKeyPair';
import { samlSettingsSchema } from './settings';
import { baseSettings } from '../__testUtils__/baseSettings';
import {
  dsaCertificate,
  weakCertificate,
} from '../__testUtils__/refusedCertificates';

const now = new Date('2026-11-22T12:00:00Z');

let ec: GeneratedKeyPair;
let minimum: Record<string, unknown>;

beforeAll(async () => {
  const commonName = 'idp.example.com';
  ec = await generateKeyPair({ commonName, now, keyType: 'ec' });
  minimum = { ...baseSettings, certificates: ec.certificate };
});

function problemsOf(settings: Record<string, unknown>): Record<string, string> {
  const parsed = samlSettingsSchema.safeParse({ ...minimum, ...settings });
  return Object.fromEntries(
    (parsed.error?.issues ?? []).map(({ path, message }) => [
      path.join('.'),
      message,
    ]),
  );
}

describe('samlSettingsSchema', () => {
  it('SAML-1 needs entity ID, sign-in URL and a certificate, and no more', () => {
    expect(samlSettingsSchema.parse(minimum)).toMatchObject({
      wantAssertionsSigned: true,
      wantResponseSigned: false,
      signatureAlgorithm: 'rsa-sha256',
      entryPointBinding: 'redirect',
      clockToleranceSeconds: 60,
      allowUnsolicited: false,
      emailsVerified: false,
    });
    expect(
      samlSettingsSchema
        .safeParse({})
        .error?.issues.map(({ path }) => path.join('.')),
    ).toEqual(expect.arrayContaining(['entityId', 'entryPoint']));
    expect(problemsOf({ certificates: undefined })).toEqual({
      certificates: expect.stringContaining('Enter the certificate'),
    });
  });

  it('takes blank fields of a form as not set', () => {
    expect(
      samlSettingsSchema.parse({
        ...minimum,
        metadataUrl: ' ',
        logoutUrl: '',
        certificateFingerprint: '',
        metadataSignatureCert: '\n',
        spEntityId: '',
      }),
    ).toMatchObject({
      metadataUrl: undefined,
      logoutUrl: undefined,
      certificateFingerprint: undefined,
      metadataSignatureCert: undefined,
      spEntityId: undefined,
    });
  });

  it.each([
    'https://idp.example.com/saml',
    'urn:example:idp',
    'http://idp.example.com/no-https-needed',
    'https://sts.windows.net/3f2504e0/',
  ])('SAML-1 takes %s as an entity ID', entityId => {
    expect(problemsOf({ entityId })).toEqual({});
  });

  it.each(['a b', 'x'.repeat(1025), '', 'a\u0000b', 'a\ud800b'])(
    'SAML-1 refuses %j as an entity ID',
    entityId => {
      expect(Object.keys(problemsOf({ entityId }))).toEqual(['entityId']);
    },
  );

  it.each([
    'https://idp.example.com/sso?tenant=1',
    'http://localhost:8080/sso',
    'http://127.0.0.1/sso',
    'http://[::1]:8080/sso',
  ])('takes %s as an address of the provider', entryPoint => {
    expect(problemsOf({ entryPoint })).toEqual({});
  });

  it.each([
    'http://idp.example.com/sso',
    'http://localhost.example.com/sso',
    'https://user:password@idp.example.com/sso',
    'https://idp.example.com/sso#fragment',
    ['javascript', 'alert(1)'].join(':'),
    'https:idp.example.com',
    'https://idp.example.com\\@evil.example.com/',
    '/sso',
  ])('M29 refuses %s as an address of the provider', url => {
    for (const name of [
      'entryPoint',
      'metadataUrl',
      'logoutUrl',
      'logoutResponseUrl',
    ]) {
      expect(problemsOf({ [name]: url })).toEqual({
        [name]: expect.stringContaining('https'),
      });
    }
  });

  describe('certificates of the provider', () => {
    it('SAML-2 are enough, and so is a fingerprint', () => {
      const digits = 'ab'.repeat(32);
      expect(
        samlSettingsSchema.parse({
          ...baseSettings,
          certificateFingerprint: `SHA256 Fingerprint=${digits
            .toUpperCase()
            .replace(/..(?=.)/g, '$&:')}`,
        }).certificateFingerprint,
      ).toBe(digits);
      expect(problemsOf({ certificateFingerprint: 'Ab '.repeat(20) })).toEqual(
        {},
      );
    });

    it.each(['ab', 'xy'.repeat(20), 'ab'.repeat(21)])(
      'SAML-2 refuses the fingerprint %s',
      certificateFingerprint => {
        expect(problemsOf({ certificateFingerprint })).toEqual({
          certificateFingerprint: expect.stringContaining('64'),
        });
      },
    );

    it('SAML-2 refuses DSA, short RSA keys and garbage, naming each', () => {
      const { certificates } = problemsOf({
        certificates: `${ec.certificate}\n${dsaCertificate}\n${weakCertificate}\n\ngarbage!`,
      });
      expect(certificates).toContain('Certificate 2: it has a DSA key.');
      expect(certificates).toContain('Certificate 3: its RSA key has 1024');
      expect(certificates).toContain(
        'Certificate 4: this is not a certificate',
      );
      expect(certificates).not.toContain('garbage!');
    });

    it('SAML-2 may have expired since: the sign-in says so', async () => {
      const { certificate } = await generateKeyPair({
        commonName: 'old.example.com',
        now: new Date('2001-01-01T00:00:00Z'),
        years: 1,
        keyType: 'ec',
      });
      expect(problemsOf({ certificates: certificate })).toEqual({});
    });
  });

  it('SAML-6 refuses answers without any signature', () => {
    expect(
      Object.keys(
        problemsOf({ wantAssertionsSigned: false, wantResponseSigned: false }),
      ),
    ).toEqual(['wantAssertionsSigned', 'wantResponseSigned']);
    expect(
      problemsOf({ wantAssertionsSigned: false, wantResponseSigned: true }),
    ).toEqual({});
  });

  it('needs a sign-out URL to sign out at', () => {
    expect(problemsOf({ signOutAtProvider: true })).toEqual({
      logoutUrl: expect.stringContaining('Enter the sign-out URL'),
    });
  });

  it('tells the form what to draw', () => {
    const { properties, required } = toSettingsJsonSchema(
      samlSettingsSchema,
    ) as {
      properties: Record<string, Record<string, unknown>>;
      required: string[];
    };
    expect(required).toEqual(['entityId', 'entryPoint']);
    for (const [name, property] of Object.entries(properties)) {
      expect([name, property.title, property.group]).toEqual([
        name,
        expect.any(String),
        expect.any(String),
      ]);
    }
    expect(properties.entryPointBinding).toMatchObject({
      default: 'redirect',
      anyOf: [
        { const: 'redirect', title: 'HTTP-Redirect' },
        { const: 'post', title: 'HTTP-POST' },
      ],
    });
    expect(properties.certificates).toMatchObject({
      type: 'string',
      multiline: true,
      inspected: true,
    });
    expect(properties.privateKey).toMatchObject({
      type: 'string',
      secret: true,
      multiline: true,
    });
    expect(properties.metadataUrl).toMatchObject({
      type: 'string',
      fetched: true,
    });
  });
});
