import { ServiceUnavailableError } from '@backstage/errors';
import type { DiscoveryApi } from '@backstage/frontend-plugin-api';
import { SsoApiError, readSsoErrorResponse } from '@latchkey/plugin-sso-react';
import { readProviderLogoutUrl } from './readProviderLogoutUrl';
import { readSsoSession, SsoSession } from './SsoSession';

/**
 * The routes of auth provider `sso`. They work with an HttpOnly cookie, so
 * every request says that it comes from this page: forms of other sites
 * cannot set the header.
 */
export class SsoAuthClient {
  readonly #discoveryApi: DiscoveryApi;

  private constructor(discoveryApi: DiscoveryApi) {
    this.#discoveryApi = discoveryApi;
  }

  static create(options: { discoveryApi: DiscoveryApi }): SsoAuthClient {
    return new SsoAuthClient(options.discoveryApi);
  }

  /**
   * The session of this browser, `undefined` when nobody is signed in.
   *
   * @throws SsoApiError with a refusal when the account may not go on.
   */
  async refresh(): Promise<SsoSession | undefined> {
    const response = await this.#send('/refresh', { method: 'GET' });
    if (response.ok) {
      return readSsoSession(await response.json());
    }
    const error = await readSsoErrorResponse(response);
    const code = error instanceof SsoApiError && error.refusal?.code;
    if (response.status === 401 && (!code || code === 'session-ended')) {
      return undefined;
    }
    throw error;
  }

  /** Turns a finished sign-in into the session cookie of this browser. */
  async redeemTicket(ticket: string): Promise<void> {
    await this.#expectOk('/handler/frame', {
      method: 'POST',
      body: new URLSearchParams({ ticket }),
    });
  }

  /**
   * Ends the session on the server and removes its cookie.
   *
   * @returns address at which signing out goes on, for the browser as a whole
   */
  async logout(): Promise<string | undefined> {
    const response = await this.#expectOk('/logout', { method: 'POST' });
    return response.status === 204
      ? undefined
      : readProviderLogoutUrl(await response.json());
  }

  /** Address that starts a sign-in; the browser goes there as a whole. */
  async startUrl(connectionId: string, returnTo: string): Promise<string> {
    const query = new URLSearchParams({ connection: connectionId, returnTo });
    return `${await this.#baseUrl()}/start?${query}`;
  }

  /** Address that redeems a ticket which is bound to this browser. */
  async redeemUrl(ticket: string): Promise<string> {
    const query = new URLSearchParams({ ticket });
    return `${await this.#baseUrl()}/handler/frame?${query}`;
  }

  async #expectOk(path: string, init: RequestInit): Promise<Response> {
    const response = await this.#send(path, init);
    if (!response.ok) {
      throw await readSsoErrorResponse(response);
    }
    return response;
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const url = `${await this.#baseUrl()}${path}`;
    try {
      return await fetch(url, {
        ...init,
        credentials: 'include',
        headers: { 'X-Requested-With': 'XMLHttpRequest' },
      });
    } catch (error) {
      throw new ServiceUnavailableError(
        'The portal cannot be reached at the moment.',
        error,
      );
    }
  }

  async #baseUrl(): Promise<string> {
    return `${await this.#discoveryApi.getBaseUrl('auth')}/sso`;
  }
}
