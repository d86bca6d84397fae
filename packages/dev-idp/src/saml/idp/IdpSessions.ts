import { IncomingMessage, ServerResponse } from 'node:http';
import { DevPerson } from '../../people';
import { createId } from '../messages/createId';
import { SamlNameIdDraft } from '../messages/ResponseDraft';
import { SamlServiceProvider } from './types';

/** A service provider that somebody is signed in at. */
export interface Participant {
  serviceProvider: SamlServiceProvider;
  /** The name that it was told. */
  nameId: SamlNameIdDraft;
}

/** Somebody who is signed in at the provider. */
export interface IdpSession {
  id: string;
  /** The same for every service provider. */
  index: string;
  person: DevPerson;
  authenticatedAt: Date;
  /** By entity ID. */
  participants: Map<string, Participant>;
}

const cookieName = 'dev_saml_session';

/** The sessions of the provider, by cookie. */
export class IdpSessions {
  readonly #sessions = new Map<string, IdpSession>();

  static create(): IdpSessions {
    return new IdpSessions();
  }

  private constructor() {}

  /** The session of the browser, if there is one. */
  find(request: IncomingMessage): IdpSession | undefined {
    const id = (request.headers.cookie ?? '')
      .split(/;\s*/)
      .find(cookie => cookie.startsWith(`${cookieName}=`))
      ?.slice(cookieName.length + 1);
    return id === undefined ? undefined : this.#sessions.get(id);
  }

  /**
   * Opens a session, or signs in again: the applications of an earlier one
   * stay, so that they hear when it ends.
   */
  open(
    response: ServerResponse,
    person: DevPerson,
    earlier: IdpSession | undefined,
  ): IdpSession {
    const isSame = earlier?.person.subject === person.subject;
    const session: IdpSession = {
      id: createId(),
      index: isSame ? earlier.index : createId(),
      person,
      authenticatedAt: new Date(),
      participants: isSame ? earlier.participants : new Map(),
    };
    if (earlier) {
      this.#sessions.delete(earlier.id);
    }
    this.#sessions.set(session.id, session);
    response.setHeader(
      'set-cookie',
      `${cookieName}=${session.id}; Path=/saml; HttpOnly; SameSite=Lax`,
    );
    return session;
  }

  close(session: IdpSession): void {
    this.#sessions.delete(session.id);
  }

  /** The sessions that a service provider may mean (SAML core 3.7.1). */
  matching(selector: {
    entityId: string;
    nameId: string;
    sessionIndexes: readonly string[];
  }): IdpSession[] {
    return [...this.#sessions.values()].filter(
      session =>
        session.participants.get(selector.entityId)?.nameId.xml ===
          selector.nameId &&
        (selector.sessionIndexes.length === 0 ||
          selector.sessionIndexes.includes(session.index)),
    );
  }
}
