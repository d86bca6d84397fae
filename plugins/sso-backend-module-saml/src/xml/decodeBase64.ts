/**
 * Decodes base64 (RFC 4648 section 4), white space between the digits
 * tolerated as `xs:base64Binary` has it. Nothing else is forgiven, so that
 * there is one text for the octets.
 *
 * @returns undefined when it is something else
 */
export function decodeBase64(text: string): Buffer | undefined {
  const digits = text.replace(/[ \t\r\n]+/g, '');
  const bytes = Buffer.from(digits, 'base64');
  return bytes.toString('base64') === digits ? bytes : undefined;
}
