import { inflateRawSync } from 'node:zlib';
import type { SsoStartResult } from '@latchkey/plugin-sso-node';

/** A request of the portal, out of either binding. */
export function readRequest(step: SsoStartResult) {
  const { memory } = step;
  if (step.kind === 'form') {
    const { fields: parameters, action: target } = step;
    const xml = Buffer.from(parameters.SAMLRequest, 'base64').toString();
    return { memory, parameters, target, xml };
  }
  const { searchParams, origin, pathname } = new URL(step.location);
  const parameters = Object.fromEntries(searchParams);
  const message = Buffer.from(parameters.SAMLRequest, 'base64');
  return {
    memory,
    parameters,
    target: `${origin}${pathname}`,
    xml: inflateRawSync(message).toString(),
  };
}
