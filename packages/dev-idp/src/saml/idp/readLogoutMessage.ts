import { namespaces, statusCodes } from '../names';
import {
  attributeOf,
  childElements,
  childText,
  firstChild,
} from '../xml/children';
import { escapeXml } from '../xml/escapeXml';
import { IdpError } from './IdpError';

/** A message about signing out (SAML core 3.7). */
export type LogoutMessage =
  | {
      kind: 'request';
      id: string;
      issuer: string;
      /** As XML, to compare it with the name that was given. */
      nameId: string;
      sessionIndexes: string[];
    }
  | {
      kind: 'response';
      issuer: string;
      inResponseTo: string;
      success: boolean;
    };

function statusOf(root: Element): string | undefined {
  const status = firstChild(root, namespaces.protocol, 'Status');
  const code = status && firstChild(status, namespaces.protocol, 'StatusCode');
  return code && attributeOf(code, 'Value');
}

/** @throws IdpError for every other message, and for one that has expired */
export function readLogoutMessage(root: Element): LogoutMessage {
  const issuer = childText(root, namespaces.assertion, 'Issuer') ?? '';
  const isProtocol = root.namespaceURI === namespaces.protocol;
  if (isProtocol && root.localName === 'LogoutResponse') {
    return {
      kind: 'response',
      issuer,
      inResponseTo: attributeOf(root, 'InResponseTo') ?? '',
      success: statusOf(root) === statusCodes.success,
    };
  }
  const id = attributeOf(root, 'ID');
  if (!isProtocol || root.localName !== 'LogoutRequest' || !id) {
    throw new IdpError(
      'message_invalid',
      'The SAML message is not about signing out.',
    );
  }
  const until = attributeOf(root, 'NotOnOrAfter');
  if (until !== undefined && !(Date.parse(until) > Date.now())) {
    throw new IdpError('request_expired', 'The LogoutRequest has expired.');
  }
  return {
    kind: 'request',
    id,
    issuer,
    nameId: escapeXml(childText(root, namespaces.assertion, 'NameID') ?? ''),
    sessionIndexes: childElements(
      root,
      namespaces.protocol,
      'SessionIndex',
    ).map(node => (node.textContent ?? '').trim()),
  };
}
