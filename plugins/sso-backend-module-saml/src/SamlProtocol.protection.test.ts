import { X509Certificate } from 'node:crypto';
import { createSamlKey, DevSamlIdp, startDevSamlIdp } from '@latchkey/dev-idp';
import {
  createPortalKey,
  keySettings,
  registerPortal,
} from './__testUtils__/portal';
import { settingsFor, signIn } from './__testUtils__/signIn';
import type { GeneratedKeyPair } from './keys/generateKeyPair';
import { SamlProtocol } from './SamlProtocol';

describe('SamlProtocol, signatures and encryption', () => {
  let idp: DevSamlIdp;
  let key: GeneratedKeyPair;
  let otherKey: GeneratedKeyPair;

  beforeAll(async () => {
    idp = await startDevSamlIdp();
    key = await createPortalKey();
    otherKey = await createPortalKey();
  });

  afterAll(() => idp.stop());

  beforeEach(() => {
    idp.configure({ sign: 'assertion', encryption: 'off' });
    registerPortal(idp, { encryptionCertificate: key.certificate });
  });

  it.each([
    ['assertion', { wantAssertionsSigned: true, wantResponseSigned: false }],
    ['response', { wantAssertionsSigned: false, wantResponseSigned: true }],
    ['both', { wantAssertionsSigned: true, wantResponseSigned: true }],
  ] as const)('SAML-6 wants a signature of: %s', async (sign, settings) => {
    idp.configure({ sign });
    await expect(signIn(idp, { settings })).resolves.toBeDefined();
    idp.configure({ sign: sign === 'assertion' ? 'response' : 'assertion' });
    await expect(signIn(idp, { settings })).rejects.toMatchObject({
      code: 'saml-signature-missing',
    });
    idp.configure({ sign: 'nothing' });
    await expect(signIn(idp, { settings })).rejects.toMatchObject({
      code: 'saml-signature-missing',
    });
  });

  it('SAML-6 cannot be set to take unsigned answers', () => {
    const { settings } = SamlProtocol.create();
    const accepts = (wanted: object) =>
      settings.safeParse(settingsFor(idp, { ...wanted })).success;
    expect(accepts({ wantAssertionsSigned: false })).toBe(false);
    expect(
      accepts({ wantAssertionsSigned: false, wantResponseSigned: true }),
    ).toBe(true);
  });

  it.each(['aes256-gcm', 'aes128-gcm', 'aes256-cbc', 'aes128-cbc'] as const)(
    'SAML-6 reads assertions that are encrypted with %s',
    async encryption => {
      idp.configure({ encryption });
      const settings = { ...keySettings(key), wantAssertionsEncrypted: true };
      await expect(signIn(idp, { settings })).resolves.toMatchObject({
        identity: { subject: idp.people[0].subject },
      });
      await expect(
        signIn(idp, { settings: { ...settings, ...keySettings(otherKey) } }),
      ).rejects.toMatchObject({ code: 'saml-decryption-failed' });
      idp.configure({ encryption: 'off' });
      await expect(signIn(idp, { settings })).rejects.toMatchObject({
        code: 'saml-encryption-missing',
      });
    },
  );

  it('SAML-5 still reads what was encrypted for the key before', async () => {
    idp.configure({ encryption: 'aes256-gcm' });
    await expect(
      signIn(idp, {
        settings: {
          ...keySettings(otherKey),
          previousPrivateKey: key.privateKey,
        },
      }),
    ).resolves.toBeDefined();
  });

  it('SAML-2 takes signatures with an ECDSA key', async () => {
    const ec = await startDevSamlIdp({ keyType: 'ec' });
    try {
      registerPortal(ec);
      await expect(signIn(ec)).resolves.toBeDefined();
      await expect(
        signIn(ec, { settings: { certificates: idp.certificate } }),
      ).rejects.toMatchObject({ code: 'saml-signature-invalid' });
    } finally {
      await ec.stop();
    }
  });

  it('SAML-2 pins the certificate that fits a fingerprint', async () => {
    const { fingerprint256 } = new X509Certificate(idp.certificate);
    const settings = { certificates: undefined };
    const { changes } = await signIn(idp, {
      settings: { ...settings, certificateFingerprint: fingerprint256 },
    });
    expect(changes).toMatchObject({ reason: expect.any(String) });
    const { certificates } = changes!.settings!;
    expect(new X509Certificate(String(certificates)).fingerprint256).toBe(
      fingerprint256,
    );
    const { changes: none } = await signIn(idp, {
      settings: { certificates, certificateFingerprint: fingerprint256 },
    });
    expect(none).toBeUndefined();
    const stranger = await createSamlKey();
    await expect(
      signIn(idp, {
        settings: {
          ...settings,
          certificateFingerprint: new X509Certificate(stranger.certificate)
            .fingerprint256,
        },
      }),
    ).rejects.toMatchObject({ code: 'saml-signature-invalid' });
  });
});
