import { ServerResponse } from 'node:http';
import { postPage } from '../../pages/postPage';
import { sendPage } from '../../pages/sendPage';
import { SamlStep } from './types';

/** Sends the browser on, by a redirect or by a form. */
export function sendStep(response: ServerResponse, step: SamlStep): void {
  if (step.method === 'POST') {
    sendPage(
      response,
      200,
      postPage(step.url, step.body ?? new URLSearchParams()),
    );
    return;
  }
  response.writeHead(303, {
    location: step.url,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  response.end();
}
