import { createPrivateKey, createPublicKey, KeyObject } from 'node:crypto';
import { memoizeByText } from '../memoizeByText';

/** A private key, read once, with the public key that belongs to it. */
export interface SamlPrivateKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly keyType: 'rsa' | 'ec';
}

/** A text is no usable private key; the message repeats nothing of it. */
export class SamlPrivateKeyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SamlPrivateKeyError';
  }
}

const MIN_RSA_BITS = 2048;
const PEM_BLOCK =
  /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]+?-----END \1PRIVATE KEY-----/;

/**
 * Reads a private key in PEM: PKCS#8, PKCS#1 (RSA) or SEC1 (EC).
 *
 * @throws SamlPrivateKeyError
 */
export const readPrivateKey: (pem: string) => SamlPrivateKey = memoizeByText(
  pem => {
    const block = PEM_BLOCK.exec(pem);
    if (!block) {
      throw new SamlPrivateKeyError(
        pem.includes('BEGIN CERTIFICATE')
          ? 'This is a certificate. The private key that belongs to it is needed here.'
          : 'This is not a private key in PEM form (BEGIN PRIVATE KEY to END PRIVATE KEY).',
      );
    }
    if (
      block[1] === 'ENCRYPTED ' ||
      block[0].includes('Proc-Type: 4,ENCRYPTED')
    ) {
      throw new SamlPrivateKeyError(
        'The private key is protected by a passphrase. Remove it first, with "openssl pkey -in key.pem -out plain.pem": the portal encrypts the key with its own key.',
      );
    }
    let privateKey: KeyObject;
    try {
      privateKey = createPrivateKey(block[0]);
    } catch {
      // The cause is left out on purpose: it could describe the key.
      throw new SamlPrivateKeyError('The private key cannot be read.');
    }
    return {
      privateKey,
      publicKey: createPublicKey(privateKey),
      keyType: keyTypeOf(privateKey),
    };
  },
);

function keyTypeOf(key: KeyObject): 'rsa' | 'ec' {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa') {
    if ((details?.modulusLength ?? 0) < MIN_RSA_BITS) {
      throw new SamlPrivateKeyError(
        `The RSA key is too short. At least ${MIN_RSA_BITS} bits are needed.`,
      );
    }
    return type;
  }
  if (type === 'ec') {
    return type;
  }
  throw new SamlPrivateKeyError(
    'The private key has to be an RSA or an EC key.',
  );
}
