import express, { Request, RequestHandler, Response } from 'express';
import { BodyTooLargeError } from './BodyTooLargeError';

/** How much of a body is read, and what is said of a larger one. */
export interface BodyLimit {
  /** As `express.json` takes it: `512kb`. */
  readonly size: string;
  readonly message: string;
  /** Whether a body that could be read is too large nevertheless. */
  readonly exceeds?: (body: unknown) => boolean;
}

/** Icons are data URLs of up to 64 kB; everything else is small. */
export const defaultBodyLimit: BodyLimit = {
  size: '512kb',
  message: 'The body is larger than 512 kB.',
};

/** Reads JSON into `req.body`. */
export type JsonBodyReader = (req: Request, res: Response) => Promise<void>;

/**
 * Reads bodies after the caller is known, so that nobody else can make the
 * server parse large ones. A reader of its own for each limit.
 *
 * @throws BodyTooLargeError
 */
export function createJsonBodyReader(limit: BodyLimit): JsonBodyReader {
  const parse: RequestHandler = express.json({ limit: limit.size });
  return (req, res) =>
    new Promise((resolve, reject) => {
      parse(req, res, (error?: unknown) => {
        const tooLarge = error
          ? (error as { type?: unknown }).type === 'entity.too.large'
          : limit.exceeds?.(req.body) ?? false;
        if (tooLarge) {
          reject(new BodyTooLargeError(limit.message));
        } else if (error) {
          reject(error);
        } else {
          resolve();
        }
      });
    });
}
