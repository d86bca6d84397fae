import { DevPerson } from '../../people';
import { attributeNameFormats, attributeNames, nameIdFormats } from '../names';
import { escapeXml } from '../xml/escapeXml';
import { nameIdXml } from './assertionXml';
import { SamlAttributeDraft } from './ResponseDraft';

function uri(
  name: string,
  friendlyName: string | undefined,
  ...values: string[]
): SamlAttributeDraft {
  return {
    name,
    friendlyName,
    nameFormat: attributeNameFormats.uri,
    values,
  };
}

/**
 * What an honest provider says of a person. eduPersonTargetedID holds a
 * NameID, as its specification wants it.
 */
export function personAttributes(person: DevPerson): SamlAttributeDraft[] {
  return [
    uri(
      attributeNames.targetedId,
      'eduPersonTargetedID',
      nameIdXml({
        xml: escapeXml(person.subject),
        format: nameIdFormats.persistent,
      }),
    ),
    uri(attributeNames.targetedIdShort, undefined, escapeXml(person.subject)),
    uri(
      attributeNames.uid,
      'uid',
      escapeXml(person.preferredUsername ?? person.username),
    ),
    uri(attributeNames.givenName, 'givenName', escapeXml(person.givenName)),
    uri(attributeNames.surname, 'sn', escapeXml(person.familyName)),
    uri(attributeNames.mail, 'mail', escapeXml(person.email)),
    uri(attributeNames.displayName, 'displayName', escapeXml(person.name)),
    ...(person.groups.length > 0
      ? [
          {
            name: attributeNames.groups,
            friendlyName: 'groups',
            nameFormat: attributeNameFormats.basic,
            values: person.groups.map(escapeXml),
          },
        ]
      : []),
  ];
}
