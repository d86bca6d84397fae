import { SsoCheckFinding, SsoError } from '@latchkey/plugin-sso-common';
import {
  runPassportStrategy,
  SsoFinishContext,
  SsoFinishResult,
  SsoLogoutContext,
  SsoLogoutMessage,
  SsoLogoutMessageContext,
  SsoLogoutStart,
  SsoProtocol,
  SsoProtocolContext,
  SsoProviderLogout,
  SsoProviderLogoutContext,
  SsoStartContext,
  SsoStartResult,
} from '@latchkey/plugin-sso-node';
import type { JsonObject } from '@backstage/types';
import * as client from 'openid-client';
import { checkProvider } from './check';
import { checkAnswer } from './checkAnswer';
import { checkIdToken, checkSameSubject } from './checkIdToken';
import { needsUserinfo, toIdentity } from './claims';
import { ClientConfigurationCache } from './discovery/ClientConfigurationCache';
import { toSsoError } from './errors';
import { toEvidence } from './evidence';
import { readBackChannelLogout } from './logout/readBackChannelLogout';
import { readFrontChannelLogout } from './logout/readFrontChannelLogout';
import { readLogoutReturn } from './logout/readLogoutReturn';
import { startLogout } from './logout/startLogout';
import { OidcStrategy, OidcTokens } from './OidcStrategy';
import { providerValues, redirectUriOf } from './providerValues';
import { OidcSettings, oidcSettingsSchema } from './settings';

type Context = SsoProtocolContext<OidcSettings>;

/**
 * Sign-in by OpenID Connect Core 1.0, as a client of any provider, and signing
 * out by RP-Initiated, Back-Channel and Front-Channel Logout 1.0.
 */
export class OidcProtocol implements SsoProtocol<OidcSettings> {
  readonly id = 'oidc';
  readonly title = 'OpenID Connect';
  readonly description =
    'Sign in with any provider of OpenID Connect, such as Keycloak, Okta, Google or Authentik.';
  readonly icon = 'openid';
  readonly settings = oidcSettingsSchema;
  readonly stateParameter = 'state';
  readonly callbackMethods = ['GET', 'POST'] as const;
  readonly providerValues = providerValues;

  readonly #configurations = ClientConfigurationCache.create();

  static create(): OidcProtocol {
    return new OidcProtocol();
  }

  private constructor() {}

  async start(context: SsoStartContext<OidcSettings>): Promise<SsoStartResult> {
    const session: Record<string, unknown> = {};
    const configuration = await this.#configurations.configurationFor(context);
    const outcome = await runPassportStrategy(
      this.#strategyFor(context, configuration),
      { method: 'GET', originalUrl: '/', session },
      { phase: 'start', oidcState: context.state },
    );
    if (outcome.kind !== 'redirect') {
      throw toSsoError(
        outcome.kind === 'error' ? outcome.error : undefined,
        'start',
      );
    }
    const location = new URL(outcome.location);
    if (context.settings.responseType === 'id_token') {
      // Without a code there is nothing that PKCE could protect.
      location.searchParams.delete('code_challenge');
      location.searchParams.delete('code_challenge_method');
    }
    return {
      kind: 'redirect',
      location: location.href,
      memory: session as JsonObject,
    };
  }

  async finish(
    context: SsoFinishContext<OidcSettings>,
  ): Promise<SsoFinishResult> {
    const { settings, request } = context;
    const configuration = await this.#configurations.configurationFor(context);
    const parameters = checkAnswer(context, configuration.serverMetadata());
    const outcome = await runPassportStrategy(
      this.#strategyFor(context, configuration),
      {
        method: request.method,
        originalUrl: request.originalUrl,
        query: request.query,
        body: request.body,
        // The strategy takes its part out of it.
        session: { ...context.memory },
      },
      { phase: 'finish', oidcState: context.state },
    );
    if (outcome.kind === 'error') {
      throw toSsoError(outcome.error, 'finish');
    }
    if (outcome.kind !== 'success') {
      throw new SsoError('state-unknown', {
        detail: 'What was kept of the beginning of this sign-in is missing',
      });
    }
    const {
      claims: idToken,
      idToken: encodedIdToken,
      accessToken,
    } = outcome.user as OidcTokens;
    checkIdToken(idToken, { settings, accessToken });
    if (settings.responseType === 'code id_token') {
      checkSameSubject(parameters.id_token, idToken);
    }
    const userinfo = needsUserinfo(idToken, settings)
      ? await this.#fetchUserinfo(configuration, settings, idToken, accessToken)
      : undefined;
    const sources = { idToken, userinfo };
    return {
      identity: toIdentity(sources, settings, encodedIdToken),
      evidence: toEvidence(sources, settings),
    };
  }

  async logout(
    context: SsoLogoutContext<OidcSettings>,
  ): Promise<SsoLogoutStart | undefined> {
    return context.settings.signOutAtProvider
      ? startLogout(
          context,
          await this.#configurations.configurationFor(context),
        )
      : undefined;
  }

  async logoutMessage(
    context: SsoLogoutMessageContext<OidcSettings>,
  ): Promise<SsoLogoutMessage> {
    return readLogoutReturn(context);
  }

  backChannelLogout(
    context: SsoProviderLogoutContext<OidcSettings>,
  ): Promise<SsoProviderLogout> {
    return readBackChannelLogout(
      context,
      this.#configurations.keysFor(context),
    );
  }

  async frontChannelLogout(
    context: SsoProviderLogoutContext<OidcSettings>,
  ): Promise<SsoProviderLogout> {
    return readFrontChannelLogout(context);
  }

  check(context: Context): Promise<SsoCheckFinding[]> {
    return checkProvider(context);
  }

  #strategyFor(
    context: Context,
    configuration: client.Configuration,
  ): OidcStrategy {
    return OidcStrategy.create({
      configuration,
      settings: context.settings,
      redirectUri: redirectUriOf(context),
    });
  }

  async #fetchUserinfo(
    configuration: client.Configuration,
    settings: OidcSettings,
    { sub }: client.IDToken,
    accessToken: string | undefined,
  ): Promise<client.UserInfoResponse | undefined> {
    const { userinfo_endpoint: endpoint } = configuration.serverMetadata();
    if (!endpoint || !accessToken) {
      if (settings.claimsFrom === 'userinfo') {
        throw new SsoError('userinfo-failed', {
          detail: 'The provider announces no userinfo endpoint',
        });
      }
      return undefined;
    }
    try {
      return await client.fetchUserInfo(configuration, accessToken, sub);
    } catch (error) {
      throw toSsoError(error, 'userinfo');
    }
  }
}
