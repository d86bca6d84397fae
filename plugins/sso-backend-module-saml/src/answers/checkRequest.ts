import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoCallbackRequest } from '@latchkey/plugin-sso-node';

function malformed(detail: string): never {
  throw new SsoError('callback-malformed', { detail });
}

/**
 * Refuses a request to the ACS URL that brings no answer by the HTTP-POST
 * binding, before anything of it is read.
 *
 * @throws SsoError `callback-malformed`, saying what came instead
 */
export function checkRequest({
  method,
  body,
  query,
}: SsoCallbackRequest): void {
  const has = (name: string) =>
    Object.hasOwn(body, name) || Object.hasOwn(query, name);
  if (has('SAMLart')) {
    malformed(
      'The provider sent an artifact. Let it answer by the HTTP-POST binding',
    );
  }
  if (has('SAMLRequest')) {
    malformed(
      'The provider sent a request where answers go. For signing out, give it the logout URL of this portal',
    );
  }
  if (method !== 'POST' || Object.hasOwn(query, 'SAMLResponse')) {
    malformed(
      'The answer has to be posted as a form. Let the provider use the HTTP-POST binding',
    );
  }
  if (!Object.hasOwn(body, 'SAMLResponse') || body.SAMLResponse === '') {
    malformed('SAMLResponse is missing');
  }
}
