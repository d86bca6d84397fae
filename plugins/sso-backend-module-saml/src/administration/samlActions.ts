import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type {
  SsoActionResult,
  SsoProtocolAction,
  SsoProtocolContext,
} from '@latchkey/plugin-sso-node';
import { readCertificate } from '../certificates/readCertificates';
import { certificateFinding, formatMoment } from '../certificates/validity';
import { toFinding } from './toFinding';
import { GeneratedKeyPair, generateKeyPair } from '../keys/generateKeyPair';
import { discardNextKey, promoteNextKey } from '../keys/rolloverChanges';
import { compareCertificates, toPem } from '../metadata/compareCertificates';
import { describeProvider } from '../metadata/describeProvider';
import { endpointNotes } from '../metadata/endpointNotes';
import { loadProvider } from '../metadata/loadProvider';
import type { SamlSettings } from '../settings';

type Action = SsoProtocolAction<SamlSettings>;
type Context = SsoProtocolContext<SamlSettings>;

/** Enough for a provider that reads metadata once a week. */
const DAYS_BEFORE_SWITCH = 30;

const hasNext: Action['isAvailable'] = ({ secretNames }) =>
  secretNames.includes('nextPrivateKey');

/** What an administrator can let the portal do for an SSO connection. */
export const samlActions: readonly Action[] = [
  {
    id: 'generate-key',
    title: 'Generate a key',
    description:
      'Makes a private key and its certificate, so that this portal can sign requests and read encrypted assertions.',
    isAvailable: ({ settings, secretNames }) =>
      !secretNames.includes('privateKey') && !settings.metadataSignatureCert,
    run: generateKey,
  },
  {
    id: 'prepare-next-key',
    title: 'Prepare the next key',
    description: `Makes a key that is published beside the present one, and is used from ${DAYS_BEFORE_SWITCH} days later on. The date can be changed.`,
    isAvailable: ({ secretNames }) =>
      secretNames.includes('privateKey') &&
      !secretNames.includes('nextPrivateKey'),
    run: prepareNextKey,
  },
  {
    id: 'switch-key-now',
    title: 'Switch to the next key now',
    description: 'Use the next key at once instead of at its date.',
    confirmation:
      'Sign-ins with signed requests fail if the provider has not read the metadata of this portal since the next key was prepared. Switch now?',
    isAvailable: hasNext,
    run: async ({ settings }) => ({
      changes: promoteNextKey(settings, 'The next key came into use by hand'),
      findings: [
        passed('Key', 'The next key is in use; the one before still decrypts.'),
      ],
    }),
  },
  {
    id: 'discard-next-key',
    title: 'Discard the next key',
    description: 'Give up the next key. The present one stays in use.',
    confirmation: 'The next key cannot be restored. Discard it?',
    isAvailable: hasNext,
    run: async () => ({
      changes: discardNextKey(),
      findings: [passed('Key', 'The next key is gone.')],
    }),
  },
  {
    id: 'forget-previous-key',
    title: 'Forget the previous key',
    description:
      'Delete the key that was used before the present one. Nothing can be decrypted with it afterwards.',
    confirmation: 'The previous key cannot be restored. Forget it?',
    isAvailable: ({ secretNames }) =>
      secretNames.includes('previousPrivateKey'),
    run: async () => ({
      changes: {
        secrets: { previousPrivateKey: null },
        reason: 'The previous key was forgotten',
      },
      findings: [passed('Key', 'The previous key is gone.')],
    }),
  },
  {
    id: 'read-metadata',
    title: 'Read the metadata now',
    description:
      'Takes the certificates from the metadata of the provider, even when all of them are new.',
    confirmation:
      'Whoever holds the keys in the metadata can sign in as anybody. Replace the trusted certificates by those of the metadata?',
    isAvailable: ({ settings }) => !!settings.metadataUrl,
    run: context => readMetadata(context, new Date()),
  },
];

async function generateKey(context: Context): Promise<SsoActionResult> {
  const now = new Date();
  const pair = await makePair(context, now);
  return {
    changes: {
      settings: { metadataSignatureCert: pair.certificate },
      secrets: { privateKey: pair.privateKey },
      reason: 'A key was made',
    },
    findings: [
      describePair(pair, now),
      {
        title: 'Metadata of this portal',
        outcome: 'note',
        detail: 'It holds the certificate now.',
        advice:
          'Let the provider read it, then switch on what needs the key: signed requests, encrypted assertions.',
      },
    ],
  };
}

async function prepareNextKey(context: Context): Promise<SsoActionResult> {
  const now = new Date();
  const pair = await makePair(context, now);
  const switchAt = new Date(now);
  switchAt.setUTCDate(switchAt.getUTCDate() + DAYS_BEFORE_SWITCH);
  return {
    changes: {
      settings: {
        nextCertificate: pair.certificate,
        keySwitchAt: switchAt.toISOString(),
      },
      secrets: { nextPrivateKey: pair.privateKey },
      reason: 'The next key was prepared',
    },
    findings: [
      describePair(pair, now),
      {
        title: 'Metadata of this portal',
        outcome: 'note',
        detail: `It holds both certificates now. The next key comes into use on ${formatMoment(
          switchAt,
        )}.`,
        advice: 'Let the provider read it before that day.',
      },
    ],
  };
}

/** Of the kind that the signature algorithm of the settings needs. */
function makePair(
  { callbackUrl, settings }: Context,
  now: Date,
): Promise<GeneratedKeyPair> {
  return generateKeyPair({
    commonName: new URL(callbackUrl).hostname,
    now,
    keyType: settings.signatureAlgorithm === 'ecdsa-sha256' ? 'ec' : 'rsa',
  });
}

function describePair(pair: GeneratedKeyPair, now: Date): SsoCheckFinding {
  return certificateFinding(
    'Certificate of this portal',
    { certificate: readCertificate(pair.certificate) },
    now,
  );
}

async function readMetadata(
  context: Context,
  now: Date,
): Promise<SsoActionResult> {
  const { settings } = context;
  try {
    const provider = await loadProvider(
      context,
      settings.metadataUrl ?? '',
      now,
    );
    const findings = [
      ...describeProvider(provider, now),
      ...endpointNotes(settings, provider),
    ];
    const { relation, announced } = compareCertificates(settings, provider);
    return relation === 'same' || relation === 'none'
      ? { findings }
      : {
          changes: {
            settings: { certificates: toPem(announced) },
            reason: 'Certificates were taken from the metadata by hand',
          },
          findings,
        };
  } catch (error) {
    return { findings: [toFinding('Metadata', error)] };
  }
}

function passed(title: string, detail: string): SsoCheckFinding {
  return { title, outcome: 'passed', detail };
}
