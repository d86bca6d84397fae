import { isPortalPath } from '@latchkey/plugin-sso-common';
import type { ReadRefusal } from './refusal';

/** Addresses of the app to send the browser to; never of another site. */
export class PortalRedirects {
  readonly #app: URL;
  readonly #basePath: string;

  /** @param options - `appUrl` is `app.baseUrl`, also with a path. */
  static create(options: { appUrl: string }): PortalRedirects {
    return new PortalRedirects(new URL(options.appUrl));
  }

  private constructor(app: URL) {
    this.#app = app;
    this.#basePath = app.pathname.replace(/\/+$/, '');
  }

  /**
   * A page of the app.
   *
   * @param path - path below that of the app; anything that leads elsewhere
   * becomes the first page.
   */
  toPage(path: string): string {
    const first = `${this.#app.origin}${this.#basePath}/`;
    if (!isPortalPath(path)) {
      return first;
    }
    const url = new URL(`${this.#app.origin}${this.#basePath}${path}`);
    // `/../x` is a path of this origin, but not of an app below `/portal`.
    const inside =
      url.origin === this.#app.origin &&
      url.pathname.startsWith(`${this.#basePath}/`);
    return inside ? url.href : first;
  }

  /** The app, which says why the sign-in was refused. */
  toRefusal(refusal: Pick<ReadRefusal, 'code' | 'reference'>): string {
    const url = new URL(this.#app);
    url.searchParams.set('sso_error', refusal.code);
    if (refusal.reference) {
      url.searchParams.set('sso_reference', refusal.reference);
    }
    return url.href;
  }
}
