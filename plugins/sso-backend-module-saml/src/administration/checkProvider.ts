import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type { SsoProtocolContext } from '@latchkey/plugin-sso-node';
import {
  readCertificate,
  readCertificates,
} from '../certificates/readCertificates';
import {
  certificateFinding,
  formatFingerprint,
  formatMoment,
} from '../certificates/validity';
import { toFinding } from './toFinding';
import { isSwitchDue } from '../keys/keysOf';
import { compareCertificates } from '../metadata/compareCertificates';
import { endpointNotes } from '../metadata/endpointNotes';
import { loadProvider } from '../metadata/loadProvider';
import type { ProviderMetadata } from '../metadata/ProviderMetadata';
import type { SamlSettings } from '../settings';

/**
 * Compares the settings with the metadata of the provider and with the clock.
 * Whether the provider knows the portal shows only at a sign-in.
 */
export async function checkProvider(
  context: SsoProtocolContext<SamlSettings>,
  now: Date = new Date(),
): Promise<SsoCheckFinding[]> {
  const { settings } = context;
  return [
    ...(await checkMetadata(context, now)),
    ...checkTrusted(settings, now),
    ...checkKeys(settings, now),
  ];
}

async function checkMetadata(
  context: SsoProtocolContext<SamlSettings>,
  now: Date,
): Promise<SsoCheckFinding[]> {
  const { settings } = context;
  if (!settings.metadataUrl) {
    return [
      {
        title: 'Metadata',
        outcome: 'note',
        detail:
          'Without a metadata URL the addresses cannot be compared, and new certificates have to be entered by hand.',
      },
    ];
  }
  let provider: ProviderMetadata;
  try {
    provider = await loadProvider(context, settings.metadataUrl, now);
  } catch (error) {
    return [toFinding('Metadata', error)];
  }
  const notes = endpointNotes(settings, provider);
  return [
    {
      title: 'Metadata',
      outcome: 'passed',
      detail: `It describes the entity ID of the settings${
        provider.validUntil
          ? ` and is valid until ${formatMoment(provider.validUntil)}`
          : ''
      }${
        settings.metadataSigningCertificate ? '; its signature is genuine' : ''
      }.`,
    },
    ...(notes.length > 0
      ? notes
      : [
          {
            title: 'Addresses',
            outcome: 'passed',
            detail: 'They are those of the metadata.',
          } as const,
        ]),
    compare(settings, provider),
    ...(provider.wantsSignedRequests && !settings.signRequests
      ? [
          {
            title: 'Signed requests',
            outcome: 'failed',
            code: 'provider-error',
            detail: 'The provider takes signed requests only.',
            advice: 'Switch on "Sign requests".',
          } as const,
        ]
      : []),
  ];
}

function compare(
  settings: SamlSettings,
  provider: ProviderMetadata,
): SsoCheckFinding {
  const title = 'Certificates in the metadata';
  const { relation, added } = compareCertificates(settings, provider);
  switch (relation) {
    case 'same':
      return { title, outcome: 'passed', detail: 'They are the trusted ones.' };
    case 'continued':
      return {
        title,
        outcome: 'note',
        detail: `They differ from the trusted ones: ${added.length} new. They are taken over within the hour.`,
      };
    case 'replaced':
      return {
        title,
        outcome: 'failed',
        code: 'saml-metadata-keys-replaced',
        detail: `None is trusted. SHA-256 ${added
          .map(({ sha256 }) => formatFingerprint(sha256))
          .join(', ')}.`,
        advice:
          'Compare the fingerprint with the provider by another way, then choose "Read the metadata now".',
      };
    default:
      return {
        title,
        outcome: 'note',
        detail: 'The metadata has no certificate that can be used.',
      };
  }
}

function checkTrusted(settings: SamlSettings, now: Date): SsoCheckFinding[] {
  const certificates = readCertificates(settings.certificates ?? '');
  if (certificates.length === 0) {
    return [
      {
        title: 'Certificate of the provider',
        outcome: 'note',
        detail:
          'Only the fingerprint is known. The certificate is taken from the first answer that it fits.',
      },
    ];
  }
  return certificates.map(certificate =>
    relax(
      certificateFinding('Certificate of the provider', { certificate }, now),
      settings,
    ),
  );
}

/** An expired certificate that is accepted does not fail. */
function relax(
  finding: SsoCheckFinding,
  { acceptExpiredCertificates }: SamlSettings,
): SsoCheckFinding {
  return acceptExpiredCertificates && finding.outcome === 'failed'
    ? { ...finding, outcome: 'note' }
    : finding;
}

/** That the keys are pairs was checked when they were saved. */
function checkKeys(settings: SamlSettings, now: Date): SsoCheckFinding[] {
  const { metadataSignatureCert, nextCertificate, keySwitchAt } = settings;
  if (!metadataSignatureCert) {
    return [
      {
        title: 'Key of this portal',
        outcome: 'note',
        detail:
          'There is none: requests are not signed, and encrypted assertions cannot be read.',
      },
    ];
  }
  const findings = [
    certificateFinding(
      'Key of this portal',
      { certificate: readCertificate(metadataSignatureCert) },
      now,
    ),
  ];
  if (nextCertificate) {
    findings.push(
      certificateFinding(
        'Next key of this portal',
        { certificate: readCertificate(nextCertificate) },
        now,
      ),
      {
        title: 'Change of keys',
        outcome: 'note',
        detail: describeSwitch(keySwitchAt, isSwitchDue(settings, now)),
        advice:
          'Until then, make sure that the provider has read the metadata of this portal.',
      },
    );
  }
  return findings;
}

function describeSwitch(keySwitchAt: string | undefined, isDue: boolean) {
  if (isDue) {
    return 'The next key is in use.';
  }
  return keySwitchAt
    ? `The next key comes into use on ${formatMoment(new Date(keySwitchAt))}.`
    : 'The next key is published. It has no date yet: choose "Switch to the next key now" when the provider knows it.';
}
