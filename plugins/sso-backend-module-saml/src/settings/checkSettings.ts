import type { z } from 'zod/v4';
import {
  readCertificate,
  readCertificates,
} from '../certificates/readCertificates';
import { sentence } from '../certificates/validity';
import { isPair } from '../keys/isPair';
import { readPrivateKey } from '../keys/readPrivateKey';
import type { SamlSettings } from './settings';

type Refuse = (path: keyof SamlSettings, message: string) => void;

/**
 * What the settings have to be together. Runs at every sign-in, so reading
 * certificates and keys is remembered by their text.
 */
export function checkSettings(
  settings: SamlSettings,
  context: z.RefinementCtx,
): void {
  const refuse: Refuse = (path, message) =>
    context.addIssue({ code: 'custom', path: [path], message });
  checkTrust(settings, refuse);
  checkPair(settings, 'metadataSignatureCert', 'privateKey', refuse);
  checkPair(settings, 'nextCertificate', 'nextPrivateKey', refuse);
  attempt(refuse, 'previousPrivateKey', () => {
    if (settings.previousPrivateKey) {
      readPrivateKey(settings.previousPrivateKey);
    }
  });
  checkUseOfKeys(settings, refuse);
  checkSwitch(settings, refuse);
  if (settings.signOutAtProvider && !settings.logoutUrl) {
    refuse(
      'logoutUrl',
      'Enter the sign-out URL of the provider, or switch "Sign out at the provider as well" off.',
    );
  }
}

function checkTrust(settings: SamlSettings, refuse: Refuse): void {
  if (!settings.certificates && !settings.certificateFingerprint) {
    refuse(
      'certificates',
      'Enter the certificate of the provider, or its fingerprint below: without one, nobody can tell whose answers are genuine.',
    );
  }
  for (const name of ['certificates', 'metadataSigningCertificate'] as const) {
    attempt(refuse, name, () => readCertificates(settings[name] ?? ''));
  }
  if (!settings.wantAssertionsSigned && !settings.wantResponseSigned) {
    for (const name of [
      'wantAssertionsSigned',
      'wantResponseSigned',
    ] as const) {
      refuse(
        name,
        'At least one of them has to be signed: anybody could write an unsigned answer.',
      );
    }
  }
}

function checkPair(
  settings: SamlSettings,
  certificateName: 'metadataSignatureCert' | 'nextCertificate',
  keyName: 'privateKey' | 'nextPrivateKey',
  refuse: Refuse,
): void {
  const { [certificateName]: pem, [keyName]: privatePem } = settings;
  const certificate =
    pem === undefined
      ? undefined
      : attempt(refuse, certificateName, () => readCertificate(pem));
  const key =
    privatePem === undefined
      ? undefined
      : attempt(refuse, keyName, () => readPrivateKey(privatePem));
  if (pem !== undefined && privatePem === undefined) {
    refuse(keyName, 'Enter the private key that belongs to the certificate.');
  } else if (pem === undefined && privatePem !== undefined) {
    refuse(
      certificateName,
      'Enter the certificate that belongs to the private key.',
    );
  } else if (
    certificate &&
    key &&
    privatePem &&
    !isPair(certificate.pem, privatePem)
  ) {
    refuse(
      certificateName,
      'Certificate and private key do not belong together. Enter those that were made as a pair.',
    );
  } else if (certificate && key) {
    checkAlgorithm(
      settings.signatureAlgorithm,
      key.keyType,
      certificateName,
      refuse,
    );
  }
}

function checkAlgorithm(
  algorithm: SamlSettings['signatureAlgorithm'],
  keyType: 'rsa' | 'ec',
  certificateName: keyof SamlSettings,
  refuse: Refuse,
): void {
  if (algorithm.startsWith('ecdsa') !== (keyType === 'ec')) {
    refuse(
      'signatureAlgorithm',
      certificateName === 'nextCertificate'
        ? 'The next key has to be of the same kind as the present one.'
        : `${algorithm} cannot sign with an ${keyType.toUpperCase()} key. Choose ${
            keyType === 'ec' ? 'ecdsa-sha256' : 'rsa-sha256'
          }.`,
    );
  }
}

function checkUseOfKeys(settings: SamlSettings, refuse: Refuse): void {
  if (
    settings.signatureAlgorithm === 'rsa-sha1' &&
    !settings.allowLegacyAlgorithms
  ) {
    refuse(
      'signatureAlgorithm',
      'SHA-1 is not safe any more. Choose rsa-sha256. Only if the provider cannot take it: switch on "Allow legacy algorithms".',
    );
  }
  if (settings.nextPrivateKey && !settings.privateKey) {
    refuse('privateKey', 'A next key needs a present one.');
  }
  const uses = {
    signRequests: 'to sign',
    wantAssertionsEncrypted: 'to decrypt',
  };
  for (const name of ['signRequests', 'wantAssertionsEncrypted'] as const) {
    if (settings[name] && !settings.privateKey) {
      refuse(
        name,
        `The portal needs a private key ${uses[name]} with. Save without this switch, let the portal make a key under "Actions", then switch it on.`,
      );
    }
  }
  if (
    settings.wantAssertionsEncrypted &&
    settings.signatureAlgorithm === 'ecdsa-sha256'
  ) {
    refuse(
      'wantAssertionsEncrypted',
      'Providers can encrypt for RSA keys only, and the key of this portal is an EC key.',
    );
  }
}

/** ISO 8601 with a time and an offset, as `Date` reads it everywhere. */
const MOMENT =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

function checkSwitch(
  { keySwitchAt, nextPrivateKey }: SamlSettings,
  refuse: Refuse,
) {
  if (keySwitchAt === undefined) {
    return;
  }
  if (!MOMENT.test(keySwitchAt) || Number.isNaN(Date.parse(keySwitchAt))) {
    refuse(
      'keySwitchAt',
      'Use a date and a time with its zone, such as 2027-01-31T03:00:00Z.',
    );
  } else if (!nextPrivateKey) {
    refuse('keySwitchAt', 'There is no next key to switch to.');
  }
}

/** The messages of reading repeat nothing of what was read. */
function attempt<T>(
  refuse: Refuse,
  path: keyof SamlSettings,
  read: () => T,
): T | undefined {
  try {
    return read();
  } catch (error) {
    refuse(path, sentence((error as Error).message));
    return undefined;
  }
}
