import { namespaces } from '../names';
import { signRoot } from '../signing/signRoot';
import { element } from '../xml/element';
import { escapeXml } from '../xml/escapeXml';
import { assertionXml, issuerXml } from './assertionXml';
import { SamlResponseDraft, SamlStatusDraft } from './ResponseDraft';

/** A `Status` element. */
export function statusXml(status: SamlStatusDraft): string {
  return element(
    'samlp:Status',
    {},
    element(
      'samlp:StatusCode',
      { Value: status.code },
      status.subcode && element('samlp:StatusCode', { Value: status.subcode }),
    ),
    status.message &&
      element('samlp:StatusMessage', {}, escapeXml(status.message)),
    status.detail && element('samlp:StatusDetail', {}, status.detail),
  );
}

/** The answer as its draft says, with its assertions. */
export async function responseXml(draft: SamlResponseDraft): Promise<string> {
  const assertions = await Promise.all(draft.assertions.map(assertionXml));
  const plain = element(
    'samlp:Response',
    {
      'xmlns:samlp': namespaces.protocol,
      ID: draft.id,
      Version: draft.version,
      IssueInstant: draft.issueInstant,
      Destination: draft.destination,
      InResponseTo: draft.inResponseTo,
    },
    issuerXml(draft.issuer),
    draft.extensions && element('samlp:Extensions', {}, draft.extensions),
    draft.status && statusXml(draft.status),
    ...assertions,
  );
  return draft.signature ? signRoot(plain, draft.signature) : plain;
}
