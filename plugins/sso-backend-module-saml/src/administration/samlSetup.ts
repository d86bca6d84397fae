import type {
  SsoCheckFinding,
  SsoSettingsProposal,
  SsoSetupSource,
} from '@latchkey/plugin-sso-common';
import type {
  SsoProtocolSetup,
  SsoSetupContext,
} from '@latchkey/plugin-sso-node';
import { toFinding } from './toFinding';
import { describeProvider } from '../metadata/describeProvider';
import { fetchMetadata } from '../metadata/fetchMetadata';
import { MetadataDocument } from '../metadata/MetadataDocument';
import { proposeSettings } from '../metadata/proposeSettings';

/** A list that a person can still choose from. */
const MAX_CHOICES = 1000;

/** Reads settings out of the metadata of a provider or a federation. */
export const samlSetup: SsoProtocolSetup = {
  info: {
    title: 'Set up from metadata',
    description:
      'The metadata of the provider holds its addresses and certificates. Enter its address, paste it, or choose the file.',
    urlLabel: 'Metadata address',
    urlPlaceholder: 'https://idp.example.com/metadata',
    documentLabel: 'Metadata (XML)',
    fileTypes: ['.xml'],
  },
  propose,
};

async function propose(
  context: SsoSetupContext,
  source: SsoSetupSource,
  now: Date = new Date(),
): Promise<SsoSettingsProposal> {
  try {
    const text =
      source.document ?? (await fetchMetadata(context.fetch, source.url ?? ''));
    return proposeFrom(MetadataDocument.parse(text, { now }), source, now);
  } catch (error) {
    return { choices: [], findings: [toFinding('Metadata', error)] };
  }
}

function proposeFrom(
  metadata: MetadataDocument,
  { url, choice }: SsoSetupSource,
  now: Date,
): SsoSettingsProposal {
  const { providers, entityIds } = metadata;
  if (choice === undefined && providers.length > 1) {
    return {
      choices: providers
        .slice(0, MAX_CHOICES)
        .map(({ entityId, displayName }) => ({
          value: entityId,
          label: displayName ? `${displayName} (${entityId})` : entityId,
        })),
      findings: [describeFederation(providers.length)],
    };
  }
  const [only] = providers;
  // Without any provider, the refusal tells what the first entity is.
  const provider = metadata.provider(
    choice ?? only?.entityId ?? entityIds[0] ?? '',
  );
  const findings = describeProvider(provider, now);
  if (provider.isSigned) {
    findings.push({
      title: 'Signature of the metadata',
      outcome: 'note',
      detail:
        'The metadata is signed. The signature counts once the certificate of its publisher is entered.',
      advice:
        'Enter the certificate that the publisher names on its own pages under "Metadata is signed by".',
    });
  }
  return { settings: proposeSettings(provider, url), choices: [], findings };
}

function describeFederation(count: number): SsoCheckFinding {
  return count > MAX_CHOICES
    ? {
        title: 'Metadata',
        outcome: 'note',
        detail: `The metadata describes ${count} identity providers; the first ${MAX_CHOICES} are listed.`,
        advice:
          'Use the metadata of the one provider instead; federations offer it by entity ID.',
      }
    : {
        title: 'Metadata',
        outcome: 'passed',
        detail: `The metadata describes ${count} identity providers. Choose one.`,
      };
}
