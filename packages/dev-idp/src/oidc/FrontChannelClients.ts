import { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { frontChannelPage, framesPolicy } from '../pages/frontChannelPage';

const confirmPath = '/session/end/confirm';

/**
 * Front-channel logout (OpenID Connect Front-Channel Logout 1.0), which
 * oidc-provider leaves out: when a session has ended, a page loads one frame
 * for each client of it, and goes on to where the browser was led anyway.
 */
export class FrontChannelClients {
  readonly #uris = new Map<string, string>();

  static create(): FrontChannelClients {
    return new FrontChannelClients();
  }

  private constructor() {}

  /** @param uri - undefined takes the client out */
  register(clientId: string, uri: string | undefined): void {
    if (uri === undefined) {
      this.#uris.delete(clientId);
    } else {
      this.#uris.set(clientId, uri);
    }
  }

  attachTo(provider: Provider): void {
    const client = provider.Client.prototype;
    const { includeSid } = client;
    const uris = this.#uris;
    // Whoever is told of sessions has to know them.
    client.includeSid = function include() {
      return includeSid.call(this) || uris.has(this.clientId);
    };
    provider.use(async (context, next) => {
      await next();
      const { oidc } = context as Partial<KoaContextWithOIDC>;
      // Without it, the person stays signed in here.
      if (context.path === confirmPath && oidc?.params?.logout) {
        this.#showFrames(context as KoaContextWithOIDC);
      }
    });
  }

  #showFrames(context: KoaContextWithOIDC): void {
    const { session, provider } = context.oidc;
    const frames = Object.keys(session?.authorizations ?? {}).flatMap(
      clientId => {
        const uri = this.#uris.get(clientId);
        const sid = session?.sidFor(clientId);
        if (uri === undefined || !sid) {
          return [];
        }
        const address = new URL(uri);
        address.searchParams.set('iss', provider.issuer);
        address.searchParams.set('sid', sid);
        return [address.href];
      },
    );
    if (frames.length === 0) {
      return;
    }
    const target = context.response.get('location');
    context.status = 200;
    context.remove('location');
    context.type = 'html';
    context.set('content-security-policy', framesPolicy);
    context.body = frontChannelPage(frames, target);
  }
}
