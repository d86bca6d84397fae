import { IncomingMessage } from 'node:http';
import { readForm } from '../../http/readForm';
import {
  inflateMessage,
  SamlParameter,
  verifyRedirectQuery,
} from '../bindings/redirectBinding';
import { namespaces } from '../names';
import { verifyRoot } from '../signing/verifyRoot';
import { firstChild } from '../xml/children';
import { parseXml } from '../xml/parseXml';
import { IdpError } from './IdpError';
import { SamlServiceProvider } from './types';

/** A message that a service provider sent by the browser. */
export interface ReceivedMessage {
  parameter: SamlParameter;
  root: Element;
  relayState?: string;
  /** Undefined when it is not signed or no certificate is known. */
  isSignatureValid(serviceProvider: SamlServiceProvider): boolean | undefined;
}

function find(fields: URLSearchParams): {
  parameter: SamlParameter;
  value: string;
} {
  for (const parameter of ['SAMLRequest', 'SAMLResponse'] as const) {
    const value = fields.get(parameter);
    if (value) {
      return { parameter, value };
    }
  }
  throw new IdpError('message_missing', 'The request carries no SAML message.');
}

function withCertificates(
  verify: (certificates: readonly string[]) => boolean | undefined,
): ReceivedMessage['isSignatureValid'] {
  return ({ certificates = [] }) =>
    certificates.length > 0 ? verify(certificates) : undefined;
}

function readRoot(read: () => string): { xml: string; root: Element } {
  try {
    const xml = read();
    return { xml, root: parseXml(xml).documentElement };
  } catch {
    throw new IdpError('message_invalid', 'The SAML message cannot be read.');
  }
}

/**
 * Reads a message of the redirect or the POST binding.
 *
 * @throws IdpError when there is none or it cannot be read
 */
export async function readSamlMessage(
  request: IncomingMessage,
): Promise<ReceivedMessage> {
  if (request.method === 'POST') {
    const form = await readForm(request);
    const { parameter, value } = find(form);
    const { xml, root } = readRoot(() =>
      Buffer.from(value, 'base64').toString('utf8'),
    );
    const isSigned = firstChild(root, namespaces.signature, 'Signature');
    return {
      parameter,
      root,
      relayState: form.get('RelayState') ?? undefined,
      isSignatureValid: withCertificates(certificates =>
        isSigned ? verifyRoot(xml, certificates) : undefined,
      ),
    };
  }
  const rawQuery = request.url?.split('?').slice(1).join('?') ?? '';
  const query = new URLSearchParams(rawQuery);
  const { parameter, value } = find(query);
  return {
    parameter,
    root: readRoot(() => inflateMessage(value)).root,
    relayState: query.get('RelayState') ?? undefined,
    isSignatureValid: withCertificates(certificates =>
      verifyRedirectQuery(rawQuery, certificates),
    ),
  };
}
