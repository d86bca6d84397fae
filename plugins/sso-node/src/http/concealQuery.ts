import type { Request } from 'express';

/**
 * Takes the query out of what the log of the backend will say about a
 * request. Backstage logs the URL of every request when it is answered, and
 * authorization codes and tickets travel in queries.
 *
 * @returns the URL as it was received
 * @public
 */
export function concealQuery(request: Pick<Request, 'originalUrl'>): string {
  const received = request.originalUrl;
  const [path, query] = received.split('?', 2);
  request.originalUrl = query === undefined ? path : `${path}?…`;
  return received;
}
