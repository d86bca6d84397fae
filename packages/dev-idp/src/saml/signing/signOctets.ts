import { createHmac, sign, verify } from 'node:crypto';
import { signatureAlgorithms } from '../names';

interface Algorithm {
  hash: string;
  kind: 'rsa' | 'ecdsa' | 'hmac';
}

const algorithms: Record<string, Algorithm> = {
  [signatureAlgorithms.rsaSha1]: { hash: 'sha1', kind: 'rsa' },
  [signatureAlgorithms.rsaSha256]: { hash: 'sha256', kind: 'rsa' },
  [signatureAlgorithms.rsaSha384]: { hash: 'sha384', kind: 'rsa' },
  [signatureAlgorithms.rsaSha512]: { hash: 'sha512', kind: 'rsa' },
  [signatureAlgorithms.ecdsaSha256]: { hash: 'sha256', kind: 'ecdsa' },
  [signatureAlgorithms.ecdsaSha384]: { hash: 'sha384', kind: 'ecdsa' },
  [signatureAlgorithms.ecdsaSha512]: { hash: 'sha512', kind: 'ecdsa' },
  [signatureAlgorithms.hmacSha1]: { hash: 'sha1', kind: 'hmac' },
  [signatureAlgorithms.hmacSha256]: { hash: 'sha256', kind: 'hmac' },
};

/** An algorithm by its URI; unknown ones count as rsa-sha256. */
function find(uri: string): Algorithm {
  return algorithms[uri] ?? algorithms[signatureAlgorithms.rsaSha256];
}

/**
 * Signs octets as XML Signature does: ECDSA as the two numbers one after the
 * other (RFC 9231 2.3.6).
 *
 * @param key - private key in PEM; for HMAC the shared octets
 * @param uri - the algorithm; an unknown one signs with rsa-sha256
 */
export function signOctets(octets: string, key: string, uri: string): string {
  const { hash, kind } = find(uri);
  return kind === 'hmac'
    ? createHmac(hash, key).update(octets, 'utf8').digest('base64')
    : sign(hash, Buffer.from(octets, 'utf8'), {
        key,
        dsaEncoding: 'ieee-p1363',
      }).toString('base64');
}

/**
 * Whether a signature fits; never for HMAC and unknown algorithms.
 *
 * @param key - public key or certificate in PEM
 */
export function verifyOctets(
  octets: string,
  key: string,
  uri: string,
  signature: string,
): boolean {
  const algorithm = algorithms[uri];
  return (
    algorithm !== undefined &&
    algorithm.kind !== 'hmac' &&
    verify(
      algorithm.hash,
      Buffer.from(octets, 'utf8'),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64'),
    )
  );
}
