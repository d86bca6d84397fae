import { createPrivateKey } from 'node:crypto';
import { GeneratedKeyPair, generateKeyPair } from '../keys/generateKeyPair';
import { samlSettingsSchema } from './settings';
import { baseSettings } from '../__testUtils__/baseSettings';

const now = new Date('2026-11-22T12:00:00Z');

let rsa: GeneratedKeyPair;
let ec: GeneratedKeyPair;
let otherEc: GeneratedKeyPair;

beforeAll(async () => {
  const commonName = 'portal.example.com';
  rsa = await generateKeyPair({ commonName, now });
  ec = await generateKeyPair({ commonName, now, keyType: 'ec' });
  otherEc = await generateKeyPair({ commonName, now, keyType: 'ec' });
});

function problemsOf(settings: Record<string, unknown>): Record<string, string> {
  const parsed = samlSettingsSchema.safeParse({
    ...baseSettings,
    certificates: ec.certificate,
    ...settings,
  });
  return Object.fromEntries(
    (parsed.error?.issues ?? []).map(({ path, message }) => [
      path.join('.'),
      message,
    ]),
  );
}

describe('samlSettingsSchema, keys of the portal', () => {
  const pairOf = (pair: GeneratedKeyPair) => ({
    metadataSignatureCert: pair.certificate,
    privateKey: pair.privateKey,
  });

  it('SAML-5 have to be a pair', () => {
    expect(problemsOf(pairOf(rsa))).toEqual({});
    expect(
      problemsOf({ ...pairOf(rsa), metadataSignatureCert: ec.certificate }),
    ).toEqual({
      metadataSignatureCert: expect.stringContaining('do not belong together'),
    });
    expect(problemsOf({ privateKey: rsa.privateKey })).toEqual({
      metadataSignatureCert: expect.stringContaining('Enter the certificate'),
    });
    expect(problemsOf({ metadataSignatureCert: rsa.certificate })).toEqual({
      privateKey: expect.stringContaining('Enter the private key'),
    });
  });

  it('SAML-5 are read as PKCS#8, PKCS#1 and SEC1', () => {
    const as = (pem: string, type: 'pkcs1' | 'sec1') =>
      createPrivateKey(pem).export({ type, format: 'pem' }).toString();
    expect(
      problemsOf({ ...pairOf(rsa), privateKey: as(rsa.privateKey, 'pkcs1') }),
    ).toEqual({});
    expect(
      problemsOf({
        ...pairOf(ec),
        privateKey: as(ec.privateKey, 'sec1'),
        signatureAlgorithm: 'ecdsa-sha256',
      }),
    ).toEqual({});
  });

  it('SAML-5 may not have a passphrase, and are never repeated', () => {
    const encrypted = createPrivateKey(rsa.privateKey)
      .export({
        type: 'pkcs8',
        format: 'pem',
        cipher: 'aes-256-cbc',
        passphrase: 'secret',
      })
      .toString();
    const traditional = createPrivateKey(rsa.privateKey)
      .export({
        type: 'pkcs1',
        format: 'pem',
        cipher: 'aes-256-cbc',
        passphrase: 'secret',
      })
      .toString();
    for (const privateKey of [encrypted, traditional]) {
      expect(problemsOf({ ...pairOf(rsa), privateKey })).toEqual({
        privateKey: expect.stringContaining('openssl pkey'),
      });
    }
    const broken = rsa.privateKey.replace(/[A-Z]/g, 'A');
    const message = problemsOf({ ...pairOf(rsa), privateKey: broken });
    expect(message).toEqual({
      privateKey: expect.stringMatching(/^(The private|This is not)/),
    });
    expect(JSON.stringify(message)).not.toContain(broken.slice(60, 100));
  });

  it('SAML-5 a certificate in place of the key is named', () => {
    expect(problemsOf({ ...pairOf(rsa), privateKey: rsa.certificate })).toEqual(
      { privateKey: expect.stringContaining('is a certificate') },
    );
  });

  it('SAML-4 the signature algorithm fits the key', () => {
    expect(problemsOf(pairOf(ec))).toEqual({
      signatureAlgorithm: expect.stringContaining('Choose ecdsa-sha256'),
    });
    expect(
      problemsOf({ ...pairOf(ec), signatureAlgorithm: 'ecdsa-sha256' }),
    ).toEqual({});
    expect(
      problemsOf({ ...pairOf(rsa), signatureAlgorithm: 'ecdsa-sha256' }),
    ).toEqual({
      signatureAlgorithm: expect.stringContaining('Choose rsa-sha256'),
    });
  });

  it('SAML-4 takes rsa-sha1 only with the switch', () => {
    expect(problemsOf({ signatureAlgorithm: 'rsa-sha1' })).toEqual({
      signatureAlgorithm: expect.stringContaining('Allow legacy algorithms'),
    });
    expect(
      problemsOf({
        signatureAlgorithm: 'rsa-sha1',
        allowLegacyAlgorithms: true,
      }),
    ).toEqual({});
    expect(problemsOf({ signatureAlgorithm: 'hmac-sha1' })).toEqual({
      signatureAlgorithm: expect.stringContaining('Choose one of'),
    });
  });

  it.each(['signRequests', 'wantAssertionsEncrypted'])(
    'SAML-5 are needed with %s',
    name => {
      expect(problemsOf({ [name]: true })).toEqual({
        [name]: expect.stringContaining('needs a private key'),
      });
      expect(problemsOf({ ...pairOf(rsa), [name]: true })).toEqual({});
    },
  );

  it('an EC key cannot decrypt', () => {
    expect(
      problemsOf({
        ...pairOf(ec),
        signatureAlgorithm: 'ecdsa-sha256',
        wantAssertionsEncrypted: true,
      }),
    ).toEqual({
      wantAssertionsEncrypted: expect.stringContaining('RSA keys only'),
    });
  });

  it('SAML-5 a next key needs its certificate, a present key and a date', () => {
    const current = { ...pairOf(ec), signatureAlgorithm: 'ecdsa-sha256' };
    const next = {
      nextCertificate: otherEc.certificate,
      nextPrivateKey: otherEc.privateKey,
    };
    const keySwitchAt = '2027-01-31T03:00:00Z';
    expect(problemsOf({ ...current, ...next, keySwitchAt })).toEqual({});
    expect(problemsOf({ ...current, keySwitchAt })).toEqual({
      keySwitchAt: expect.stringContaining('no next key'),
    });
    expect(
      problemsOf({ ...current, ...next, keySwitchAt: '31 January' }),
    ).toEqual({ keySwitchAt: expect.stringContaining('such as') });
    expect(
      problemsOf({ ...current, ...next, nextCertificate: ec.certificate }),
    ).toEqual({
      nextCertificate: expect.stringContaining('belong together'),
    });
    expect(problemsOf({ ...next, signatureAlgorithm: 'ecdsa-sha256' })).toEqual(
      { privateKey: expect.stringContaining('needs a present one') },
    );
    expect(
      problemsOf({
        ...current,
        nextCertificate: rsa.certificate,
        nextPrivateKey: rsa.privateKey,
      }),
    ).toEqual({
      signatureAlgorithm: expect.stringContaining('the same kind'),
    });
  });
});
