import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoBrowserStep } from '@latchkey/plugin-sso-node';
import type { SamlSettings } from '../settings';
import { signEnveloped } from './signEnveloped';
import { MessageSigner, signOctets } from './signatureMethods';

const deflate = promisify(deflateRaw);

/** A message to the provider that has not been sent yet. */
export interface OutgoingMessage {
  readonly parameter: 'SAMLRequest' | 'SAMLResponse';
  readonly xml: string;
  /** Where it goes, out of the settings. */
  readonly endpoint: string;
  readonly relayState?: string;
  /** Unsigned without. */
  readonly signer?: MessageSigner;
}

/**
 * The address of a message by the HTTP-Redirect binding. What is signed is
 * the very text that is sent (SAML bindings 3.4.4.1), so that no two ways of
 * percent-encoding can make a difference.
 */
export async function toRedirectLocation({
  parameter,
  xml,
  endpoint,
  relayState,
  signer,
}: OutgoingMessage): Promise<string> {
  const message = (await deflate(xml)).toString('base64');
  const parameters = [
    [parameter, message],
    ...(relayState ? [['RelayState', relayState]] : []),
    ...(signer ? [['SigAlg', signer.method.uri]] : []),
  ];
  let query = encode(parameters);
  if (signer) {
    query += `&${encode([['Signature', signOctets(query, signer)]])}`;
  }
  const target = targetOf(endpoint);
  target.hash = '';
  target.search = target.search ? `${target.search}&${query}` : query;
  return target.href;
}

/**
 * The fields of a message by the HTTP-POST binding (SAML bindings 3.5.4).
 */
function toFormFields({
  parameter,
  xml,
  relayState,
  signer,
}: Omit<OutgoingMessage, 'endpoint'>): Record<string, string> {
  const message = signer ? signEnveloped(xml, signer) : xml;
  return {
    [parameter]: Buffer.from(message).toString('base64'),
    ...(relayState ? { RelayState: relayState } : {}),
  };
}

/** Sends a message through the browser, by the binding of the settings. */
export async function sendMessage(
  message: OutgoingMessage,
  binding: SamlSettings['logoutBinding'],
): Promise<SsoBrowserStep> {
  return binding === 'post'
    ? {
        kind: 'form',
        action: targetOf(message.endpoint).href,
        fields: toFormFields(message),
      }
    : { kind: 'redirect', location: await toRedirectLocation(message) };
}

// The settings were checked when they were saved. A browser is never sent to
// anything but a web server all the same.
function targetOf(endpoint: string): URL {
  const target = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!target || !['https:', 'http:'].includes(target.protocol)) {
    throw new SsoError('settings-invalid', {
      detail: 'An address of the provider is not one of a web server',
    });
  }
  return target;
}

// encodeURIComponent leaves some marks alone that URL would touch: ' in
// queries. All of them are sent encoded, so that the text stays as signed.
function encode(parameters: string[][]): string {
  return parameters
    .map(pair =>
      pair
        .map(text =>
          encodeURIComponent(text).replace(
            /[!'()*]/g,
            mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
          ),
        )
        .join('='),
    )
    .join('&');
}
