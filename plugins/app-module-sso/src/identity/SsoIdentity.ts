import { AuthenticationError } from '@backstage/errors';
import type {
  BackstageUserIdentity,
  IdentityApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import { SsoApiError } from '@latchkey/plugin-sso-react';
import type { BrowserNavigation } from '../location';
import type { SsoAuthClient } from './SsoAuthClient';
import type { SsoSession } from './SsoSession';
import { TokenLifetime, tokenLifetime } from './tokenLifetime';

interface SsoIdentityOptions {
  readonly authClient: SsoAuthClient;
  readonly session: SsoSession;
  readonly navigation: BrowserNavigation;
  /** Where to land after signing out: the root of the portal. */
  readonly signOutTarget: string;
}

/**
 * Who is signed in. Fetches a new token before the old one expires, which is
 * also when the server says whether the session is still good.
 */
export class SsoIdentity implements IdentityApi {
  readonly #authClient: SsoAuthClient;
  readonly #navigation: BrowserNavigation;
  readonly #signOutTarget: string;
  #session: SsoSession;
  #lifetime: TokenLifetime;
  #pending?: Promise<SsoSession>;

  private constructor(options: SsoIdentityOptions) {
    this.#authClient = options.authClient;
    this.#navigation = options.navigation;
    this.#signOutTarget = options.signOutTarget;
    this.#session = options.session;
    this.#lifetime = tokenLifetime(options.session.token, Date.now());
  }

  static create(options: SsoIdentityOptions): SsoIdentity {
    return new SsoIdentity(options);
  }

  async getProfileInfo(): Promise<ProfileInfo> {
    return this.#session.profile;
  }

  async getBackstageIdentity(): Promise<BackstageUserIdentity> {
    return this.#session.identity;
  }

  async getCredentials(): Promise<{ token?: string }> {
    const { token } = await this.#currentSession();
    return { token };
  }

  /**
   * Ends the session on the server first. When that fails, the person stays
   * signed in and learns of it, instead of leaving a live session behind. Then
   * it goes on at the provider by way of the sign-in page, and the provider sends
   * the browser back to the portal.
   */
  async signOut(): Promise<void> {
    const providerLogoutUrl = await this.#authClient.logout();
    // Override auth would sign them in again at once.
    this.#navigation.markSignedOut();
    if (providerLogoutUrl) {
      this.#navigation.continueAt(providerLogoutUrl);
    }
    this.#navigation.replace(this.#signOutTarget);
  }

  async #currentSession(): Promise<SsoSession> {
    if (Date.now() < this.#lifetime.refreshAt) {
      return this.#session;
    }
    // Many requests of a page share one refresh.
    this.#pending ??= this.#refresh().finally(() => {
      this.#pending = undefined;
    });
    try {
      return await this.#pending;
    } catch (error) {
      // A network that fails for a moment need not disturb anyone.
      if (!isSessionEnd(error) && Date.now() < this.#lifetime.expiresAt) {
        return this.#session;
      }
      throw error;
    }
  }

  async #refresh(): Promise<SsoSession> {
    try {
      const session = await this.#authClient.refresh();
      const before = this.#session.identity.userEntityRef;
      // Somebody else may have signed in in another tab of this browser.
      if (session?.identity.userEntityRef !== before) {
        throw new AuthenticationError('Your session has ended.');
      }
      this.#session = session;
      this.#lifetime = tokenLifetime(session.token, Date.now());
      return session;
    } catch (error) {
      if (isSessionEnd(error)) {
        // What this tab shows may no longer be seen; the sign-in page says why.
        this.#navigation.reload();
      }
      throw error;
    }
  }
}

function isSessionEnd(error: unknown): boolean {
  return (
    (error instanceof Error && error.name === 'AuthenticationError') ||
    (error instanceof SsoApiError && [401, 403].includes(error.status))
  );
}
