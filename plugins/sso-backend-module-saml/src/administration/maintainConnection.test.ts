import { SsoError } from '@latchkey/plugin-sso-common';
import { GeneratedKeyPair, generateKeyPair } from '../keys/generateKeyPair';
import { maintainConnection } from './maintainConnection';
import { createSamlContext } from '../__testUtils__/createSamlContext';
import { metadataXml, signMetadata } from '../__testUtils__/metadataXml';
import { readCertificate } from '../certificates/readCertificates';

const made = new Date('2026-01-01T12:00:00Z');
const now = new Date('2026-11-22T12:00:00Z');
const metadataUrl = 'https://idp.example.com/metadata';

describe('maintainConnection', () => {
  let known: GeneratedKeyPair;
  let added: GeneratedKeyPair;
  let federation: GeneratedKeyPair;
  beforeAll(async () => {
    const keyType = 'ec' as const;
    known = await generateKeyPair({ commonName: 'known', now: made, keyType });
    added = await generateKeyPair({ commonName: 'added', now: made, keyType });
    federation = await generateKeyPair({
      commonName: 'federation',
      now: made,
      keyType,
    });
  });

  const announce = (...pairs: GeneratedKeyPair[]) =>
    metadataXml({ keys: pairs.map(({ certificate: pem }) => ({ pem })) });

  const maintain = (
    settings: Record<string, unknown>,
    xml?: string,
    at = now,
  ) =>
    maintainConnection(
      createSamlContext(
        { certificates: known.certificate, ...settings },
        xml === undefined ? undefined : () => new Response(xml),
      ),
      at,
    );

  it('SAML-8 changes nothing while everything is as it was', async () => {
    expect(await maintain({ metadataUrl }, announce(known))).toEqual({
      changes: undefined,
      notices: [],
    });
    expect(await maintain({})).toEqual({ changes: undefined, notices: [] });
  });

  it('SAML-8 accepts a new certificate beside a known one, and reports it', async () => {
    const { changes, notices } = await maintain(
      { metadataUrl },
      announce(added, known),
    );
    expect(changes).toMatchObject({
      settings: { certificates: `${added.certificate}\n${known.certificate}` },
      reason: expect.stringContaining('metadata'),
    });
    expect(notices).toEqual([
      expect.objectContaining({
        title: 'New certificate of the provider',
        outcome: 'note',
        detail: expect.stringContaining('added'),
      }),
    ]);
  });

  it('SAML-8 drops a certificate that the metadata has dropped', async () => {
    const { changes } = await maintain(
      {
        metadataUrl,
        certificates: `${known.certificate}\n${added.certificate}`,
      },
      announce(added),
    );
    expect(changes?.settings).toEqual({ certificates: added.certificate });
  });

  it('M29 keeps the trusted certificates when all of them were swapped', async () => {
    const { changes, notices } = await maintain(
      { metadataUrl },
      announce(added),
    );
    expect(changes).toBeUndefined();
    expect(notices).toEqual([
      expect.objectContaining({
        outcome: 'failed',
        code: 'saml-metadata-keys-replaced',
      }),
    ]);
  });

  it('SAML-2 takes the certificate of a fingerprint from the metadata', async () => {
    const certificateFingerprint = readCertificate(known.certificate).sha1;
    const settings = {
      metadataUrl,
      certificates: undefined,
      certificateFingerprint,
    };
    expect(
      (await maintain(settings, announce(known, added))).changes?.settings,
    ).toEqual({ certificates: `${known.certificate}\n${added.certificate}` });
    expect((await maintain(settings, announce(added))).changes).toBeUndefined();
  });

  it.each([
    [
      'another entity ID',
      () => announce(known, added).replace('com/saml"', 'com/other"'),
      'saml-metadata-entity',
    ],
    [
      'expired metadata',
      () =>
        announce(known, added).replace(
          ' entityID',
          ' validUntil="2026-11-01T00:00:00Z" entityID',
        ),
      'saml-metadata-expired',
    ],
    ['a web page', () => '<!doctype html>', 'saml-metadata-invalid'],
    ['no certificate', () => announce(), 'saml-certificate-unusable'],
  ])('M29 changes nothing for %s', async (_, xml, code) => {
    const { changes, notices } = await maintain({ metadataUrl }, xml());
    expect(changes).toBeUndefined();
    expect(notices).toEqual([expect.objectContaining({ code })]);
  });

  it('M29 takes signed metadata only when a signature is wanted', async () => {
    const settings = {
      metadataUrl,
      metadataSigningCertificate: federation.certificate,
    };
    const xml = announce(known, added);
    expect(
      (await maintain(settings, signMetadata(xml, federation))).changes
        ?.settings,
    ).toEqual({ certificates: `${known.certificate}\n${added.certificate}` });
    for (const bad of [xml, signMetadata(xml, added)]) {
      expect(await maintain(settings, bad)).toEqual({
        changes: undefined,
        notices: [expect.objectContaining({ code: 'saml-metadata-signature' })],
      });
    }
  });

  it('SAML-8 a provider that cannot be reached is a notice', async () => {
    const context = createSamlContext(
      { certificates: known.certificate, metadataUrl },
      () => {
        throw new SsoError('provider-unreachable');
      },
    );
    expect(await maintainConnection(context, now)).toEqual({
      changes: undefined,
      notices: [expect.objectContaining({ code: 'provider-unreachable' })],
    });
  });

  it('SAML-8 a fault of the portal itself is thrown', async () => {
    await expect(
      maintainConnection(
        createSamlContext({ certificates: known.certificate, metadataUrl }),
        now,
      ),
    ).rejects.toThrow('Nothing may be fetched here');
  });

  it.each([
    ['2035-12-15T00:00:00Z', 'note', undefined],
    ['2036-02-01T00:00:00Z', 'failed', 'saml-certificate-expired'],
  ])(
    'SAML-8 reports certificates of both sides on %s',
    async (at, outcome, code) => {
      const { notices } = await maintain(
        {
          metadataSignatureCert: added.certificate,
          privateKey: added.privateKey,
          signatureAlgorithm: 'ecdsa-sha256',
        },
        undefined,
        new Date(at),
      );
      expect(
        notices.map(notice => [notice.title, notice.outcome, notice.code]),
      ).toEqual([
        ['Certificate of the provider', outcome, code],
        ['Certificate of this portal', outcome, code],
      ]);
    },
  );

  it('SAML-8 an expired certificate that is accepted is a note', async () => {
    const { notices } = await maintain(
      { acceptExpiredCertificates: true },
      undefined,
      new Date('2036-02-01T00:00:00Z'),
    );
    expect(notices).toEqual([expect.objectContaining({ outcome: 'note' })]);
  });

  it('SAML-8 notes that the addresses of the provider have changed', async () => {
    const { changes, notices } = await maintain(
      { metadataUrl, entryPoint: 'https://old.example.com/sso' },
      announce(known),
    );
    expect(changes).toBeUndefined();
    expect(notices).toEqual([
      expect.objectContaining({ title: 'Sign-in URL', outcome: 'note' }),
    ]);
  });

  it('SAML-5 puts the next key into use when its time has come', async () => {
    const settings = {
      metadataSignatureCert: known.certificate,
      privateKey: known.privateKey,
      nextCertificate: added.certificate,
      nextPrivateKey: added.privateKey,
      signatureAlgorithm: 'ecdsa-sha256',
      keySwitchAt: '2026-11-22T12:00:00Z',
    };
    const before = new Date(now.getTime() - 1);
    expect((await maintain(settings, undefined, before)).changes).toBe(
      undefined,
    );
    expect((await maintain(settings)).changes).toEqual({
      settings: {
        metadataSignatureCert: added.certificate,
        nextCertificate: undefined,
        keySwitchAt: undefined,
      },
      secrets: {
        privateKey: added.privateKey,
        nextPrivateKey: null,
        previousPrivateKey: known.privateKey,
      },
      reason: expect.any(String),
    });
  });

  it('SAML-5 and SAML-8 can happen in the same hour', async () => {
    const { changes } = await maintain(
      {
        metadataUrl,
        metadataSignatureCert: known.certificate,
        privateKey: known.privateKey,
        nextCertificate: added.certificate,
        nextPrivateKey: added.privateKey,
        signatureAlgorithm: 'ecdsa-sha256',
        keySwitchAt: '2026-11-22T12:00:00Z',
      },
      announce(known, added),
    );
    expect(changes).toMatchObject({
      settings: {
        metadataSignatureCert: added.certificate,
        certificates: `${known.certificate}\n${added.certificate}`,
      },
      secrets: { privateKey: added.privateKey },
    });
  });
});
