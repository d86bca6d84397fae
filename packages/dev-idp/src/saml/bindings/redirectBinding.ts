import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { SamlKey } from '../keys/createSamlKey';
import { signatureAlgorithms } from '../names';
import { signOctets, verifyOctets } from '../signing/signOctets';

/** Which of the two parameters a message travels in. @public */
export type SamlParameter = 'SAMLRequest' | 'SAMLResponse';

/** How the query of the redirect binding is made. @public */
export interface SamlRedirectOptions {
  parameter: SamlParameter;
  relayState?: string;
  /** Signs the query; without a key it is not signed. */
  key?: SamlKey;
  /** URI; by the type of the key unless given. */
  signatureAlgorithm?: string;
}

const maximumBytes = 256 * 1024;

/** Deflates a message as the redirect binding wants it. */
function deflateMessage(xml: string): string {
  return deflateRawSync(Buffer.from(xml, 'utf8')).toString('base64');
}

/**
 * Inflates a message of the redirect binding.
 *
 * @throws Error when it is no deflated text or larger than 256 KiB
 */
export function inflateMessage(base64: string): string {
  return inflateRawSync(Buffer.from(base64, 'base64'), {
    maxOutputLength: maximumBytes,
  }).toString('utf8');
}

/**
 * The query of a message in the redirect binding (SAML bindings 3.4.4.1),
 * without a question mark.
 */
export function redirectQuery(
  xml: string,
  options: SamlRedirectOptions,
): string {
  const parts = [
    `${options.parameter}=${encodeURIComponent(deflateMessage(xml))}`,
  ];
  if (options.relayState !== undefined) {
    parts.push(`RelayState=${encodeURIComponent(options.relayState)}`);
  }
  const { key } = options;
  if (!key) {
    return parts.join('&');
  }
  const algorithm =
    options.signatureAlgorithm ??
    (key.type === 'ec'
      ? signatureAlgorithms.ecdsaSha256
      : signatureAlgorithms.rsaSha256);
  parts.push(`SigAlg=${encodeURIComponent(algorithm)}`);
  const signature = signOctets(parts.join('&'), key.privateKey, algorithm);
  return [...parts, `Signature=${encodeURIComponent(signature)}`].join('&');
}

/** Adds a query to a URL that may have one already. */
export function withQuery(url: string, query: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

function rawParameters(query: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&')) {
    const separator = pair.indexOf('=');
    const name = separator < 0 ? pair : pair.slice(0, separator);
    if (parameters.has(name)) {
      throw new Error(`The parameter ${name} was sent twice`);
    }
    parameters.set(name, separator < 0 ? '' : pair.slice(separator + 1));
  }
  return parameters;
}

/**
 * Whether the signature of a raw query fits one of the certificates; undefined
 * when the query has none.
 */
export function verifyRedirectQuery(
  rawQuery: string,
  certificates: readonly string[],
): boolean | undefined {
  const raw = rawParameters(rawQuery);
  const signature = raw.get('Signature');
  if (signature === undefined) {
    return undefined;
  }
  const algorithm = decodeURIComponent(raw.get('SigAlg') ?? '');
  const signed = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg']
    .filter(name => raw.has(name))
    .map(name => `${name}=${raw.get(name)}`)
    .join('&');
  return certificates.some(certificate =>
    verifyOctets(signed, certificate, algorithm, decodeURIComponent(signature)),
  );
}
