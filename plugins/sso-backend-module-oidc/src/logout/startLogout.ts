import type {
  SsoLogoutContext,
  SsoLogoutStart,
} from '@latchkey/plugin-sso-node';
import * as client from 'openid-client';
import { checkEndpoint } from '../discovery/checkEndpoint';
import type { OidcSettings } from '../settings';
import { readIdTokenHint } from './sessionMemory';

/** Longer ones are cut off or refused by common servers and proxies. */
const MAX_ADDRESS_CHARACTERS = 6000;

/**
 * Asks the provider to end the person's session there (OpenID Connect
 * RP-Initiated Logout 1.0 §2).
 *
 * @returns undefined when the provider has no such endpoint
 * @throws SsoError `provider-response-invalid`
 */
export function startLogout(
  { settings, state, logoutUrl, session }: SsoLogoutContext<OidcSettings>,
  configuration: client.Configuration,
): SsoLogoutStart | undefined {
  const metadata = configuration.serverMetadata();
  const action = metadata.end_session_endpoint;
  if (action === undefined) {
    return undefined;
  }
  checkEndpoint(metadata, 'end_session_endpoint');
  const hint = readIdTokenHint(session.memory);
  const fields = {
    ...(hint === undefined ? {} : { id_token_hint: hint }),
    client_id: settings.clientId,
    post_logout_redirect_uri: logoutUrl,
    state,
  };
  const { href } = client.buildEndSessionUrl(configuration, fields);
  return href.length <= MAX_ADDRESS_CHARACTERS
    ? { kind: 'redirect', location: href }
    : { kind: 'form', action, fields };
}
