import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import { certificateFinding, formatMoment } from '../certificates/validity';
import { bindings } from '../settings/bindings';
import type { MetadataEndpoint, ProviderMetadata } from './ProviderMetadata';

/** What an administrator should know of the metadata of a provider. */
export function describeProvider(
  provider: ProviderMetadata,
  now: Date,
): SsoCheckFinding[] {
  const { entityId, displayName, validUntil } = provider;
  const findings: SsoCheckFinding[] = [
    {
      title: 'Metadata',
      outcome: 'passed',
      detail: `Describes ${displayName ? `${displayName}, ` : ''}${entityId}${
        validUntil ? `, valid until ${formatMoment(validUntil)}` : ''
      }.`,
    },
    describeSignIn(provider),
    describeSignOut(provider),
    ...describeCertificates(provider, now),
  ];
  if (provider.refusedLocations.length > 0) {
    findings.push({
      title: 'Addresses without https',
      outcome: 'note',
      detail: `Not used: ${provider.refusedLocations.slice(0, 5).join(', ')}.`,
      advice: 'Let the provider publish https addresses.',
    });
  }
  if (provider.wantsSignedRequests) {
    findings.push({
      title: 'Signed requests',
      outcome: 'note',
      detail: 'The provider takes signed requests only.',
      advice:
        'Save, make a key under "Actions", switch on "Sign requests", and give the provider the metadata of this portal.',
    });
  }
  return [...findings, ...describeIdentifiers(provider)];
}

function describeSignIn({
  signIn: [signIn],
}: ProviderMetadata): SsoCheckFinding {
  return signIn
    ? describeEndpoint('Sign-in URL', signIn)
    : {
        title: 'Sign-in URL',
        outcome: 'failed',
        code: 'saml-metadata-invalid',
        detail:
          'The metadata has no https address for signing in by HTTP-Redirect or HTTP-POST.',
      };
}

function describeSignOut({
  signOut: [signOut],
}: ProviderMetadata): SsoCheckFinding {
  return signOut
    ? describeEndpoint('Sign-out URL', signOut)
    : {
        title: 'Sign-out URL',
        outcome: 'note',
        detail: 'The provider has no single logout.',
      };
}

function describeEndpoint(
  title: string,
  { location, binding }: MetadataEndpoint,
): SsoCheckFinding {
  return {
    title,
    outcome: 'passed',
    detail: `${location} by ${bindings[binding]}.`,
  };
}

function describeCertificates(
  { certificates }: ProviderMetadata,
  now: Date,
): SsoCheckFinding[] {
  if (certificates.length === 0) {
    return [
      {
        title: 'Certificate',
        outcome: 'failed',
        code: 'saml-certificate-unusable',
        detail: 'The metadata has no certificate for signatures.',
        advice: 'Ask the provider for its certificate, and enter it below.',
      },
    ];
  }
  return certificates.map((reading, index) =>
    certificateFinding(
      certificates.length > 1 ? `Certificate ${index + 1}` : 'Certificate',
      reading,
      now,
    ),
  );
}

function describeIdentifiers({
  nameIdFormats,
}: ProviderMetadata): SsoCheckFinding[] {
  return nameIdFormats.length > 0 &&
    nameIdFormats.every(format => format.endsWith(':transient'))
    ? [
        {
          title: 'NameID format',
          outcome: 'note',
          detail:
            'The provider offers transient identifiers only, which differ at each sign-in.',
          advice:
            'Let the provider send an attribute that identifies people, and enter it under "Identifier".',
        },
      ]
    : [];
}
