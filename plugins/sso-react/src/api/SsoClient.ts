import { ServiceUnavailableError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  SsoOperation,
  SsoOperationResponse,
} from '@latchkey/plugin-sso-common';
import { readSsoErrorResponse } from '../errors';
import { createSsoRequest } from './createSsoRequest';
import type { SsoApi, SsoCallInput } from './SsoApi';

/**
 * {@link SsoApi} over HTTP. Public operations work before anyone signed in:
 * they go out with cookies and without a Backstage token.
 *
 * @public
 */
export class SsoClient implements SsoApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  private constructor(discoveryApi: DiscoveryApi, fetchApi: FetchApi) {
    this.#discoveryApi = discoveryApi;
    this.#fetchApi = fetchApi;
  }

  static create(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }): SsoClient {
    return new SsoClient(options.discoveryApi, options.fetchApi);
  }

  async call<TOperation extends SsoOperation>(
    operation: TOperation,
    ...[input]: SsoCallInput<TOperation>
  ): Promise<SsoOperationResponse<TOperation>> {
    const { path, init } = createSsoRequest(operation, input);
    const url = `${await this.#discoveryApi.getBaseUrl('sso')}${path}`;
    const response = await this.#send(operation, url, init);

    if (!response.ok) {
      throw await readSsoErrorResponse(response);
    }
    const value = response.status === 204 ? undefined : await response.json();
    return value as SsoOperationResponse<TOperation>;
  }

  async #send(
    operation: SsoOperation,
    url: string,
    init: RequestInit,
  ): Promise<Response> {
    try {
      // The fetch API of the app waits for the identity of the person, which
      // does not exist yet on the sign-in page.
      return operation.access.kind === 'public'
        ? await fetch(url, { ...init, credentials: 'include' })
        : await this.#fetchApi.fetch(url, init);
    } catch (error) {
      init.signal?.throwIfAborted();
      throw new ServiceUnavailableError(
        'The portal cannot be reached at the moment.',
        error,
      );
    }
  }
}
