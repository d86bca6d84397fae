import { namespaces } from '../names';
import { signRoot } from '../signing/signRoot';
import { element } from '../xml/element';
import { escapeXml } from '../xml/escapeXml';
import { issuerXml, nameIdXml } from './assertionXml';
import { SamlLogoutRequestDraft, SamlLogoutResponseDraft } from './LogoutDraft';
import { statusXml } from './responseXml';

/** The request as its draft says. */
export function logoutRequestXml(draft: SamlLogoutRequestDraft): string {
  const plain = element(
    'samlp:LogoutRequest',
    {
      'xmlns:samlp': namespaces.protocol,
      ID: draft.id,
      Version: draft.version,
      IssueInstant: draft.issueInstant,
      Destination: draft.destination,
      NotOnOrAfter: draft.notOnOrAfter,
    },
    issuerXml(draft.issuer),
    draft.nameId && nameIdXml(draft.nameId),
    ...draft.sessionIndexes.map(index =>
      element('samlp:SessionIndex', {}, escapeXml(index)),
    ),
  );
  return draft.signature ? signRoot(plain, draft.signature) : plain;
}

/** The answer as its draft says. */
export function logoutResponseXml(draft: SamlLogoutResponseDraft): string {
  const plain = element(
    'samlp:LogoutResponse',
    {
      'xmlns:samlp': namespaces.protocol,
      ID: draft.id,
      Version: draft.version,
      IssueInstant: draft.issueInstant,
      Destination: draft.destination,
      InResponseTo: draft.inResponseTo,
    },
    issuerXml(draft.issuer),
    draft.status && statusXml(draft.status),
  );
  return draft.signature ? signRoot(plain, draft.signature) : plain;
}
