import { z } from 'zod/v4';
import { certificatesField, entityIdField, switchField } from './fields';

const group = 'Advanced';

/** What hardly anybody needs. */
export const advancedSettings = {
  allowUnsolicited: switchField({
    title: 'Sign-in started by the provider',
    description:
      'People may come from the app launcher of the provider. The portal then asks the provider once more, so that nobody can be signed in to an account of somebody else. The sign-in link of this page needs no such switch.',
    group,
    advanced: true,
  }),
  spEntityId: entityIdField({
    title: 'Entity ID of this portal',
    description:
      'Only when the provider insists on a name of its own. Otherwise it is the metadata URL of this portal.',
    group,
    advanced: true,
  }),
  clockToleranceSeconds: z
    .int('Use a whole number of seconds.')
    .min(0, 'Use at least 0 seconds.')
    .max(180, 'Use at most 180 seconds.')
    .default(60)
    .meta({
      title: 'Clock tolerance (seconds)',
      description:
        'By how much the clock of the provider may differ from that of the portal.',
      group,
      advanced: true,
    }),
  allowLegacyAlgorithms: switchField({
    title: 'Allow legacy algorithms',
    description:
      'Accepts SHA-1 signatures, RSA 1.5 key transport and Triple DES. They are not safe any more: only while the provider cannot do better.',
    group,
    advanced: true,
  }),
  acceptExpiredCertificates: switchField({
    title: 'Accept expired certificates',
    description:
      'Signatures count although the certificate of the provider has expired. Only until it is renewed.',
    group,
    advanced: true,
  }),
  metadataSigningCertificate: certificatesField({
    title: 'Metadata is signed by',
    description:
      'Certificate of the federation or the provider. With one, metadata counts only when it is signed with its key.',
    group,
    advanced: true,
  }),
};
