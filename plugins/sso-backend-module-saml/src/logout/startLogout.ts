import type {
  SsoLogoutContext,
  SsoLogoutStart,
} from '@latchkey/plugin-sso-node';
import { readSessionMemory } from '../attributes/sessionMemory';
import { entityIdOf } from '../entityIdOf';
import { sendMessage } from '../requests/sendMessage';
import { signerOf } from '../requests/signerOf';
import type { SamlSettings } from '../settings';
import { logoutRequestXml } from './logoutMessages';

/**
 * Asks the provider to end the person's session there, when the settings want
 * it and the session is known. Signed as soon as the portal has a key, as the
 * profile asks for (SAML profiles 4.4.4.1).
 */
export async function startLogout(
  context: SsoLogoutContext<SamlSettings>,
): Promise<SsoLogoutStart | undefined> {
  const { settings, state } = context;
  const session = readSessionMemory(context.session.memory);
  if (!settings.signOutAtProvider || !settings.logoutUrl || !session) {
    return undefined;
  }
  const now = new Date();
  const { id, xml } = logoutRequestXml(
    { issuer: entityIdOf(context), destination: settings.logoutUrl, now },
    session,
  );
  const step = await sendMessage(
    {
      parameter: 'SAMLRequest',
      xml,
      endpoint: settings.logoutUrl,
      relayState: state,
      signer: signerOf(settings, now),
    },
    settings.logoutBinding,
  );
  return { ...step, memory: { requestId: id } };
}
