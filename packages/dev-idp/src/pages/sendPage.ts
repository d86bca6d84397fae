import { ServerResponse } from 'node:http';
import { contentSecurityPolicy } from './layout';

/** Sends an HTML page which nobody may frame, store or extend. */
export function sendPage(
  response: ServerResponse,
  status: number,
  html: string,
): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}
