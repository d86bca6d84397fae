import { IncomingMessage } from 'node:http';

const maximumBytes = 64 * 1024;

/**
 * Reads an `application/x-www-form-urlencoded` body.
 *
 * @throws Error when the body is larger than 64 KiB.
 */
export async function readForm(
  request: IncomingMessage,
): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maximumBytes) {
      throw new Error('The form is too large');
    }
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
