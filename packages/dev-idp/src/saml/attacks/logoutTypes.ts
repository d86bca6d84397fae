import { SamlForge, SamlLogoutContext } from '../forge/SamlForge';
import { SamlNameIdDraft } from '../messages/ResponseDraft';
import { SamlRefusalCode } from './types';

/** A message to the logout URL of the service provider. @public */
export interface SamlLogoutMessage {
  method: 'GET' | 'POST';
  /** Raw query without question mark; empty for POST. */
  query: string;
  /** Fields of the form; empty for GET. */
  fields: Record<string, string>;
}

/** For which session an attack is made. @public */
export interface SamlLogoutAttackContext extends SamlLogoutContext {
  nameId: SamlNameIdDraft;
  sessionIndexes: readonly string[];
  /** ID of a LogoutRequest that the service provider waits for. */
  requestId: string;
}

/** One message about signing out, to refuse or to accept. @public */
export interface SamlLogoutAttack {
  readonly id: string;
  readonly row: string;
  readonly title: string;
  /** Unusual but honest: it has to be accepted. */
  readonly accept: boolean;
  readonly expectedCodes: readonly SamlRefusalCode[];
  /** Whether it answers to the request of the context. */
  readonly isResponse: boolean;
  build(forge: SamlForge, context: SamlLogoutAttackContext): SamlLogoutMessage;
  honestTwin(
    forge: SamlForge,
    context: SamlLogoutAttackContext,
  ): SamlLogoutMessage;
}
