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

interface Page {
  url: string;
  method: 'GET' | 'POST';
  body?: URLSearchParams;
}

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

  /** @param idp - the provider, by its issuer */
  static create(idp: { issuer: string }): IdpBrowser {
    return new IdpBrowser(new URL(idp.issuer).origin);
  }

  private constructor(origin: string) {
    this.#origin = origin;
  }

  /**
   * Opens an authorization URL, signs in on the login page if there is one,
   * and returns where the provider then leads.
   *
   * @throws Error when the password is refused or the provider shows an error.
   */
  signIn(
    authorizationUrl: string | URL,
    person?: Credentials,
  ): Promise<FinalRedirect> {
    return this.#browse(authorizationUrl, person);
  }

  /** As {@link IdpBrowser.signIn}, but presses Cancel on the login page. */
  cancel(authorizationUrl: string | URL): Promise<FinalRedirect> {
    return this.#browse(authorizationUrl, 'cancel');
  }

  /**
   * Opens an end-session URL and confirms; the URL must carry a
   * `post_logout_redirect_uri`.
   */
  signOut(endSessionUrl: string | URL): Promise<FinalRedirect> {
    return this.#browse(endSessionUrl, 'signOut');
  }

  async #browse(start: string | URL, answer: Answer): Promise<FinalRedirect> {
    let page: Page = { url: String(start), method: 'GET' };
    for (let step = 0; step < maximumSteps; step++) {
      if (new URL(page.url).origin !== this.#origin) {
        return page;
      }
      page = await this.#next(page, answer);
    }
    throw new Error(`No end after ${maximumSteps} pages`);
  }

  async #next(page: Page, answer: Answer): Promise<Page> {
    const response = await fetch(page.url, {
      method: page.method,
      body: page.body,
      headers: { cookie: this.#cookies.headerFor(new URL(page.url).pathname) },
      redirect: 'manual',
    });
    this.#cookies.store(response.headers);
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
