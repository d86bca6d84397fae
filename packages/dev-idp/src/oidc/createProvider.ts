import {
  AdapterFactory,
  Configuration,
  JWK,
  KoaContextWithOIDC,
  Provider,
  interactionPolicy,
} from 'oidc-provider';
import { isLoopbackUrl } from '../loopback';
import { DevPerson, claimsOf } from '../people';
import { confidentialClient, publicClientId } from './clients';
import { fetchOnLoopback } from './fetchOnLoopback';
import { FrontChannelClients } from './FrontChannelClients';
import { errorPage } from '../pages/errorPage';
import { contentSecurityPolicy } from '../pages/layout';
import { signOutPage, signedOutPage } from '../pages/signOutPages';

const hour = 60 * 60;

/**
 * What {@link createProvider} needs; the adapter knows the clients and
 * outlives the provider.
 */
export interface CreateProviderOptions {
  issuer: string;
  adapter: AdapterFactory;
  cookieKeys: readonly string[];
  /** Private keys; the first of each algorithm signs. */
  keys: readonly JWK[];
  people: readonly DevPerson[];
  frontChannel: FrontChannelClients;
}

/** Sets up oidc-provider as a development provider of its two clients. */
export function createProvider(options: CreateProviderOptions): Provider {
  const provider = new Provider(options.issuer, createConfiguration(options));
  allowLoopbackRedirects(provider);
  options.frontChannel.attachTo(provider);
  return provider;
}

function createConfiguration(options: CreateProviderOptions): Configuration {
  const { port } = new URL(options.issuer);
  return {
    adapter: options.adapter,
    jwks: { keys: [...options.keys] },
    scopes: ['openid', 'profile', 'email', 'groups', 'offline_access'],
    claims: {
      openid: ['sub'],
      profile: [
        'name',
        'given_name',
        'family_name',
        'preferred_username',
        'locale',
        'picture',
      ],
      email: ['email', 'email_verified'],
      groups: ['groups', 'realm_access'],
    },
    // Most real providers put the profile into the ID token as well.
    conformIdTokenClaims: false,
    responseTypes: ['code', 'code id_token', 'id_token'],
    clientAuthMethods: [
      'client_secret_basic',
      'client_secret_post',
      'private_key_jwt',
      'none',
    ],
    // Cookies ignore the port: without it, two providers would share them.
    cookies: {
      keys: options.cookieKeys,
      names: {
        session: `dev_idp_${port}_session`,
        interaction: `dev_idp_${port}_interaction`,
        resume: `dev_idp_${port}_resume`,
      },
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) =>
          respondHtml(
            context,
            signOutPage(form, { byClient: Boolean(context.oidc.client) }),
          ),
        postLogoutSuccessSource: context =>
          respondHtml(context, signedOutPage()),
      },
    },
    discovery: {
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
    },
    fetch: fetchOnLoopback,
    clientBasedCORS: () => false,
    renderError: (context, out) =>
      respondHtml(context, errorPage(out.error, out.error_description)),
    findAccount: (_context, subject) => {
      const person = options.people.find(one => one.subject === subject);
      return person && { accountId: subject, claims: () => claimsOf(person) };
    },
    interactions: {
      policy: createPolicy(),
      url: (_context, interaction) => `/interaction/${interaction.uid}`,
    },
    loadExistingGrant: grantWhatIsAsked,
    ttl: {
      AccessToken: hour,
      AuthorizationCode: 60,
      Grant: 24 * hour,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: 24 * hour,
      Session: 24 * hour,
    },
  };
}

function respondHtml(context: KoaContextWithOIDC, html: string): void {
  context.type = 'html';
  context.set('content-security-policy', contentSecurityPolicy);
  context.body = html;
}

/** No consent page: a native client would otherwise be asked every time. */
function createPolicy() {
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}

async function grantWhatIsAsked(context: KoaContextWithOIDC) {
  const { client, session, account, provider } = context.oidc;
  if (!client || !account) {
    return undefined;
  }
  const known = session?.grantIdFor(client.clientId);
  const existing = known ? await provider.Grant.find(known) : undefined;
  const grant =
    existing ??
    new provider.Grant({
      clientId: client.clientId,
      accountId: account.accountId,
    });
  grant.addOIDCScope(context.oidc.requestParamOIDCScopes);
  grant.addOIDCClaims(context.oidc.requestParamClaims);
  await grant.save();
  return grant;
}

/** Loopback redirects for the built-in clients, with any port and path. */
function allowLoopbackRedirects(provider: Provider): void {
  const client = provider.Client.prototype;
  const { redirectUriAllowed, postLogoutRedirectUriAllowed } = client;
  const builtIn: string[] = [confidentialClient.id, publicClientId];
  client.redirectUriAllowed = function allowed(uri) {
    return builtIn.includes(this.clientId)
      ? isLoopbackUrl(uri)
      : redirectUriAllowed.call(this, uri);
  };
  client.postLogoutRedirectUriAllowed = function allowed(uri) {
    return builtIn.includes(this.clientId)
      ? isLoopbackUrl(uri)
      : postLogoutRedirectUriAllowed.call(this, uri);
  };
}
