import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoBrowserStep } from '@latchkey/plugin-sso-node';

/**
 * Lets a step of a protocol through when it leads to the web. An address such
 * as `javascript:…` would run in the portal, whoever put it into the settings.
 *
 * @throws SsoError `internal`, without the address
 */
export function assertWebStep(step: SsoBrowserStep): void {
  const target = step.kind === 'redirect' ? step.location : step.action;
  const isWeb =
    URL.canParse(target) &&
    ['http:', 'https:'].includes(new URL(target).protocol);
  if (!isWeb) {
    throw new SsoError('internal', {
      detail: 'The protocol leads to an address that is not http or https.',
    });
  }
}
