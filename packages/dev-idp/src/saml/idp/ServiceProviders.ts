import { isLoopbackUrl } from '../../loopback';
import { fetchSpMetadata } from './spMetadata';
import { SamlServiceProvider } from './types';

/** The service providers that the development provider answers to. */
export class ServiceProviders {
  readonly #known = new Map<string, SamlServiceProvider>();
  readonly #acceptUnknown: boolean;

  static create(options: { acceptUnknown: boolean }): ServiceProviders {
    return new ServiceProviders(options.acceptUnknown);
  }

  private constructor(acceptUnknown: boolean) {
    this.#acceptUnknown = acceptUnknown;
  }

  register(serviceProvider: SamlServiceProvider): void {
    this.#known.set(serviceProvider.entityId, serviceProvider);
  }

  /**
   * @param acsUrl - the address that a request names; takes the place of
   * metadata when there is none to read
   */
  async find(
    entityId: string,
    acsUrl?: string,
  ): Promise<SamlServiceProvider | undefined> {
    const known = this.#known.get(entityId);
    if (known || !this.#acceptUnknown) {
      return known;
    }
    const published = isLoopbackUrl(entityId)
      ? await fetchSpMetadata(entityId).catch(() => undefined)
      : undefined;
    if (published?.entityId === entityId) {
      return onLoopback(published);
    }
    return acsUrl && isLoopbackUrl(acsUrl)
      ? { entityId, acsUrls: [acsUrl] }
      : undefined;
  }
}

function onLoopback(
  serviceProvider: SamlServiceProvider,
): SamlServiceProvider | undefined {
  const { acsUrls, logoutUrl } = serviceProvider;
  return [...acsUrls, ...(logoutUrl ? [logoutUrl] : [])].every(isLoopbackUrl)
    ? serviceProvider
    : undefined;
}
