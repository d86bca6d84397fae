import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type {
  SsoConnectionChanges,
  SsoMaintenanceResult,
  SsoProtocolContext,
} from '@latchkey/plugin-sso-node';
import {
  readCertificate,
  readCertificates,
} from '../certificates/readCertificates';
import type { SamlCertificate } from '../certificates/SamlCertificate';
import {
  certificateFinding,
  describeCertificate,
} from '../certificates/validity';
import { toFinding } from './toFinding';
import { isSwitchDue } from '../keys/keysOf';
import { promoteNextKey } from '../keys/rolloverChanges';
import { compareCertificates, toPem } from '../metadata/compareCertificates';
import { endpointNotes } from '../metadata/endpointNotes';
import { loadProvider } from '../metadata/loadProvider';
import type { SamlSettings } from '../settings';

type Context = SsoProtocolContext<SamlSettings>;

/** How long a certificate that came by metadata is reported as new. */
const NEW_FOR = 14 * 86_400_000;

/**
 * Hourly upkeep: takes over certificates that the metadata announces beside a
 * known one, puts the next key of the portal into use when its time has come,
 * and reports certificates that expire.
 */
export async function maintainConnection(
  context: Context,
  now: Date = new Date(),
): Promise<SsoMaintenanceResult> {
  const { settings } = context;
  const switched = isSwitchDue(settings, now)
    ? promoteNextKey(settings, 'The next key came into use at its time')
    : undefined;
  const refreshed = await refresh(context, now);
  const certificates = readCertificates(
    refreshed.certificates ?? settings.certificates ?? '',
  );
  return {
    changes: merge(
      switched,
      refreshed.certificates === undefined
        ? undefined
        : {
            settings: { certificates: refreshed.certificates },
            reason: 'Certificates were taken from the metadata',
          },
    ),
    notices: [
      ...refreshed.notices,
      ...reportProvider(certificates, refreshed.added, settings, now),
      ...reportPortal(settings, switched !== undefined, now),
    ],
  };
}

const noCertificate: SsoCheckFinding = {
  title: 'Certificates in the metadata',
  outcome: 'failed',
  code: 'saml-certificate-unusable',
  detail: 'The metadata has no certificate that can be used any more.',
  advice: 'The trusted ones stay. Ask the provider what has changed.',
};

interface Refresh {
  /** Certificates to trust from now on, in PEM. */
  readonly certificates?: string;
  readonly added: readonly SamlCertificate[];
  readonly notices: readonly SsoCheckFinding[];
}

async function refresh(context: Context, now: Date): Promise<Refresh> {
  const { settings } = context;
  if (!settings.metadataUrl) {
    return { added: [], notices: [] };
  }
  try {
    const provider = await loadProvider(context, settings.metadataUrl, now);
    const { relation, announced, added } = compareCertificates(
      settings,
      provider,
    );
    const notices = endpointNotes(settings, provider);
    if (relation === 'continued') {
      return { certificates: toPem(announced), added, notices };
    }
    const problem = {
      same: [],
      replaced: [keysReplaced(announced, now)],
      none: [noCertificate],
    }[relation];
    return { added: [], notices: [...problem, ...notices] };
  } catch (error) {
    return { added: [], notices: [toFinding('Metadata', error)] };
  }
}

function keysReplaced(
  announced: readonly SamlCertificate[],
  now: Date,
): SsoCheckFinding {
  return {
    title: 'All certificates in the metadata are new',
    outcome: 'failed',
    code: 'saml-metadata-keys-replaced',
    detail: `They are not trusted yet: ${announced
      .map(certificate => describeCertificate(certificate, now))
      .join('; ')}.`,
    advice:
      'Compare the fingerprint with the provider by another way, then choose "Read the metadata now".',
  };
}

function reportProvider(
  certificates: readonly SamlCertificate[],
  added: readonly SamlCertificate[],
  { acceptExpiredCertificates, metadataUrl }: SamlSettings,
  now: Date,
): SsoCheckFinding[] {
  const isNew = (certificate: SamlCertificate) =>
    added.some(({ sha256 }) => sha256 === certificate.sha256) ||
    (metadataUrl !== undefined &&
      certificates.length > 1 &&
      certificate.validFrom <= now &&
      now.getTime() - certificate.validFrom.getTime() < NEW_FOR);
  return [
    ...certificates.filter(isNew).map(
      (certificate): SsoCheckFinding => ({
        title: 'New certificate of the provider',
        outcome: 'note',
        detail: `The metadata announces it, and it is trusted: ${describeCertificate(
          certificate,
          now,
        )}.`,
      }),
    ),
    ...certificates.flatMap(certificate => {
      const finding = certificateFinding(
        'Certificate of the provider',
        { certificate },
        now,
      );
      const isAccepted =
        acceptExpiredCertificates && finding.outcome === 'failed';
      return finding.outcome === 'passed' || isNotYetValid(certificate, now)
        ? []
        : [isAccepted ? { ...finding, outcome: 'note' as const } : finding];
    }),
  ];
}

/** One that is announced early is no trouble. */
function isNotYetValid({ validFrom }: SamlCertificate, now: Date): boolean {
  return validFrom > now;
}

function reportPortal(
  settings: SamlSettings,
  isSwitched: boolean,
  now: Date,
): SsoCheckFinding[] {
  const current = isSwitched
    ? settings.nextCertificate
    : settings.metadataSignatureCert;
  if (!current) {
    return [];
  }
  const finding = certificateFinding(
    'Certificate of this portal',
    { certificate: readCertificate(current) },
    now,
  );
  return finding.outcome === 'passed'
    ? []
    : [
        {
          ...finding,
          advice:
            settings.nextCertificate && !isSwitched
              ? 'The next key is prepared. Make sure that the provider knows it.'
              : 'Choose "Prepare the next key", and give the provider the new metadata.',
        },
      ];
}

function merge(
  ...changes: Array<SsoConnectionChanges | undefined>
): SsoConnectionChanges | undefined {
  const made = changes.filter(change => change !== undefined);
  return made.length === 0
    ? undefined
    : {
        settings: Object.assign({}, ...made.map(({ settings }) => settings)),
        secrets: Object.assign({}, ...made.map(({ secrets }) => secrets)),
        reason: made.map(({ reason }) => reason).join('. '),
      };
}
