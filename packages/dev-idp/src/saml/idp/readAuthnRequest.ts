import { bindings, namespaces } from '../names';
import {
  attributeOf,
  childElements,
  childText,
  firstChild,
} from '../xml/children';
import { IdpError } from './IdpError';

/** What a service provider asks for (SAML core 3.4.1). */
export interface AuthnRequest {
  id: string;
  issuer: string;
  acsUrl?: string;
  forceAuthn: boolean;
  isPassive: boolean;
  nameIdFormat?: string;
  authnContexts: string[];
}

function isTrue(value: string | undefined): boolean {
  return value === 'true' || value === '1';
}

function refuse(reason: string): never {
  throw new IdpError('request_invalid', reason);
}

/**
 * @param singleSignOnUrl - where the request has to be meant for
 * @throws IdpError when it is none that can be answered
 */
export function readAuthnRequest(
  root: Element,
  singleSignOnUrl: string,
): AuthnRequest {
  const { protocol, assertion } = namespaces;
  if (root.namespaceURI !== protocol || root.localName !== 'AuthnRequest') {
    refuse('The SAML message is not an AuthnRequest.');
  }
  const id = attributeOf(root, 'ID');
  const issuer = childText(root, assertion, 'Issuer');
  if (!id || !issuer || attributeOf(root, 'Version') !== '2.0') {
    refuse('The AuthnRequest needs an ID, an Issuer and Version 2.0.');
  }
  const destination = attributeOf(root, 'Destination');
  if (destination !== undefined && destination !== singleSignOnUrl) {
    refuse(`The AuthnRequest is meant for ${destination}.`);
  }
  const binding = attributeOf(root, 'ProtocolBinding');
  if (binding !== undefined && binding !== bindings.post) {
    refuse('Answers are sent by the POST binding only.');
  }
  const policy = firstChild(root, protocol, 'NameIDPolicy');
  const context = firstChild(root, protocol, 'RequestedAuthnContext');
  return {
    id,
    issuer,
    acsUrl: attributeOf(root, 'AssertionConsumerServiceURL'),
    forceAuthn: isTrue(attributeOf(root, 'ForceAuthn')),
    isPassive: isTrue(attributeOf(root, 'IsPassive')),
    nameIdFormat: policy && attributeOf(policy, 'Format'),
    authnContexts: context
      ? childElements(context, assertion, 'AuthnContextClassRef').map(node =>
          (node.textContent ?? '').trim(),
        )
      : [],
  };
}
