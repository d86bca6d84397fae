import { createPrivateKey } from 'node:crypto';

const forms = ['pkcs8', 'pkcs1', 'sec1'] as const;

/**
 * Whether a text holds a private key that is not encrypted, in PEM or as bare
 * base64, also inside of JSON.
 */
export function holdsPrivateKey(text: string): boolean {
  const plain = withoutBreaks(text);
  return (
    // With a content: placeholders show the first line of a key.
    /PRIVATEKEY-----[A-Za-z0-9+/]{40}/.test(plain) ||
    (plain.match(/[A-Za-z0-9+/]{80,}/g) ?? []).some(run =>
      // The DER of a key is a sequence, which base64 begins with M.
      [...run.matchAll(/M/g)]
        .slice(0, 100)
        .some(({ index }) => isPrivateKey(run.slice(index))),
    )
  );
}

/** The text without line breaks, also those that JSON writes as `\n`. */
export function withoutBreaks(text: string): string {
  return text.replace(/\\[rn]|\s/g, '');
}

function isPrivateKey(base64: string): boolean {
  const der = Buffer.from(base64, 'base64');
  // Only what begins like a sequence with the version 0 or 1 of a key.
  if (
    der[0] !== 0x30 ||
    !/^30(?:8[1-4])?.{2,8}?02010[01]/.test(der.toString('hex', 0, 12))
  ) {
    return false;
  }
  return forms.some(type => {
    try {
      createPrivateKey({ key: der, format: 'der', type });
      return true;
    } catch {
      return false;
    }
  });
}
