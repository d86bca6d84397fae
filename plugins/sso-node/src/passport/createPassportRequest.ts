import { Readable } from 'node:stream';
import type { Request } from 'express';

/**
 * What a strategy gets to see of a request. Nothing of it has to come from a
 * real request: a sign-in is usually started and finished with made-up ones,
 * so that `Host` and cookies of the browser cannot matter.
 *
 * @public
 */
export interface PassportRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly originalUrl: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Fields of a form post. */
  readonly body?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * What strategies keep between start and finish. It is changed in place:
   * read it after `start`, keep it, and hand it in again at `finish`.
   */
  readonly session: Record<string, unknown>;
  /** `https` by default. */
  readonly protocol?: string;
  /** Host with port, from configuration. */
  readonly host?: string;
}

/**
 * Makes an object that strategies take for an Express request. It is also a
 * stream of the form post, for strategies that read the body themselves
 * although it has been parsed before.
 */
export function createPassportRequest(
  request: PassportRequest,
  response: object,
): Request {
  const { method, originalUrl, session } = request;
  const protocol = request.protocol ?? 'https';
  const form = new URLSearchParams({ ...request.body }).toString();
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    headers[name.toLocaleLowerCase('en-US')] = value;
  }
  if (request.host) {
    headers.host = request.host;
  }
  if (method === 'POST') {
    headers['content-type'] = 'application/x-www-form-urlencoded';
    headers['content-length'] = String(Buffer.byteLength(form));
  }
  const header = (name: string) => headers[name.toLocaleLowerCase('en-US')];
  const synthetic = Object.assign(
    Readable.from(method === 'POST' ? [Buffer.from(form)] : []),
    {
      method,
      url: originalUrl,
      originalUrl,
      headers,
      headersDistinct: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, [value]]),
      ),
      query: { ...request.query },
      body: { ...request.body },
      session,
      protocol,
      secure: protocol === 'https',
      host: request.host,
      hostname: request.host?.replace(/:\d+$/, ''),
      get: header,
      header,
      res: response,
    },
  );
  return synthetic as unknown as Request;
}
