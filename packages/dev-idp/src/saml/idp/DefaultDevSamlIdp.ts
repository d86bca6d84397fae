import { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../../http/LoopbackServer';
import { RecordedRequest } from '../../oidc/types';
import { errorPage } from '../../pages/errorPage';
import { sendPage } from '../../pages/sendPage';
import { DevPerson, developmentPeople } from '../../people';
import { SamlKey, SamlKeyType } from '../keys/createSamlKey';
import { idpMetadataXml } from '../messages/metadataXml';
import { IdpContext } from './IdpContext';
import { IdpError } from './IdpError';
import { IdpSessions } from './IdpSessions';
import { KeyRing } from './KeyRing';
import { ServiceProviders } from './ServiceProviders';
import { SignInFlow } from './SignInFlow';
import { SignOutFlow } from './SignOutFlow';
import { fetchSpMetadata, readSpMetadata } from './spMetadata';
import {
  DevSamlIdp,
  DevSamlIdpOptions,
  DevSamlSettings,
  SamlServiceProvider,
} from './types';

const signInPath = '/saml/sign-in/';

/** A development provider for SAML 2.0. */
export class DefaultDevSamlIdp implements DevSamlIdp {
  readonly #server: LoopbackServer;
  readonly #context: IdpContext;
  readonly #signIn: SignInFlow;
  readonly #signOut: SignOutFlow;
  readonly #requests: RecordedRequest[] = [];
  #down = false;

  static async create(options: DevSamlIdpOptions): Promise<DefaultDevSamlIdp> {
    const server = await LoopbackServer.create({
      host: options.host ?? 'localhost',
      port: options.port ?? 0,
    });
    try {
      const keys = await KeyRing.create({
        key: options.key,
        type: options.keyType,
      });
      return new DefaultDevSamlIdp(server, keys, options);
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private constructor(
    server: LoopbackServer,
    keys: KeyRing,
    options: DevSamlIdpOptions,
  ) {
    const base = `${server.origin}/saml`;
    const acceptUnknown = options.acceptUnknown ?? true;
    this.#server = server;
    this.#context = {
      entityId: `${base}/metadata`,
      urls: {
        metadata: `${base}/metadata`,
        singleSignOn: `${base}/sso`,
        singleLogout: `${base}/logout`,
        signOut: `${base}/sign-out`,
        launch: `${base}/launch`,
      },
      people: options.people ?? developmentPeople,
      acceptUnknown,
      keys,
      sessions: IdpSessions.create(),
      serviceProviders: ServiceProviders.create({ acceptUnknown }),
      settings: {
        sign: 'assertion',
        encryption: 'off',
        nameIdFormat: 'persistent',
        ...options.settings,
      },
    };
    this.#signIn = SignInFlow.create(this.#context);
    this.#signOut = SignOutFlow.create(this.#context);
    options.serviceProviders?.forEach(one => this.registerSp(one));
    server.handle((request, response) => this.#answer(request, response));
  }

  get issuer(): string {
    return this.#context.entityId;
  }

  get entityId(): string {
    return this.#context.entityId;
  }

  get metadataUrl(): string {
    return this.#context.urls.metadata;
  }

  get singleSignOnUrl(): string {
    return this.#context.urls.singleSignOn;
  }

  get singleLogoutUrl(): string {
    return this.#context.urls.singleLogout;
  }

  get signOutUrl(): string {
    return this.#context.urls.signOut;
  }

  get certificate(): string {
    return this.signingKey.certificate;
  }

  get certificates(): readonly string[] {
    return this.#context.keys.certificates;
  }

  get signingKey(): SamlKey {
    return this.#context.keys.current;
  }

  get people(): readonly DevPerson[] {
    return this.#context.people;
  }

  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  registerSp(serviceProvider: SamlServiceProvider): void {
    this.#context.serviceProviders.register(serviceProvider);
  }

  async registerSpMetadata(metadata: string): Promise<SamlServiceProvider> {
    const serviceProvider = metadata.trimStart().startsWith('<')
      ? readSpMetadata(metadata)
      : await fetchSpMetadata(metadata);
    this.registerSp(serviceProvider);
    return serviceProvider;
  }

  launchUrl(entityId: string, relayState?: string): string {
    const query = new URLSearchParams({ sp: entityId });
    if (relayState !== undefined) {
      query.set('RelayState', relayState);
    }
    return `${this.#context.urls.launch}?${query}`;
  }

  configure(settings: Partial<DevSamlSettings>): void {
    Object.assign(this.#context.settings, settings);
  }

  publishNextKey(type?: SamlKeyType): Promise<string> {
    return this.#context.keys.publishNext(type);
  }

  switchKey(): void {
    this.#context.keys.switch();
  }

  retireKeys(): void {
    this.#context.keys.retire();
  }

  setDown(down: boolean): void {
    this.#down = down;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    if (this.#down) {
      request.socket.destroy();
      return;
    }
    const url = new URL(request.url ?? '/', this.#server.origin);
    const method = request.method ?? 'GET';
    this.#requests.push({
      method,
      path: url.pathname.replace(/^(\/saml\/sign-in\/).+/, '$1:id'),
    });
    try {
      await this.#route(method, url, request, response);
    } catch (error) {
      if (!(error instanceof IdpError)) {
        throw error;
      }
      sendPage(response, 400, errorPage(error.code, error.message));
    }
  }

  async #route(
    method: string,
    url: URL,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (url.pathname.startsWith(signInPath)) {
      const id = url.pathname.slice(signInPath.length);
      await (method === 'POST'
        ? this.#signIn.submit(request, response, id)
        : this.#signIn.show(request, response, id));
      return;
    }
    switch (url.pathname) {
      case '/saml/metadata':
        this.#sendMetadata(response);
        return;
      case '/saml/sso':
        await this.#signIn.request(request, response);
        return;
      case '/saml/launch':
        await this.#signIn.launch(response, url.searchParams);
        return;
      case '/saml/logout':
        await this.#signOut.message(request, response);
        return;
      case '/saml/sign-out':
        this.#signOut[method === 'POST' ? 'begin' : 'page'](request, response);
        return;
      default:
        sendPage(
          response,
          404,
          errorPage('not_found', 'There is nothing at this address.'),
        );
    }
  }

  #sendMetadata(response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'application/samlmetadata+xml; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(
      idpMetadataXml({
        entityId: this.entityId,
        certificates: this.certificates,
        singleSignOnUrl: this.singleSignOnUrl,
        singleLogoutUrl: this.singleLogoutUrl,
      }),
    );
  }
}
