import { type Cookie, CookieJar } from 'tough-cookie';

/** An answer with its body read. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where a redirect leads, absolute. */
  readonly location?: URL;
}

/**
 * What a browser does in a sign-in, as far as servers can tell: keeps cookies
 * by the rules of RFC 6265, SameSite included, and follows nothing by itself.
 */
export class TestBrowser {
  readonly #cookies = new CookieJar();
  readonly #answers: PageAnswer[] = [];

  /** Every answer so far. */
  get answers(): readonly PageAnswer[] {
    return this.#answers;
  }

  /**
   * @param options.crossSite - the request is caused by a page of another
   *   site, such as a form post by the provider
   */
  async request(
    url: string | URL,
    options: RequestInit & { crossSite?: boolean } = {},
  ): Promise<PageAnswer> {
    const { crossSite, ...init } = options;
    const target = String(url);
    const method = init.method ?? 'GET';
    // Lax cookies go along with cross-site top-level GETs, not with POSTs.
    const fromElsewhere = method === 'GET' ? 'lax' : 'none';
    const sameSiteContext = crossSite ? fromElsewhere : 'strict';
    const headers = new Headers(init.headers);
    const cookie = await this.#cookies.getCookieString(target, {
      sameSiteContext,
    });
    if (cookie) headers.set('cookie', cookie);
    const response = await fetch(target, {
      ...init,
      headers,
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      await this.#cookies.setCookie(line, target, {
        sameSiteContext: 'lax',
        ignoreError: true,
      });
    }
    const location = response.headers.get('location');
    const answer = {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: location ? new URL(location, target) : undefined,
    };
    this.#answers.push(answer);
    return answer;
  }

  /** The cookies that a page at this address would send. */
  cookies(url: string): Promise<Cookie[]> {
    return this.#cookies.getCookies(url);
  }

  /** What an attacker plants, from a sibling domain for example. */
  async plantCookie(line: string, url: string): Promise<void> {
    await this.#cookies.setCookie(line, url);
  }
}
