import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoCallbackRequest } from '@latchkey/plugin-sso-node';
import { readCertificates } from '../certificates/readCertificates';
import type { SamlSettings } from '../settings';
import { isSigned, verifyRedirectSignature, verifySignature } from '../verify';
import { decodeSamlMessage, parseSamlXml } from '../xml';

type Parameter = 'SAMLRequest' | 'SAMLResponse';

/** A message about logging out, as far as its signature goes. */
export type OpenedLogoutMessage =
  | {
      readonly kind: 'request' | 'response';
      /** Signed, as it is. */
      readonly root: Element;
      readonly relayState?: string;
    }
  | { readonly kind: 'unsigned-response' };

interface Opening {
  readonly request: SsoCallbackRequest;
  readonly settings: SamlSettings;
}

function parameterOf({ body, query, method }: SsoCallbackRequest): Parameter {
  const fields = method === 'POST' ? body : query;
  const found = (['SAMLRequest', 'SAMLResponse'] as const).filter(
    name => Object.hasOwn(fields, name) && fields[name] !== '',
  );
  if (found.length !== 1) {
    throw new SsoError('callback-malformed', {
      detail:
        found.length === 0
          ? 'SAMLRequest or SAMLResponse is missing'
          : 'SAMLRequest and SAMLResponse came together',
    });
  }
  return found[0];
}

function trustOf({ settings }: Opening) {
  return {
    certificates: readCertificates(settings.certificates ?? ''),
    fingerprint: settings.certificateFingerprint,
    allowLegacyAlgorithms: settings.allowLegacyAlgorithms,
    acceptExpiredCertificates: settings.acceptExpiredCertificates,
    now: new Date(),
  };
}

function openRedirect(opening: Opening, parameter: Parameter) {
  const { originalUrl, query } = opening.request;
  if (parameter === 'SAMLResponse' && !Object.hasOwn(query, 'Signature')) {
    return undefined;
  }
  const { message, relayState } = verifyRedirectSignature({
    ...trustOf(opening),
    originalUrl,
    parameter,
  });
  return {
    root: parseSamlXml(decodeSamlMessage(message, 'deflate')),
    relayState,
  };
}

function openPost(opening: Opening, parameter: Parameter) {
  const { body } = opening.request;
  const root = parseSamlXml(decodeSamlMessage(body[parameter], 'base64'));
  if (parameter === 'SAMLResponse' && !isSigned(root)) {
    return undefined;
  }
  verifySignature(root, trustOf(opening));
  return {
    root,
    relayState: Object.hasOwn(body, 'RelayState') ? body.RelayState : undefined,
  };
}

/**
 * Takes a message out of its binding (SAML bindings 3.4 and 3.5) and verifies
 * its signature: that of the raw query, or the one inside of what was posted.
 *
 * @throws SsoError with the code of the first check that failed
 */
export function openLogoutMessage(opening: Opening): OpenedLogoutMessage {
  const parameter = parameterOf(opening.request);
  const opened =
    opening.request.method === 'GET'
      ? openRedirect(opening, parameter)
      : openPost(opening, parameter);
  return opened
    ? { kind: parameter === 'SAMLRequest' ? 'request' : 'response', ...opened }
    : { kind: 'unsigned-response' };
}
