import type { Request as ExpressRequest } from 'express';
import * as client from 'openid-client';
import { AuthenticateOptions, Strategy } from 'openid-client/passport';
import type {
  AuthenticateCallback,
  StrategyCreated,
  StrategyCreatedStatic,
} from 'passport';
import type { OidcSettings } from './settings';
import { responseModeOf } from './settings';

/** Key of the strategy's memory inside the session. */
export const sessionKey = 'oidc';

/** What {@link OidcStrategy} keeps between start and finish. */
export interface OidcStrategyMemory {
  readonly code_verifier?: string;
  readonly nonce?: string;
  readonly state?: string;
}

/** What a sign-in proved so far. */
export interface OidcTokens {
  /** Validated claims of the ID token. */
  readonly claims: client.IDToken;
  /** The ID token as it came, for signing out at the provider. */
  readonly idToken?: string;
  /** For the userinfo endpoint; there is none with response type id_token. */
  readonly accessToken?: string;
}

/** Options of {@link OidcStrategy.authenticate}. */
export interface OidcAuthenticateOptions extends AuthenticateOptions {
  readonly phase: 'start' | 'finish';
  /** Value of the `state` parameter. */
  readonly oidcState: string;
}

type Running = StrategyCreated<
  OidcStrategy,
  OidcStrategy & StrategyCreatedStatic
>;

/**
 * The strategy of openid-client for one SSO connection, which takes the state
 * from the sign-in engine and its own address from the configuration, and
 * which also knows response type `id_token`.
 *
 * Properties are not `#private`: passport runs strategies through an object
 * that inherits from them.
 */
export class OidcStrategy extends Strategy {
  readonly configuration: client.Configuration;
  readonly settings: OidcSettings;
  readonly redirectUri: string;

  static create(options: {
    configuration: client.Configuration;
    settings: OidcSettings;
    redirectUri: string;
  }): OidcStrategy {
    return new OidcStrategy(
      options.configuration,
      options.settings,
      options.redirectUri,
    );
  }

  private constructor(
    configuration: client.Configuration,
    settings: OidcSettings,
    redirectUri: string,
  ) {
    super(
      {
        config: configuration,
        name: 'oidc',
        sessionKey,
        callbackURL: redirectUri,
        scope: settings.scope,
      },
      (tokens, verified: AuthenticateCallback) => {
        const user: OidcTokens = {
          claims: tokens.claims()!,
          idToken: tokens.id_token,
          accessToken: tokens.access_token,
        };
        verified(null, user);
      },
    );
    this.configuration = configuration;
    this.settings = settings;
    this.redirectUri = redirectUri;
  }

  override authorizationRequestParams<TOptions extends AuthenticateOptions>(
    request: ExpressRequest,
    options: TOptions,
  ): URLSearchParams {
    const { oidcState } =
      options as AuthenticateOptions as OidcAuthenticateOptions;
    const parameters = new URLSearchParams(
      super.authorizationRequestParams(request, options),
    );
    parameters.set('state', oidcState);
    // Always: the strategy replaces the state when there is no nonce and the
    // provider does not announce PKCE.
    parameters.set('nonce', client.randomNonce());
    parameters.set('response_type', this.settings.responseType);
    if (responseModeOf(this.settings) === 'form_post') {
      parameters.set('response_mode', 'form_post');
    }
    if (this.settings.prompt) {
      parameters.set('prompt', this.settings.prompt);
    }
    return parameters;
  }

  override currentUrl(request: ExpressRequest): URL {
    const url = new URL(this.redirectUri);
    if (request.method === 'GET') {
      url.search = new URLSearchParams(
        request.query as Record<string, string>,
      ).toString();
    }
    return url;
  }

  override shouldInitiateAuthRequest<TOptions extends AuthenticateOptions>(
    _request: ExpressRequest,
    _currentUrl: URL,
    options: TOptions,
  ): boolean {
    return (
      (options as AuthenticateOptions as OidcAuthenticateOptions).phase ===
      'start'
    );
  }

  override authenticate<TOptions extends AuthenticateOptions>(
    this: Running,
    request: ExpressRequest,
    options: TOptions,
  ): void {
    const { phase, oidcState } =
      options as AuthenticateOptions as OidcAuthenticateOptions;
    if (phase === 'finish' && this.settings.responseType === 'id_token') {
      this.authenticateByIdToken(request, oidcState).then(
        user => this.success(user),
        error => this.error(error),
      );
      return;
    }
    Reflect.apply(Strategy.prototype.authenticate, this, [request, options]);
  }

  /** The implicit flow, which the strategy of openid-client leaves out. */
  async authenticateByIdToken(
    request: ExpressRequest,
    expectedState: string,
  ): Promise<OidcTokens> {
    const { session } = request as { session?: Record<string, unknown> };
    const memory = session?.[sessionKey] as OidcStrategyMemory | undefined;
    const answer = new Request(this.redirectUri, {
      method: 'POST',
      body: new URLSearchParams(request.body),
    });
    const claims = await client.implicitAuthentication(
      this.configuration,
      answer,
      memory?.nonce ?? '',
      { expectedState },
    );
    return { claims, idToken: request.body.id_token };
  }
}
