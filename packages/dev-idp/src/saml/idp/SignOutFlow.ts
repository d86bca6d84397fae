import { IncomingMessage, ServerResponse } from 'node:http';
import { sendPage } from '../../pages/sendPage';
import { signedOutPage, signOutEverywherePage } from '../../pages/signOutPages';
import { createId } from '../messages/createId';
import { timeAt } from '../messages/createResponseDraft';
import { statusCodes } from '../names';
import { IdpContext } from './IdpContext';
import { IdpError } from './IdpError';
import { IdpSession, Participant } from './IdpSessions';
import { logoutRequestStep, logoutResponseStep } from './logoutStep';
import { LogoutMessage, readLogoutMessage } from './readLogoutMessage';
import { ReceivedMessage, readSamlMessage } from './readSamlMessage';
import { sendStep } from './sendStep';
import { SamlServiceProvider } from './types';

/** One sign-out on its way from application to application. */
interface SignOut {
  waiting: Array<Participant & { sessionIndex: string }>;
  complete: boolean;
  /** Who asked for it; undefined when it began here. */
  initiator?: {
    serviceProvider: SamlServiceProvider;
    requestId: string;
    relayState?: string;
  };
}

/** Single logout by the browser (SAML profiles 4.4). */
export class SignOutFlow {
  readonly #context: IdpContext;
  /** By the ID of the LogoutRequest that is to be answered. */
  readonly #running = new Map<string, SignOut>();

  static create(context: IdpContext): SignOutFlow {
    return new SignOutFlow(context);
  }

  private constructor(context: IdpContext) {
    this.#context = context;
  }

  /** Takes a message of a service provider. */
  async message(request: IncomingMessage, response: ServerResponse) {
    const received = await readSamlMessage(request);
    const message = readLogoutMessage(received.root);
    const serviceProvider = await this.#verify(received, message);
    if (message.kind === 'response') {
      const signOut = this.#running.get(message.inResponseTo);
      if (!signOut) {
        throw new IdpError(
          'request_unknown',
          'The LogoutResponse answers to nothing that was asked.',
        );
      }
      this.#running.delete(message.inResponseTo);
      signOut.complete &&= message.success;
      this.#goOn(response, signOut);
      return;
    }
    this.#goOn(response, {
      waiting: this.#close(
        this.#context.sessions.matching({
          ...message,
          entityId: message.issuer,
        }),
        message.issuer,
      ),
      complete: true,
      initiator: {
        serviceProvider,
        requestId: message.id,
        relayState: received.relayState,
      },
    });
  }

  /** Asks whether to sign out everywhere. */
  page(request: IncomingMessage, response: ServerResponse): void {
    const session = this.#context.sessions.find(request);
    sendPage(
      response,
      200,
      session ? signOutEverywherePage(session.person.name) : signedOutPage(),
    );
  }

  /** Signs out everywhere. */
  begin(request: IncomingMessage, response: ServerResponse): void {
    const session = this.#context.sessions.find(request);
    this.#goOn(response, {
      waiting: this.#close(session ? [session] : []),
      complete: true,
    });
  }

  async #verify(
    received: ReceivedMessage,
    { issuer }: LogoutMessage,
  ): Promise<SamlServiceProvider> {
    const serviceProvider = await this.#context.serviceProviders.find(issuer);
    if (!serviceProvider) {
      throw new IdpError(
        'service_provider_unknown',
        `No service provider has the entity ID ${issuer}.`,
      );
    }
    // Whoever has a certificate has to sign here (SAML profiles 4.4.3.1).
    const mustBeSigned = (serviceProvider.certificates ?? []).length > 0;
    if (mustBeSigned && !received.isSignatureValid(serviceProvider)) {
      throw new IdpError(
        'signature_invalid',
        'The message is not signed by a certificate of the service provider.',
      );
    }
    return serviceProvider;
  }

  #close(sessions: readonly IdpSession[], except?: string): SignOut['waiting'] {
    return sessions.flatMap(session => {
      this.#context.sessions.close(session);
      return [...session.participants]
        .filter(([entityId]) => entityId !== except)
        .map(([, participant]) => ({
          ...participant,
          sessionIndex: session.index,
        }));
    });
  }

  #goOn(response: ServerResponse, signOut: SignOut): void {
    const next = signOut.waiting.shift();
    if (!next) {
      this.#finish(response, signOut);
      return;
    }
    const { logoutUrl, logoutBinding = 'redirect' } = next.serviceProvider;
    if (logoutUrl === undefined) {
      signOut.complete = false;
      this.#goOn(response, signOut);
      return;
    }
    const id = createId();
    this.#running.set(id, signOut);
    const now = new Date();
    sendStep(
      response,
      logoutRequestStep(
        {
          id,
          version: '2.0',
          issueInstant: timeAt(now),
          notOnOrAfter: timeAt(now, 5),
          issuer: this.#context.entityId,
          destination: logoutUrl,
          nameId: next.nameId,
          sessionIndexes: [next.sessionIndex],
        },
        {
          url: logoutUrl,
          binding: logoutBinding,
          key: this.#context.keys.current,
        },
      ),
    );
  }

  #finish(response: ServerResponse, { initiator, complete }: SignOut): void {
    const logoutUrl = initiator?.serviceProvider.logoutUrl;
    if (!initiator || logoutUrl === undefined) {
      sendPage(response, 200, signedOutPage({ complete }));
      return;
    }
    sendStep(
      response,
      logoutResponseStep(
        {
          id: createId(),
          version: '2.0',
          issueInstant: timeAt(new Date()),
          issuer: this.#context.entityId,
          destination: logoutUrl,
          inResponseTo: initiator.requestId,
          status: complete
            ? { code: statusCodes.success }
            : {
                code: statusCodes.responder,
                subcode: statusCodes.partialLogout,
              },
        },
        {
          url: logoutUrl,
          binding: initiator.serviceProvider.logoutBinding ?? 'redirect',
          key: this.#context.keys.current,
          relayState: initiator.relayState,
        },
      ),
    );
  }
}
