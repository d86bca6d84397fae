import {
  certificatesField,
  choiceField,
  privateKeyField,
  switchField,
  textField,
} from './fields';

const group = 'Signatures and encryption';

/** What the portal signs its messages with. */
const signatureAlgorithms = {
  'rsa-sha256': 'RSA with SHA-256',
  'rsa-sha512': 'RSA with SHA-512',
  'ecdsa-sha256': 'ECDSA with SHA-256',
  'rsa-sha1': 'RSA with SHA-1 (legacy)',
} as const;

/** What has to be signed, and the keys of this portal. */
export const signingSettings = {
  wantAssertionsSigned: switchField(
    {
      title: 'Assertions must be signed',
      description:
        'The statement about the person carries a signature of its own. Most providers do this.',
      group,
    },
    true,
  ),
  wantResponseSigned: switchField({
    title: 'Responses must be signed',
    description:
      'The message around the assertion is signed. With both switches on, both signatures are needed.',
    group,
  }),
  wantAssertionsEncrypted: switchField({
    title: 'Assertions must be encrypted',
    description:
      'Unencrypted ones are refused. Needs a private key here. Encrypted assertions are read in any case when there is a key.',
    group,
  }),
  metadataSignatureCert: certificatesField({
    title: 'Certificate of this portal',
    description:
      'Published in the metadata of this portal. The provider checks signatures of the portal with it, and encrypts for it. Let the portal make one under "Actions", or paste your own.',
    group,
  }),
  privateKey: privateKeyField({
    title: 'Private key of this portal',
    description:
      'Belongs to the certificate above. PEM without a passphrase: PKCS#8, PKCS#1 or SEC1.',
    group,
  }),
  signRequests: switchField({
    title: 'Sign requests',
    description:
      'Sign-in requests carry a signature. Some providers insist on it (WantAuthnRequestsSigned). Needs a private key.',
    group,
  }),
  signatureAlgorithm: choiceField(signatureAlgorithms, 'rsa-sha256', {
    title: 'Signature algorithm',
    description:
      'What this portal signs with. ECDSA needs an EC key. It does not limit what the provider may use.',
    group,
  }),
  nextCertificate: certificatesField({
    title: 'Next certificate of this portal',
    description:
      'Published beside the present one, so that the provider knows it before it is used.',
    group,
    advanced: true,
  }),
  nextPrivateKey: privateKeyField({
    title: 'Next private key of this portal',
    description: 'Belongs to the next certificate.',
    group,
    advanced: true,
  }),
  keySwitchAt: textField({
    title: 'Switch to the next key at',
    description:
      'From then on the portal signs with the next key. Date and time, in UTC or with an offset.',
    group,
    placeholder: '2027-01-31T03:00:00Z',
    advanced: true,
  }),
  previousPrivateKey: privateKeyField({
    title: 'Previous private key of this portal',
    description:
      'Kept after a switch: it still opens what a slow provider encrypts for the old certificate.',
    group,
    advanced: true,
  }),
};
