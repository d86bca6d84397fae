import { verify } from 'node:crypto';
import type { SamlCertificate } from '../certificates/SamlCertificate';
import { decodeBase64 } from '../xml/decodeBase64';
import { refuse } from '../xml/refuse';
import { signatureMethodOf } from './algorithms';
import { chooseCertificate, type SignatureTrust } from './chooseCertificate';

/** Options of {@link verifyRedirectSignature}. */
export interface VerifyRedirectSignatureOptions extends SignatureTrust {
  /** Path and query exactly as they were received. */
  readonly originalUrl: string;
  readonly parameter: 'SAMLRequest' | 'SAMLResponse';
}

/** What a signed redirect carries; nothing else of its query is signed. */
export interface VerifiedRedirect {
  readonly signedBy: SamlCertificate;
  readonly algorithm: string;
  /** Value of the parameter, still deflated and in base64. */
  readonly message: string;
  readonly relayState?: string;
}

const names = [
  'SAMLRequest',
  'SAMLResponse',
  'SAMLEncoding',
  'RelayState',
  'SigAlg',
  'Signature',
] as const;
type Name = (typeof names)[number];

const deflate = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE';

// The standard says nothing about ECDSA here, so both encodings are in use.
const ecEncodings = ['ieee-p1363', 'der'] as const;
// For RSA the encoding has no meaning.
const rsaEncodings = ['der'] as const;

function malformed(detail: string): never {
  return refuse('saml-signature-malformed', detail);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return malformed('The query is not percent-encoded correctly');
  }
}

/** The parameters of SAML in a query with their values as received. */
function rawParameters(originalUrl: string): Map<Name, string> {
  const start = originalUrl.indexOf('?');
  const query = start < 0 ? '' : originalUrl.slice(start + 1).split('#')[0];
  const found = new Map<Name, string>();
  for (const part of query.split('&')) {
    const [rawName] = part.split('=', 1);
    const name = names.find(
      each => each.toLowerCase() === decode(rawName).toLowerCase(),
    );
    if (!name) {
      continue;
    }
    // Another spelling could be read by one part of the software only.
    if (rawName !== name || found.has(name)) {
      malformed(`${name} occurs twice or in another spelling`);
    }
    found.set(name, part.slice(rawName.length + 1));
  }
  return found;
}

/**
 * Verifies the signature of a message by HTTP-Redirect (SAML bindings
 * 3.4.4.1): over the octets of the query as they were received, put in the
 * order of the standard, whatever their percent-encoding looks like. What the
 * caller goes on with is decoded from those octets, so another value of the
 * same name cannot take their place.
 *
 * @throws SsoError `saml-signature-missing`, `saml-signature-malformed`,
 *   `saml-algorithm-refused`, `saml-signature-invalid`,
 *   `saml-certificate-expired`
 */
export function verifyRedirectSignature(
  options: VerifyRedirectSignatureOptions,
): VerifiedRedirect {
  const { originalUrl, parameter } = options;
  const raw = rawParameters(originalUrl);
  const message = raw.get(parameter);
  const other = parameter === 'SAMLRequest' ? 'SAMLResponse' : 'SAMLRequest';
  const encoding = raw.get('SAMLEncoding');
  if (!message || raw.has(other)) {
    return malformed(`The query has no ${parameter}, or ${other} as well`);
  }
  if (encoding !== undefined && decode(encoding) !== deflate) {
    return malformed('The message is encoded in an unknown way');
  }
  const algorithm = raw.get('SigAlg');
  const signature = raw.get('Signature');
  if (!algorithm || !signature) {
    return refuse(
      'saml-signature-missing',
      'The message by HTTP-Redirect is not signed',
    );
  }
  const value = decodeBase64(decode(signature));
  if (!value || value.length === 0) {
    return malformed('Signature is empty or not base64');
  }
  const method = signatureMethodOf(
    decode(algorithm),
    options.allowLegacyAlgorithms,
  );
  const relayState = raw.get('RelayState');
  const octets = Buffer.from(
    [
      `${parameter}=${message}`,
      ...(relayState === undefined ? [] : [`RelayState=${relayState}`]),
      `SigAlg=${algorithm}`,
    ].join('&'),
  );
  const encodings = method.keyType === 'ec' ? ecEncodings : rsaEncodings;
  const signedBy = chooseCertificate(
    options,
    method.keyType,
    ({ publicKey: key }) =>
      encodings.some(dsaEncoding =>
        verify(method.hash, octets, { key, dsaEncoding }, value),
      ),
  );
  return {
    signedBy,
    algorithm: method.title,
    message: decode(message),
    relayState: relayState === undefined ? undefined : decode(relayState),
  };
}
