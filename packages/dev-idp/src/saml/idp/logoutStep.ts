import { redirectQuery, withQuery } from '../bindings/redirectBinding';
import { SamlKey } from '../keys/createSamlKey';
import {
  SamlLogoutRequestDraft,
  SamlLogoutResponseDraft,
} from '../messages/LogoutDraft';
import { logoutRequestXml, logoutResponseXml } from '../messages/logoutXml';
import { createSignatureDraft } from '../signing/createSignatureDraft';
import { SamlBinding, SamlStep } from './types';

/** How a message about signing out is sent. */
export interface LogoutDelivery {
  url: string;
  binding: SamlBinding;
  key: SamlKey;
  relayState?: string;
}

function step(
  parameter: 'SAMLRequest' | 'SAMLResponse',
  write: (signed: boolean) => string,
  { url, binding, key, relayState }: LogoutDelivery,
): SamlStep {
  if (binding === 'redirect') {
    const query = redirectQuery(write(false), { parameter, relayState, key });
    return { method: 'GET', url: withQuery(url, query) };
  }
  const body = new URLSearchParams({
    [parameter]: Buffer.from(write(true), 'utf8').toString('base64'),
  });
  if (relayState !== undefined) {
    body.set('RelayState', relayState);
  }
  return { method: 'POST', url, body };
}

/** A LogoutRequest, signed as its binding wants it. */
export function logoutRequestStep(
  draft: SamlLogoutRequestDraft,
  delivery: LogoutDelivery,
): SamlStep {
  const signature = createSignatureDraft(delivery.key);
  return step(
    'SAMLRequest',
    signed => logoutRequestXml(signed ? { ...draft, signature } : draft),
    delivery,
  );
}

/** A LogoutResponse, signed as its binding wants it. */
export function logoutResponseStep(
  draft: SamlLogoutResponseDraft,
  delivery: LogoutDelivery,
): SamlStep {
  const signature = createSignatureDraft(delivery.key);
  return step(
    'SAMLResponse',
    signed => logoutResponseXml(signed ? { ...draft, signature } : draft),
    delivery,
  );
}
