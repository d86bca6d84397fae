import { SsoError } from '@latchkey/plugin-sso-common';
import type { Response } from 'undici';

/**
 * Reads a body up to a number of bytes, counted after decompression.
 *
 * @throws SsoError `provider-response-invalid` as soon as it is larger
 */
export async function readLimited(
  response: Response,
  limit: number,
  host: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced <= limit) {
    for await (const chunk of response.body ?? []) {
      length += chunk.byteLength;
      if (length > limit) {
        break;
      }
      chunks.push(chunk);
    }
  }
  if (announced > limit || length > limit) {
    throw new SsoError('provider-response-invalid', {
      detail: `The answer of ${host} is larger than ${limit} bytes`,
    });
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
