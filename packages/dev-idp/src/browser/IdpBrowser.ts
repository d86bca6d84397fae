import { CookieJar } from './CookieJar';
import { readHtmlForm } from './readHtmlForm';

/**
 * Where a provider sent the browser, not yet followed.
 *
 * @public
 */
export interface FinalRedirect {
  method: 'GET' | 'POST';
  /** Absolute, with query and fragment. */
  url: string;
  /** The posted fields when the method is POST. */
  body?: URLSearchParams;
}

/** Username and password of a person. @public */
export interface Credentials {
  username: string;
  password: string;
}

/**
 * Where a client sends the browser: an address, or a form that it posts.
 *
 * @public
 */
export type BrowserStart = string | URL | FinalRedirect;

type Page = FinalRedirect;

type Answer = 'cancel' | 'signOut' | Credentials | undefined;

const maximumSteps = 20;

/**
 * A browser reduced to redirects, forms and cookies, on one provider. It
 * keeps its cookies, so that a second sign-in needs no password.
 *
 * @public
 */
export class IdpBrowser {
  readonly #origin: string;
  readonly #cookies = CookieJar.create();

  /** @param idp - the provider, by its issuer or entity ID */
  static create(idp: { issuer: string }): IdpBrowser {
    return new IdpBrowser(new URL(idp.issuer).origin);
  }

  private constructor(origin: string) {
    this.#origin = origin;
  }

  /**
   * Goes where the client sends the browser, signs in on the login page if
   * there is one, and returns where the provider then leads.
   *
   * @throws Error when the password is refused or the provider shows an error.
   */
  signIn(start: BrowserStart, person?: Credentials): Promise<FinalRedirect> {
    return this.#browse(start, person);
  }

  /** As {@link IdpBrowser.signIn}, but presses Cancel on the login page. */
  cancel(start: BrowserStart): Promise<FinalRedirect> {
    return this.#browse(start, 'cancel');
  }

  /**
   * Goes to where signing out begins or goes on, and confirms. The provider
   * has to lead on to a client: OpenID Connect needs a
   * `post_logout_redirect_uri` for it.
   */
  signOut(start: BrowserStart): Promise<FinalRedirect> {
    return this.#browse(start, 'signOut');
  }

  /**
   * Opens one page of the provider and stays there.
   *
   * @returns status and HTML
   */
  async read(start: BrowserStart): Promise<{ status: number; html: string }> {
    const response = await this.#fetch(toPage(start));
    return { status: response.status, html: await response.text() };
  }

  async #browse(start: BrowserStart, answer: Answer): Promise<FinalRedirect> {
    let page = toPage(start);
    for (let step = 0; step < maximumSteps; step++) {
      if (new URL(page.url).origin !== this.#origin) {
        return page;
      }
      page = await this.#next(page, answer);
    }
    throw new Error(`No end after ${maximumSteps} pages`);
  }

  async #fetch(page: Page): Promise<Response> {
    const response = await fetch(page.url, {
      method: page.method,
      body: page.body,
      headers: { cookie: this.#cookies.headerFor(new URL(page.url).pathname) },
      redirect: 'manual',
    });
    this.#cookies.store(response.headers);
    return response;
  }

  async #next(page: Page, answer: Answer): Promise<Page> {
    const response = await this.#fetch(page);
    const location = response.headers.get('location');
    if (location) {
      return { url: new URL(location, page.url).href, method: 'GET' };
    }
    const form = readHtmlForm(await response.text(), page.url);
    const failed = response.status >= 400;
    // An error sent by form_post has status 400 as well, and is a redirect.
    if (!form || (failed && form.asksForPassword)) {
      throw new Error(
        `The provider answered ${response.status} at ${
          new URL(page.url).pathname
        }${form ? ': the password was refused' : ''}`,
      );
    }
    const body = new URLSearchParams(form.fields);
    if (form.asksForPassword) {
      fillLogin(body, answer);
    } else if (form.asksToSignOut) {
      if (answer !== 'signOut') {
        throw new Error('The provider asks whether to sign out');
      }
      body.set('logout', 'yes');
    }
    return { url: form.action, method: 'POST', body };
  }
}

function toPage(start: BrowserStart): Page {
  return typeof start === 'string' || start instanceof URL
    ? { url: String(start), method: 'GET' }
    : start;
}

function fillLogin(body: URLSearchParams, answer: Answer): void {
  if (answer === 'cancel') {
    body.set('action', 'cancel');
    return;
  }
  if (typeof answer !== 'object') {
    throw new Error('The provider asks for a password');
  }
  body.set('username', answer.username);
  body.set('password', answer.password);
  body.set('action', 'sign-in');
}
