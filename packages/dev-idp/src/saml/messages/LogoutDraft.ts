import { SamlSignatureDraft } from '../signing/SignatureDraft';
import { SamlNameIdDraft, SamlStatusDraft } from './ResponseDraft';

interface MessageDraft {
  id: string;
  version: string;
  issueInstant: string;
  issuer?: string;
  destination?: string;
  /** Signs the XML itself, for the POST binding. */
  signature?: SamlSignatureDraft;
}

/** A request to end sessions (SAML core 3.7.1). @public */
export interface SamlLogoutRequestDraft extends MessageDraft {
  notOnOrAfter?: string;
  nameId?: SamlNameIdDraft;
  sessionIndexes: string[];
}

/** The answer to a request to end sessions (SAML core 3.7.2). @public */
export interface SamlLogoutResponseDraft extends MessageDraft {
  inResponseTo?: string;
  status?: SamlStatusDraft;
}
