import { refuse } from '../xml/refuse';

/** How the octets of `SignedInfo` are signed. */
export interface SignatureMethod {
  readonly hash: string;
  readonly keyType: 'rsa' | 'ec';
  /** As an administrator reads it: `rsa-sha256`. */
  readonly title: string;
  readonly legacy: boolean;
}

/** How the octets of the element are digested. */
export interface DigestMethod {
  readonly hash: string;
  readonly bytes: number;
  readonly legacy: boolean;
}

const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const xenc = 'http://www.w3.org/2001/04/xmlenc#';

const sha1Signature: SignatureMethod = {
  hash: 'sha1',
  keyType: 'rsa',
  title: 'rsa-sha1',
  legacy: true,
};

// Asymmetric ones only: with HMAC the public key would be the secret.
const signatureMethods = new Map<string, SignatureMethod>([
  [`${dsig}rsa-sha1`, sha1Signature],
  ...['sha256', 'sha384', 'sha512'].flatMap(hash =>
    (['rsa', 'ecdsa'] as const).map((family): [string, SignatureMethod] => [
      `${more}${family}-${hash}`,
      {
        hash,
        keyType: family === 'rsa' ? 'rsa' : 'ec',
        title: `${family}-${hash}`,
        legacy: false,
      },
    ]),
  ),
]);

const digestMethods = new Map<string, DigestMethod>([
  [`${dsig}sha1`, { hash: 'sha1', bytes: 20, legacy: true }],
  [`${xenc}sha256`, { hash: 'sha256', bytes: 32, legacy: false }],
  [`${more}sha384`, { hash: 'sha384', bytes: 48, legacy: false }],
  [`${xenc}sha512`, { hash: 'sha512', bytes: 64, legacy: false }],
]);

function pick<T extends { readonly legacy: boolean }>(
  methods: ReadonlyMap<string, T>,
  uri: string,
  allowLegacy: boolean,
): T {
  const evidence = [{ label: 'Algorithm', value: uri.slice(0, 200) }];
  const method = methods.get(uri);
  if (!method) {
    return refuse(
      'saml-algorithm-refused',
      'The algorithm is unknown or never safe here',
      evidence,
    );
  }
  return method.legacy && !allowLegacy
    ? refuse(
        'saml-algorithm-refused',
        'SHA-1 is allowed only with "Allow legacy algorithms"',
        evidence,
      )
    : method;
}

/**
 * Looks up an algorithm of signatures; there is no default (RFC 9231 2.3).
 *
 * @throws SsoError `saml-algorithm-refused`
 */
export function signatureMethodOf(
  uri: string,
  allowLegacy: boolean,
): SignatureMethod {
  return pick(signatureMethods, uri, allowLegacy);
}

/** @throws SsoError `saml-algorithm-refused` */
export function digestMethodOf(
  uri: string,
  allowLegacy: boolean,
): DigestMethod {
  return pick(digestMethods, uri, allowLegacy);
}
