import { IncomingMessage, ServerResponse } from 'node:http';
import { readForm } from '../../http/readForm';
import { isLoopbackUrl } from '../../loopback';
import { loginPage } from '../../pages/loginPage';
import { sendPage } from '../../pages/sendPage';
import { createId } from '../messages/createId';
import { SamlResponseDraft } from '../messages/ResponseDraft';
import { responseXml } from '../messages/responseXml';
import { statusCodes } from '../names';
import { AnswerOptions, createAnswer, createRefusal } from './createAnswer';
import { IdpContext } from './IdpContext';
import { IdpError } from './IdpError';
import { IdpSession } from './IdpSessions';
import { readAuthnRequest } from './readAuthnRequest';
import { readSamlMessage } from './readSamlMessage';
import { sendStep } from './sendStep';
import { SamlServiceProvider } from './types';

interface PendingSignIn {
  serviceProvider: SamlServiceProvider;
  acsUrl: string;
  relayState?: string;
  requestId?: string;
  nameIdFormat?: string;
  authnContexts: readonly string[];
  forceAuthn: boolean;
  isPassive: boolean;
}

/** Web browser single sign-on (SAML profiles 4.1). */
export class SignInFlow {
  readonly #context: IdpContext;
  readonly #pending = new Map<string, PendingSignIn>();

  static create(context: IdpContext): SignInFlow {
    return new SignInFlow(context);
  }

  private constructor(context: IdpContext) {
    this.#context = context;
  }

  /** Takes an AuthnRequest. */
  async request(request: IncomingMessage, response: ServerResponse) {
    const message = await readSamlMessage(request);
    const asked = readAuthnRequest(
      message.root,
      this.#context.urls.singleSignOn,
    );
    const serviceProvider = await this.#find(asked.issuer, asked.acsUrl);
    const isValid = message.isSignatureValid(serviceProvider);
    if (isValid === false || (serviceProvider.requestsSigned && !isValid)) {
      throw new IdpError(
        'signature_invalid',
        'The AuthnRequest is not signed by a certificate of the service provider.',
      );
    }
    this.#wait(response, {
      ...asked,
      serviceProvider,
      acsUrl: this.#chooseAcsUrl(serviceProvider, asked.acsUrl),
      relayState: message.relayState,
      requestId: asked.id,
    });
  }

  /** Starts a sign-in that nobody asked for (SAML profiles 4.1.5). */
  async launch(response: ServerResponse, query: URLSearchParams) {
    const serviceProvider = await this.#find(query.get('sp') ?? '');
    this.#wait(response, {
      serviceProvider,
      acsUrl: this.#chooseAcsUrl(serviceProvider),
      relayState: query.get('RelayState') ?? undefined,
      authnContexts: [],
      forceAuthn: false,
      isPassive: false,
    });
  }

  /** Shows the login page, or answers for somebody who is signed in. */
  async show(request: IncomingMessage, response: ServerResponse, id: string) {
    const pending = this.#take(id);
    const session = this.#context.sessions.find(request);
    if (session && !pending.forceAuthn) {
      await this.#answer(response, id, session);
    } else if (pending.isPassive) {
      await this.#send(
        response,
        id,
        createRefusal(this.#answerOptions(pending), {
          code: statusCodes.responder,
          subcode: statusCodes.noPassive,
        }),
      );
    } else {
      this.#sendLogin(response, 200, '');
    }
  }

  /** Takes what was entered on the login page. */
  async submit(request: IncomingMessage, response: ServerResponse, id: string) {
    const pending = this.#take(id);
    const form = await readForm(request);
    if (form.get('action') === 'cancel') {
      await this.#send(
        response,
        id,
        createRefusal(this.#answerOptions(pending), {
          code: statusCodes.responder,
          subcode: statusCodes.authnFailed,
          message: 'The sign-in was cancelled',
        }),
      );
      return;
    }
    const username = form.get('username')?.trim() ?? '';
    const person = this.#context.people.find(
      one => one.username === username && one.password === form.get('password'),
    );
    if (!person) {
      this.#sendLogin(response, 401, username, true);
      return;
    }
    const { sessions } = this.#context;
    const session = sessions.open(response, person, sessions.find(request));
    await this.#answer(response, id, session);
  }

  async #find(entityId: string, acsUrl?: string): Promise<SamlServiceProvider> {
    const found = await this.#context.serviceProviders.find(entityId, acsUrl);
    if (!found) {
      throw new IdpError(
        'service_provider_unknown',
        `No service provider has the entity ID ${entityId}.`,
      );
    }
    return found;
  }

  #chooseAcsUrl(
    { acsUrls }: SamlServiceProvider,
    asked: string | undefined = acsUrls[0],
  ): string {
    const isAllowed =
      acsUrls.includes(asked) ||
      (this.#context.acceptUnknown && isLoopbackUrl(asked ?? ''));
    if (!isAllowed) {
      throw new IdpError(
        'acs_url_unknown',
        'The AuthnRequest names an address that is not registered.',
      );
    }
    return asked;
  }

  #wait(response: ServerResponse, pending: PendingSignIn): void {
    const id = createId();
    this.#pending.set(id, pending);
    // A redirect of our own, because the cookie of the session does not come
    // with a form that another site posts.
    sendStep(response, { method: 'GET', url: `/saml/sign-in/${id}` });
  }

  #take(id: string): PendingSignIn {
    const pending = this.#pending.get(id);
    if (!pending) {
      throw new IdpError(
        'sign_in_expired',
        'This sign-in has ended. Go back to the portal and start again.',
      );
    }
    return pending;
  }

  #answerOptions(pending: PendingSignIn): AnswerOptions {
    const { entityId, keys, settings } = this.#context;
    return { ...pending, entityId, key: keys.current, settings };
  }

  async #answer(response: ServerResponse, id: string, session: IdpSession) {
    const options = this.#answerOptions(this.#take(id));
    await this.#send(response, id, createAnswer(options, session));
  }

  async #send(response: ServerResponse, id: string, draft: SamlResponseDraft) {
    const { acsUrl, relayState } = this.#take(id);
    this.#pending.delete(id);
    const xml = await responseXml(draft);
    const body = new URLSearchParams({
      SAMLResponse: Buffer.from(xml, 'utf8').toString('base64'),
    });
    if (relayState !== undefined) {
      body.set('RelayState', relayState);
    }
    sendStep(response, { method: 'POST', url: acsUrl, body });
  }

  #sendLogin(
    response: ServerResponse,
    status: number,
    username: string,
    failed = false,
  ): void {
    const { people } = this.#context;
    sendPage(response, status, loginPage({ people, username, failed }));
  }
}
