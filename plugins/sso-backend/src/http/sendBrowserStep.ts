import { randomBytes } from 'node:crypto';
import type { SsoBrowserStep } from '@latchkey/plugin-sso-node';
import type { Response } from 'express';
import { assertWebStep } from '../logout/assertWebStep';
import { renderFormPost } from './renderFormPost';

/**
 * Sends the browser on to the provider, the way the protocol wants it.
 *
 * @param title - of the page that posts a form: what is going on
 * @throws SsoError `internal` when it leads to something else than the web
 */
export function sendBrowserStep(
  res: Response,
  step: SsoBrowserStep,
  title?: string,
): void {
  assertWebStep(step);
  if (step.kind === 'redirect') {
    // What was posted here is not meant for the provider (RFC 9110, 15.4.4).
    res.redirect(res.req.method === 'POST' ? 303 : 302, step.location);
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  res.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
  );
  res.type('html').send(
    renderFormPost({
      action: step.action,
      fields: step.fields,
      nonce,
      title,
    }),
  );
}
