import { KeyObject, sign } from 'node:crypto';
import type { SamlSettings } from '../settings';

/** How a message is signed (RFC 9231 §2.3, XML Signature §6.4). */
export interface SignatureMethod {
  /** Identifier of the signature algorithm. */
  readonly uri: string;
  /** Identifier of the digest of what is signed. */
  readonly digestUri: string;
  readonly digest: 'sha1' | 'sha256' | 'sha512';
  readonly keyType: 'rsa' | 'ec';
}

type MethodName = SamlSettings['signatureAlgorithm'];

const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** By the names of the setting. */
export const signatureMethods: Readonly<Record<MethodName, SignatureMethod>> = {
  'rsa-sha256': {
    uri: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    digestUri: sha256,
    digest: 'sha256',
    keyType: 'rsa',
  },
  'rsa-sha512': {
    uri: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
    digestUri: 'http://www.w3.org/2001/04/xmlenc#sha512',
    digest: 'sha512',
    keyType: 'rsa',
  },
  'ecdsa-sha256': {
    uri: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
    digestUri: sha256,
    digest: 'sha256',
    keyType: 'ec',
  },
  'rsa-sha1': {
    uri: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
    digestUri: 'http://www.w3.org/2000/09/xmldsig#sha1',
    digest: 'sha1',
    keyType: 'rsa',
  },
};

/** Signs the messages of one SSO connection. */
export interface MessageSigner {
  readonly method: SignatureMethod;
  readonly privateKey: KeyObject;
  /** PEM, for `KeyInfo`. */
  readonly certificate?: string;
}

/**
 * Signs octets, as base64. ECDSA is the concatenation of r and s, as XML
 * Signature has it (RFC 9231 §2.3.6), and not the DER of other protocols.
 */
export function signOctets(
  octets: string,
  { method, privateKey }: Pick<MessageSigner, 'method' | 'privateKey'>,
): string {
  return sign(
    method.digest,
    Buffer.from(octets),
    method.keyType === 'ec'
      ? { key: privateKey, dsaEncoding: 'ieee-p1363' }
      : privateKey,
  ).toString('base64');
}
