import { account, escape } from './accountErrors';
import type { SsoErrorDescription } from './errorDescription';
import { local, service, session } from './portalErrors';
import { provider } from './providerErrors';
import { provisioning } from './provisioningErrors';
import { saml } from './samlErrors';
import { startAndReturn } from './startErrors';

export type { SsoErrorActor, SsoErrorDescription } from './errorDescription';

/**
 * Every refusal the product knows, by its stable code. The codes are part of
 * the public API: they stand in URLs, traces, audit events and metrics.
 *
 * @public
 */
export const ssoErrors = {
  ...startAndReturn,
  ...provider,
  ...saml,
  ...provisioning,
  ...local,
  ...account,
  ...escape,
  ...session,
  ...service,
} as const satisfies Record<string, SsoErrorDescription>;

/**
 * A stable code of a refusal, such as `state-expired`.
 *
 * @public
 */
export type SsoErrorCode = keyof typeof ssoErrors;

/**
 * All codes.
 *
 * @public
 */
export const ssoErrorCodes = Object.keys(ssoErrors) as SsoErrorCode[];

/**
 * Tells whether a text, from a URL for example, is a known code.
 *
 * @public
 */
export function isSsoErrorCode(value: unknown): value is SsoErrorCode {
  return typeof value === 'string' && Object.hasOwn(ssoErrors, value);
}
