const MAX_CHARACTERS = 100_000;

// What a message could be used again with, and what only fills the trace.
const VALUES =
  /<((?:[\w.-]+:)?(?:SignatureValue|DigestValue|CipherValue|X509Certificate|Modulus|Exponent|PublicKey|SessionKey))(?=[\s>])([^>]{0,1000})>([^<]*)/g;

// Whatever else looks like a key or a signature, also where an attacker hides
// it from the rule above.
const LONG_BASE64 = /[A-Za-z0-9+/]{60,}={0,2}/g;

const conceal = (value: string) => `[${value.length} characters]`;

/**
 * A message that the parser refused, as a trace may keep it: without
 * signatures, digests, encrypted data and certificates, so that it cannot be
 * used again.
 */
export function redactUnread(xml: string): string {
  const cut =
    xml.length > MAX_CHARACTERS
      ? `${xml.slice(0, MAX_CHARACTERS)}[${
          xml.length - MAX_CHARACTERS
        } more characters]`
      : xml;
  return cut
    .replace(
      VALUES,
      (_, name: string, attributes: string, value: string) =>
        `<${name}${attributes}>${conceal(value)}`,
    )
    .replace(LONG_BASE64, conceal);
}
