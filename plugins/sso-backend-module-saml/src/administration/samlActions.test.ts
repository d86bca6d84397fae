import { samlActions } from './samlActions';
import { readCertificate } from '../certificates/readCertificates';
import { GeneratedKeyPair, generateKeyPair } from '../keys/generateKeyPair';
import { samlSettingsSchema } from '../settings';
import { baseSettings } from '../__testUtils__/baseSettings';
import { createSamlContext } from '../__testUtils__/createSamlContext';
import { metadataXml } from '../__testUtils__/metadataXml';

const metadataUrl = 'https://idp.example.com/metadata';
const DAY = 86_400_000;

describe('samlActions', () => {
  let idp: GeneratedKeyPair;
  let current: GeneratedKeyPair;
  let next: GeneratedKeyPair;
  beforeAll(async () => {
    const made = { now: new Date(), keyType: 'ec' } as const;
    idp = await generateKeyPair({ commonName: 'idp', ...made });
    current = await generateKeyPair({ commonName: 'current', ...made });
    next = await generateKeyPair({ commonName: 'next', ...made });
  });

  const pair = () => ({
    metadataSignatureCert: current.certificate,
    privateKey: current.privateKey,
    signatureAlgorithm: 'ecdsa-sha256',
  });
  const rollover = () => ({
    ...pair(),
    nextCertificate: next.certificate,
    nextPrivateKey: next.privateKey,
    keySwitchAt: '2027-01-31T03:00:00Z',
  });

  const run = (
    id: string,
    settings: Record<string, unknown>,
    answer?: () => Response,
  ) =>
    samlActions
      .find(action => action.id === id)!
      .run(
        createSamlContext(
          { certificates: idp.certificate, ...settings },
          answer,
        ),
      );

  const available = (
    secretNames: string[],
    settings: Record<string, unknown> = {},
  ) =>
    samlActions
      .filter(action => action.isAvailable({ settings, secretNames }))
      .map(({ id }) => id);

  it('SAML-5 offers what makes sense', () => {
    expect(available([])).toEqual(['generate-key']);
    expect(available(['privateKey'])).toEqual(['prepare-next-key']);
    expect(available(['privateKey', 'nextPrivateKey'])).toEqual([
      'switch-key-now',
      'discard-next-key',
    ]);
    expect(available(['privateKey', 'previousPrivateKey'])).toEqual([
      'prepare-next-key',
      'forget-previous-key',
    ]);
    expect(available([], { metadataUrl })).toEqual([
      'generate-key',
      'read-metadata',
    ]);
    expect(
      available([], { metadataSignatureCert: current.certificate }),
    ).toEqual([]);
  });

  it('SAML-5 asks before what cannot be undone', () => {
    expect(
      samlActions.filter(action => action.confirmation).map(({ id }) => id),
    ).toEqual([
      'switch-key-now',
      'discard-next-key',
      'forget-previous-key',
      'read-metadata',
    ]);
  });

  it.each(['rsa-sha256', 'ecdsa-sha256'])(
    'SAML-5 makes a pair that can be saved with %s',
    async signatureAlgorithm => {
      const { changes, findings } = await run('generate-key', {
        signatureAlgorithm,
      });
      const { metadataSignatureCert } = changes!.settings!;
      expect(readCertificate(String(metadataSignatureCert))).toMatchObject({
        commonName: 'portal.example.com',
        keyType: signatureAlgorithm === 'ecdsa-sha256' ? 'ec' : 'rsa',
      });
      expect(
        samlSettingsSchema.safeParse({
          ...baseSettings,
          certificates: idp.certificate,
          signatureAlgorithm,
          signRequests: true,
          ...changes!.settings,
          ...changes!.secrets,
        }).error?.issues,
      ).toBeUndefined();
      expect(JSON.stringify(findings)).not.toContain('PRIVATE');
      expect(findings[0].outcome).toBe('passed');
    },
  );

  it('SAML-5 prepares a next key that is used in 30 days', async () => {
    const start = Date.now();
    const { changes } = await run('prepare-next-key', pair());
    const settings = {
      ...baseSettings,
      certificates: idp.certificate,
      ...pair(),
      ...changes!.settings,
      ...changes!.secrets,
    };
    expect(samlSettingsSchema.safeParse(settings).error).toBeUndefined();
    const switchAt = Date.parse(String(changes!.settings!.keySwitchAt));
    expect(Math.floor((switchAt - start) / DAY)).toBe(30);
  });

  it('SAML-5 switches to the next key at once', async () => {
    const { changes } = await run('switch-key-now', rollover());
    expect(changes).toMatchObject({
      settings: {
        metadataSignatureCert: next.certificate,
        nextCertificate: undefined,
        keySwitchAt: undefined,
      },
      secrets: {
        privateKey: next.privateKey,
        nextPrivateKey: null,
        previousPrivateKey: current.privateKey,
      },
    });
  });

  it('SAML-5 discards the next key, and forgets the previous one', async () => {
    expect((await run('discard-next-key', rollover())).changes).toEqual({
      settings: { nextCertificate: undefined, keySwitchAt: undefined },
      secrets: { nextPrivateKey: null },
      reason: expect.any(String),
    });
    expect((await run('forget-previous-key', pair())).changes).toEqual({
      secrets: { previousPrivateKey: null },
      reason: expect.any(String),
    });
  });

  it('M29 takes swapped certificates when the administrator decides so', async () => {
    const answer = (generated: GeneratedKeyPair) => () =>
      new Response(metadataXml({ keys: [{ pem: generated.certificate }] }));
    const { changes } = await run(
      'read-metadata',
      { metadataUrl },
      answer(next),
    );
    expect(changes?.settings).toEqual({ certificates: next.certificate });
    const same = await run('read-metadata', { metadataUrl }, answer(idp));
    expect(same.changes).toBeUndefined();
    expect(same.findings[0]).toMatchObject({ outcome: 'passed' });
  });

  it('M29 takes nothing from metadata of another entity', async () => {
    expect(
      await run('read-metadata', { metadataUrl }, () => {
        return new Response(
          metadataXml({
            entityId: 'urn:other',
            keys: [{ pem: next.certificate }],
          }),
        );
      }),
    ).toEqual({
      findings: [expect.objectContaining({ code: 'saml-metadata-entity' })],
    });
  });
});
