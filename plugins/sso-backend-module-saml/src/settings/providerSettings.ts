import { z } from 'zod/v4';
import {
  certificatesField,
  requiredEntityIdField,
  requiredUrlField,
  urlField,
} from './fields';
import { isFingerprint, normalizeFingerprint } from './texts';

const group = 'Provider';

/** Who signs people in, and whose signatures count. */
export const providerSettings = {
  metadataUrl: urlField({
    title: 'Metadata URL',
    description:
      'Read again every hour, so that a new certificate of the provider is known before it signs with it. Leave it empty when the provider publishes no metadata.',
    group,
    placeholder: 'https://idp.example.com/metadata',
    fetched: true,
  }),
  entityId: requiredEntityIdField({
    title: 'Entity ID (issuer)',
    description:
      'The name of the provider, exactly as its metadata has it. Answers of anybody else are refused.',
    group,
    placeholder: 'https://idp.example.com/metadata',
  }),
  entryPoint: requiredUrlField({
    title: 'Sign-in URL',
    description:
      'Where people are sent to sign in: SingleSignOnService in the metadata. Providers also call it SSO URL or login URL.',
    group,
    placeholder: 'https://idp.example.com/sso',
  }),
  certificates: certificatesField({
    title: 'Certificates',
    description:
      'What the provider signs with, in PEM or bare base64, one below the other. While the provider changes its key, the old and the new one stand here together.',
    group,
  }),
  certificateFingerprint: z
    .string()
    .transform(normalizeFingerprint)
    .refine(
      digits => digits === '' || isFingerprint(digits),
      'A fingerprint has 64 hexadecimal digits (SHA-256) or 40 (SHA-1).',
    )
    .optional()
    .transform(digits => digits || undefined)
    .meta({
      title: 'Certificate fingerprint',
      description:
        'When you have no certificate: its SHA-256 or SHA-1 fingerprint. The certificate is taken from the first answer that it fits, and kept.',
      group,
      placeholder: '4A:9F:…',
    }),
};
