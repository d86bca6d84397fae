import type { KeyObject } from 'node:crypto';
import { readCertificate } from '../certificates/readCertificates';
import type { SamlCertificate } from '../certificates/SamlCertificate';
import type { SamlSettings } from '../settings';
import { readPrivateKey } from './readPrivateKey';

/** A key of the portal with its certificate. */
export interface SamlKeyPair {
  readonly privateKey: KeyObject;
  readonly certificate: SamlCertificate;
}

/** The keys of the portal at one SSO connection, at one moment. */
export interface SamlKeys {
  /** What messages are signed with now. */
  readonly signing?: SamlKeyPair;
  /** What metadata publishes for signatures: the one in use first. */
  readonly published: readonly SamlCertificate[];
  /** What providers shall encrypt for; encryption needs an RSA key. */
  readonly encryption?: SamlCertificate;
  /** To be tried in this order: current, next, previous. RSA keys only. */
  readonly decryption: readonly KeyObject[];
}

type KeySettings = Pick<
  SamlSettings,
  | 'metadataSignatureCert'
  | 'privateKey'
  | 'nextCertificate'
  | 'nextPrivateKey'
  | 'keySwitchAt'
  | 'previousPrivateKey'
>;

/**
 * Which keys count at a moment. From `keySwitchAt` on the next key signs,
 * even before the upkeep has made it the current one; both are published
 * meanwhile, and all that ever were published still decrypt.
 *
 * @throws SamlCertificateError or SamlPrivateKeyError for settings that did
 *   not come through their schema
 */
export function keysOf(settings: KeySettings, now: Date): SamlKeys {
  const current = pairOf(settings.privateKey, settings.metadataSignatureCert);
  const next = pairOf(settings.nextPrivateKey, settings.nextCertificate);
  const pairs = (
    isSwitchDue(settings, now) ? [next, current] : [current, next]
  ).filter(pair => pair !== undefined);
  const signing: SamlKeyPair | undefined = pairs[0];
  const previous = settings.previousPrivateKey
    ? [readPrivateKey(settings.previousPrivateKey).privateKey]
    : [];
  return {
    signing,
    published: pairs.map(({ certificate }) => certificate),
    encryption:
      signing?.certificate.keyType === 'rsa' ? signing.certificate : undefined,
    decryption: [
      ...pairs.map(({ privateKey }) => privateKey),
      ...previous,
    ].filter(key => key.asymmetricKeyType === 'rsa'),
  };
}

/** Whether the next key is to sign at a moment. */
export function isSwitchDue(
  settings: Pick<KeySettings, 'keySwitchAt' | 'nextPrivateKey'>,
  now: Date,
): boolean {
  return (
    settings.nextPrivateKey !== undefined &&
    settings.keySwitchAt !== undefined &&
    Date.parse(settings.keySwitchAt) <= now.getTime()
  );
}

function pairOf(
  privateKey: string | undefined,
  certificate: string | undefined,
): SamlKeyPair | undefined {
  return privateKey && certificate
    ? {
        privateKey: readPrivateKey(privateKey).privateKey,
        certificate: readCertificate(certificate),
      }
    : undefined;
}
