import { inflateRawSync } from 'node:zlib';
import { decodeBase64 } from './decodeBase64';
import { messageLimits } from './limits';
import { refuse } from './refuse';

const maximalBytes = messageLimits.characters;
// Base64 makes four characters of three bytes, with some for line breaks.
const maximalCharacters = Math.ceil(maximalBytes * 1.4);

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: maximalBytes });
  } catch {
    return refuse(
      'saml-xml-refused',
      `The message is not compressed by DEFLATE, or larger than ${maximalBytes} bytes`,
    );
  }
}

/**
 * Decodes `SAMLRequest` and `SAMLResponse` as they come by HTTP-POST (base64)
 * or HTTP-Redirect (deflate) (SAML bindings 3.5.4, 3.4.4.1). All sizes are
 * bounded before memory is spent.
 *
 * @throws SsoError `saml-xml-refused`
 */
export function decodeSamlMessage(
  parameter: string,
  encoding: 'base64' | 'deflate',
): string {
  if (parameter.length > maximalCharacters) {
    refuse(
      'saml-xml-refused',
      `The message is larger than ${maximalBytes} bytes`,
    );
  }
  const decoded = decodeBase64(parameter);
  if (!decoded || decoded.length === 0) {
    return refuse('saml-xml-refused', 'The message is not base64');
  }
  const bytes = encoding === 'deflate' ? inflate(decoded) : decoded;
  if (bytes.length > maximalBytes) {
    refuse(
      'saml-xml-refused',
      `The message is larger than ${maximalBytes} bytes`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('saml-xml-refused', 'The message is not UTF-8');
  }
}
