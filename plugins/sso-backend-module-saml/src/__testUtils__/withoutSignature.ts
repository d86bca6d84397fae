import type { FinalRedirect } from '@latchkey/dev-idp';

/** A message as it is, but for its signature. */
export function withoutSignature({
  method,
  url,
  body,
}: FinalRedirect): FinalRedirect {
  if (method === 'GET') {
    const unsigned = new URL(url);
    unsigned.searchParams.delete('SigAlg');
    unsigned.searchParams.delete('Signature');
    return { method, url: unsigned.href };
  }
  const fields = new URLSearchParams(body);
  for (const [name, value] of body ?? []) {
    if (name !== 'RelayState') {
      const xml = Buffer.from(value, 'base64').toString();
      fields.set(
        name,
        Buffer.from(
          xml.replace(/<ds:Signature .*<\/ds:Signature>/s, ''),
        ).toString('base64'),
      );
    }
  }
  return { method, url, body: fields };
}
