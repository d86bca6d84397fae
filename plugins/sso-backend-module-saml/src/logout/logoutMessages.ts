import { createMessageId } from '../requests/createMessageId';
import { writeElement, XmlElement } from '../requests/writeElement';
import type { SamlSession } from '../attributes/sessionMemory';
import { namespaces } from '../xml';

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const byUser = 'urn:oasis:names:tc:SAML:2.0:logout:user';
const REQUEST_VALID_MS = 5 * 60_000;

/** A message of ours that is ready to be signed and sent. */
export interface LogoutXml {
  readonly id: string;
  readonly xml: string;
}

interface Envelope {
  /** Entity ID of the portal. */
  readonly issuer: string;
  /** Where the message goes. */
  readonly destination: string;
  readonly now: Date;
}

function write(
  name: string,
  { issuer, destination, now }: Envelope,
  attributes: Readonly<Record<string, string>>,
  content: readonly XmlElement[],
): LogoutXml {
  const id = createMessageId();
  const { xml } = writeElement(
    `samlp:${name}`,
    {
      'xmlns:samlp': namespaces.samlp,
      'xmlns:saml': namespaces.saml,
      ID: id,
      Version: '2.0',
      IssueInstant: now.toISOString(),
      Destination: destination,
      ...attributes,
    },
    [writeElement('saml:Issuer', {}, issuer), ...content],
  );
  return { id, xml };
}

/** Asks the provider to end a session (SAML core 3.7.1, profiles 4.4.4.1). */
export function logoutRequestXml(
  envelope: Envelope,
  { nameId, sessionIndex }: SamlSession,
): LogoutXml {
  return write(
    'LogoutRequest',
    envelope,
    {
      NotOnOrAfter: new Date(
        envelope.now.getTime() + REQUEST_VALID_MS,
      ).toISOString(),
      Reason: byUser,
    },
    [
      writeElement(
        'saml:NameID',
        {
          NameQualifier: nameId.nameQualifier,
          SPNameQualifier: nameId.spNameQualifier,
          Format: nameId.format,
        },
        nameId.value,
      ),
      ...(sessionIndex === undefined
        ? []
        : [writeElement('samlp:SessionIndex', {}, sessionIndex)]),
    ],
  );
}

/** Tells the provider that its request was carried out (SAML core 3.7.2). */
export function logoutResponseXml(
  envelope: Envelope,
  requestId: string,
): LogoutXml {
  return write('LogoutResponse', envelope, { InResponseTo: requestId }, [
    writeElement('samlp:Status', {}, [
      writeElement('samlp:StatusCode', { Value: success }),
    ]),
  ]);
}
