import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { AdapterFactory, JWK, Provider } from 'oidc-provider';
import { LoopbackServer } from '../http/LoopbackServer';
import { DevPerson, developmentPeople } from '../people';
import {
  backchannelLogout,
  confidentialClient,
  developmentClients,
  publicClientId,
} from './clients';
import { createProvider } from './createProvider';
import { FrontChannelClients } from './FrontChannelClients';
import { handleInteraction } from './interactions';
import { MemoryAdapter } from './MemoryAdapter';
import { createSigningKeys } from './signingKeys';
import {
  DevIdp,
  DevIdpLogoutOptions,
  DevIdpOptions,
  RecordedRequest,
} from './types';

/** A development provider on the certified `oidc-provider` library. */
export class DefaultDevIdp implements DevIdp {
  readonly clientId = confidentialClient.id;
  readonly clientSecret = confidentialClient.secret;
  readonly publicClientId = publicClientId;
  readonly people: readonly DevPerson[];

  readonly #server: LoopbackServer;
  readonly #adapter: AdapterFactory;
  readonly #frontChannel = FrontChannelClients.create();
  readonly #cookieKeys = [randomBytes(32).toString('base64url')];
  readonly #onServerError: (error: Error) => void;
  readonly #requests: RecordedRequest[] = [];
  #keys: JWK[];
  #provider: Provider;
  #down = false;

  static async create(options: DevIdpOptions): Promise<DefaultDevIdp> {
    const server = await LoopbackServer.create({
      host: options.host ?? 'localhost',
      port: options.port ?? 0,
    });
    try {
      return new DefaultDevIdp(server, await createSigningKeys(), options);
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private constructor(
    server: LoopbackServer,
    keys: JWK[],
    options: DevIdpOptions,
  ) {
    this.people = options.people ?? developmentPeople;
    this.#adapter = MemoryAdapter.createFactory([
      ...developmentClients({
        backchannelLogoutUri: options.backchannelLogoutUri,
      }),
      ...(options.clients ?? []),
    ]);
    this.#onServerError = options.onServerError ?? (() => {});
    this.#server = server;
    this.#keys = keys;
    this.#provider = this.#createProvider();
    server.handle((request, response) => this.#answer(request, response));
  }

  get issuer(): string {
    return this.#server.origin;
  }

  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  get signOutUrl(): string {
    return `${this.issuer}/session/end`;
  }

  async registerLogout({
    clientId = this.clientId,
    backchannelLogoutUri,
    frontchannelLogoutUri,
    sessionRequired,
  }: DevIdpLogoutOptions): Promise<void> {
    const clients = this.#adapter('Client');
    const known = await clients.find(clientId);
    if (!known) {
      throw new Error(`There is no client ${clientId}`);
    }
    const {
      backchannel_logout_uri: _uri,
      backchannel_logout_session_required: _required,
      ...client
    } = known;
    await clients.upsert(
      clientId,
      {
        ...client,
        ...backchannelLogout(backchannelLogoutUri, sessionRequired),
      },
      Infinity,
    );
    this.#frontChannel.register(clientId, frontchannelLogoutUri);
  }

  async rotateSigningKey(): Promise<void> {
    this.#keys = [...(await createSigningKeys()), ...this.#keys];
    // oidc-provider reads its keys once; a new one continues with the old
    // one's store and cookie keys, so that nobody is signed out.
    this.#provider = this.#createProvider();
  }

  setDown(down: boolean): void {
    this.#down = down;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  #createProvider(): Provider {
    const provider = createProvider({
      issuer: this.issuer,
      adapter: this.#adapter,
      cookieKeys: this.#cookieKeys,
      keys: this.#keys,
      people: this.people,
      frontChannel: this.#frontChannel,
    });
    provider.on('server_error', (_context, error) =>
      this.#onServerError(error),
    );
    return provider;
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    if (this.#down) {
      request.socket.destroy();
      return;
    }
    const { pathname } = new URL(request.url ?? '/', this.issuer);
    this.#requests.push({
      method: request.method ?? 'GET',
      path: pathname.replace(/^\/(interaction|auth)\/[^/]+/, '/$1/:uid'),
    });
    if (pathname.startsWith('/interaction/')) {
      await handleInteraction(request, response, {
        provider: this.#provider,
        people: this.people,
      });
      return;
    }
    await this.#provider.callback()(request, response);
  }
}
