import { createId } from '../messages/createId';
import { SamlNameIdDraft } from '../messages/ResponseDraft';
import { nameIdFormats } from '../names';
import { escapeXml } from '../xml/escapeXml';
import { IdpSession } from './IdpSessions';
import { DevSamlSettings, SamlServiceProvider } from './types';

/** In which format somebody is named to whom. */
export interface NameIdChoice {
  entityId: string;
  settings: DevSamlSettings;
  serviceProvider: SamlServiceProvider;
  /** What the request asked for. */
  nameIdFormat?: string;
}

/** The name of the person; undefined for a format that is not offered. */
export function chooseNameId(
  { person, participants }: IdpSession,
  choice: NameIdChoice,
): SamlNameIdDraft | undefined {
  const { nameIdFormat, settings, serviceProvider } = choice;
  const format =
    nameIdFormat === undefined || nameIdFormat === nameIdFormats.unspecified
      ? nameIdFormats[settings.nameIdFormat]
      : nameIdFormat;
  const qualifiers = {
    nameQualifier: choice.entityId,
    spNameQualifier: serviceProvider.entityId,
  };
  switch (format) {
    case nameIdFormats.persistent:
      return { xml: escapeXml(person.subject), format, ...qualifiers };
    case nameIdFormats.transient: {
      // One name in a session, which the request to sign out has as well.
      const earlier = participants.get(serviceProvider.entityId)?.nameId;
      return earlier?.format === format
        ? earlier
        : { xml: createId(), format, ...qualifiers };
    }
    case nameIdFormats.emailAddress:
      return { xml: escapeXml(person.email), format };
    case nameIdFormats.unspecified:
      return { xml: escapeXml(person.username), format };
    default:
      return undefined;
  }
}
