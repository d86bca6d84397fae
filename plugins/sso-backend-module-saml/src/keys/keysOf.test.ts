import { createPublicKey, KeyObject } from 'node:crypto';
import { GeneratedKeyPair, generateKeyPair } from './generateKeyPair';
import { keysOf } from './keysOf';

const now = new Date('2026-11-22T12:00:00Z');
const before = new Date('2027-01-31T02:59:59Z');
const after = new Date('2027-01-31T03:00:00Z');

const spki = (key: KeyObject) =>
  (key.type === 'private' ? createPublicKey(key) : key)
    .export({ type: 'spki', format: 'pem' })
    .toString();

describe('keysOf', () => {
  let current: GeneratedKeyPair;
  let next: GeneratedKeyPair;
  let previous: GeneratedKeyPair;

  beforeAll(async () => {
    [current, next, previous] = [
      await generateKeyPair({ commonName: 'current', now }),
      await generateKeyPair({ commonName: 'next', now }),
      await generateKeyPair({ commonName: 'previous', now }),
    ];
  });

  const settings = () => ({
    metadataSignatureCert: current.certificate,
    privateKey: current.privateKey,
    nextCertificate: next.certificate,
    nextPrivateKey: next.privateKey,
    keySwitchAt: '2027-01-31T04:00:00+01:00',
    previousPrivateKey: previous.privateKey,
  });

  it('SAML-5 has nothing without a key', () => {
    expect(
      keysOf(
        {
          metadataSignatureCert: undefined,
          nextCertificate: undefined,
          keySwitchAt: undefined,
        },
        now,
      ),
    ).toEqual({
      signing: undefined,
      published: [],
      encryption: undefined,
      decryption: [],
    });
  });

  it('SAML-5 signs with the current key until the switch, with the next one from then on', () => {
    const names = (at: Date) => {
      const { signing, published, encryption } = keysOf(settings(), at);
      return {
        signing: signing?.certificate.commonName,
        published: published.map(({ commonName }) => commonName),
        encryption: encryption?.commonName,
      };
    };
    expect(names(before)).toEqual({
      signing: 'current',
      published: ['current', 'next'],
      encryption: 'current',
    });
    expect(names(after)).toEqual({
      signing: 'next',
      published: ['next', 'current'],
      encryption: 'next',
    });
  });

  it('SAML-5 signs with a key that belongs to the published certificate', () => {
    for (const at of [before, after]) {
      const { signing } = keysOf(settings(), at);
      expect(spki(signing!.privateKey)).toBe(
        spki(signing!.certificate.publicKey),
      );
    }
  });

  it('SAML-5 never switches to a next key without a date', () => {
    const { signing } = keysOf(
      { ...settings(), keySwitchAt: undefined },
      new Date('2100-01-01T00:00:00Z'),
    );
    expect(signing?.certificate.commonName).toBe('current');
  });

  it('SAML-5 decrypts with the current, the next and the previous key', () => {
    expect(keysOf(settings(), before).decryption).toHaveLength(3);
    expect(keysOf(settings(), after).decryption).toHaveLength(3);
    expect(
      keysOf({ ...settings(), previousPrivateKey: undefined }, before)
        .decryption,
    ).toHaveLength(2);
  });

  it('has no key for encryption when it is an EC key', async () => {
    const ec = await generateKeyPair({
      commonName: 'ec',
      now,
      keyType: 'ec',
    });
    expect(
      keysOf(
        {
          metadataSignatureCert: ec.certificate,
          privateKey: ec.privateKey,
          nextCertificate: undefined,
          keySwitchAt: undefined,
        },
        now,
      ),
    ).toMatchObject({
      signing: { certificate: { commonName: 'ec' } },
      encryption: undefined,
      decryption: [],
    });
  });
});
