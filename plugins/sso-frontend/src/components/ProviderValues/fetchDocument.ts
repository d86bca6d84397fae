/** A public document, such as the metadata of the portal. */
export interface PublicDocument {
  readonly text: string;
  readonly type: string;
  /** What its server calls it. */
  readonly fileName?: string;
}

/**
 * Reads a document that everyone may read: providers do as well, so it goes
 * out without the token of the person.
 *
 * @throws Error with the words of `describe` when the answer is a failure.
 */
export async function fetchDocument(
  url: string,
  describe: (status: string) => string,
): Promise<PublicDocument> {
  const response = await fetch(url, { cache: 'no-store' });
  if (!response.ok) {
    throw new Error(describe(String(response.status)));
  }
  return {
    text: await response.text(),
    type: response.headers.get('content-type') ?? 'application/xml',
    fileName: readFileName(response.headers.get('content-disposition')),
  };
}

/** `filename` of RFC 6266, when it is a plain name. */
function readFileName(disposition: string | null): string | undefined {
  return /;\s*filename="?([\w.-]{1,100})"?\s*(?:;|$)/i.exec(
    disposition ?? '',
  )?.[1];
}
