import { z } from 'zod/v4';
import { logoutSettings } from './logout/logoutSettings';
import { isAbsoluteHttpUrl, isIssuer } from './settingTexts';

const provider = 'Provider';
const request = 'Sign-in request';
const attributes = 'Attributes';
const advanced = 'Advanced';

/**
 * Algorithms that an ID token may be signed with. Only asymmetric ones: what
 * verifies a signature must not be able to make one (RFC 8725 §3.1).
 */
export const signingAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

const claimPath = (name: string, title: string, description: string) =>
  z
    .string()
    .trim()
    .max(200, 'Use at most 200 characters.')
    .default(name)
    .meta({ title, description, group: attributes, placeholder: name });

const responseType = z
  .enum(['code', 'code id_token', 'id_token'], {
    error: issue =>
      issue.input === 'token'
        ? 'Response type "token" cannot be used to sign in: an access token says what an application may do, not who somebody is. Choose "code".'
        : 'Choose code, code id_token or id_token.',
  })
  .default('code')
  .meta({
    title: 'Response type',
    description:
      'What the provider sends back. "code" suits almost every provider and is always protected by PKCE with S256.',
    group: request,
  });

const shape = {
  issuer: z
    .string()
    .trim()
    .max(2000, 'Use at most 2000 characters.')
    .refine(
      isIssuer,
      'Use the https address in front of /.well-known/openid-configuration, without that ending, query or fragment.',
    )
    .meta({
      title: 'Issuer',
      description:
        'Address of the provider, exactly as it calls itself. Everything else is read from /.well-known/openid-configuration below it.',
      group: provider,
      placeholder: 'https://login.example.com',
      fetched: true,
    }),
  clientId: z
    .string()
    .trim()
    .min(1, 'Enter the client ID that the provider gave to this portal.')
    .max(500, 'Use at most 500 characters.')
    .meta({
      title: 'Client ID',
      description: 'The name of this portal at the provider.',
      group: provider,
    }),
  clientSecret: z
    .string()
    .min(1, 'Enter the client secret.')
    .max(2000, 'Use at most 2000 characters.')
    .meta({
      title: 'Client secret',
      description:
        'The password of this portal at the provider. Not needed with client authentication "none".',
      group: provider,
      secret: true,
    })
    .optional(),
  tokenEndpointAuthMethod: z
    .enum(['client_secret_basic', 'client_secret_post', 'none'], {
      error: 'Choose client_secret_basic, client_secret_post or none.',
    })
    .default('client_secret_basic')
    .meta({
      title: 'Client authentication',
      description:
        'How the portal proves itself to the token endpoint. Choose client_secret_post when the provider refuses a correct secret: some do not decode the basic form.',
      group: provider,
    }),
  scope: z
    .string()
    .trim()
    .max(1000, 'Use at most 1000 characters.')
    .regex(
      // RFC 6749 §3.3
      /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/,
      'Separate scopes by single spaces.',
    )
    .refine(
      scope => scope.split(' ').includes('openid'),
      'The scope "openid" has to be among them: without it the provider does not say who signs in.',
    )
    .default('openid profile email')
    .meta({
      title: 'Scopes',
      description: 'What the portal asks for, separated by spaces.',
      group: request,
      placeholder: 'openid profile email',
    }),
  responseType,
  responseMode: z
    .enum(['query', 'form_post'], { error: 'Choose query or form_post.' })
    .meta({
      title: 'Response mode',
      description:
        'How the answer travels: in the address, or as a form. Left out, it follows the response type.',
      group: request,
    })
    .optional(),
  prompt: z
    .enum(['login', 'select_account', 'consent'], {
      error: 'Choose login, select_account or consent.',
    })
    .meta({
      title: 'Prompt',
      description:
        'What the provider shall ask even when the person is signed in there. Left out, the provider decides.',
      group: request,
    })
    .optional(),
  redirectUri: z
    .string()
    .trim()
    .max(2000, 'Use at most 2000 characters.')
    .refine(
      value => value === '' || isAbsoluteHttpUrl(value),
      'Use a full address such as https://portal.example.com/sso/callback, without query or fragment.',
    )
    .meta({
      title: 'Redirect override URI',
      description:
        'Only when the portal is reached through a proxy under another address: the full redirect URI there. It has to lead to the redirect URI of this portal.',
      group: request,
      advanced: true,
    })
    .optional(),
  usernameClaim: claimPath(
    'preferred_username',
    'Username',
    'Name or path of the claim: groups, realm_access.roles or /realm_access/roles.',
  ),
  emailClaim: claimPath(
    'email',
    'Email',
    'The address counts as verified only when email_verified is true for it.',
  ),
  displayNameClaim: claimPath('name', 'Display name', 'The full name.'),
  givenNameClaim: claimPath('given_name', 'Given name', 'First names.'),
  familyNameClaim: claimPath('family_name', 'Family name', 'Last names.'),
  groupsClaim: claimPath(
    'groups',
    'Groups',
    'A text or a list of texts. When the claim is missing, groups stay as they are.',
  ),
  idNumberClaim: z
    .string()
    .trim()
    .max(200, 'Use at most 200 characters.')
    .meta({
      title: 'ID number',
      description: 'Student or staff number, if the provider knows one.',
      group: attributes,
    })
    .optional(),
  claimsFrom: z
    .enum(['both', 'idToken', 'userinfo'], {
      error: 'Choose both, idToken or userinfo.',
    })
    .default('both')
    .meta({
      title: 'Read attributes from',
      description:
        'With "both", the userinfo endpoint is asked only for what the ID token lacks.',
      group: attributes,
    }),
  ...logoutSettings,
  idTokenSignedResponseAlg: z
    .enum(signingAlgorithms, {
      error: `Choose one of ${signingAlgorithms.join(', ')}.`,
    })
    .default('RS256')
    .meta({
      title: 'ID token signature',
      description:
        'The algorithm that the provider signs with. ID tokens signed in another way are refused, whatever they say themselves.',
      group: advanced,
      advanced: true,
    }),
  clockToleranceSeconds: z
    .int('Use a whole number of seconds.')
    .min(0, 'Use at least 0 seconds.')
    .max(180, 'Use at most 180 seconds.')
    .default(30)
    .meta({
      title: 'Clock tolerance (seconds)',
      description:
        'By how much the clock of the provider may differ from that of the portal.',
      group: advanced,
      advanced: true,
    }),
};

/** Settings of an SSO connection by OpenID Connect. */
export const oidcSettingsSchema = z
  .strictObject(shape)
  .superRefine((settings, context) => {
    const refuse = (path: keyof typeof shape, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (settings.responseType !== 'code' && settings.responseMode === 'query') {
      refuse(
        'responseMode',
        `Response type "${settings.responseType}" cannot use "query": the ID token would stand in addresses and logs. Choose form_post.`,
      );
    }
    if (
      settings.responseType !== 'id_token' &&
      settings.tokenEndpointAuthMethod !== 'none' &&
      !settings.clientSecret
    ) {
      refuse(
        'clientSecret',
        'Enter the client secret, or choose client authentication "none" for a public client.',
      );
    }
    if (
      settings.responseType === 'id_token' &&
      settings.claimsFrom === 'userinfo'
    ) {
      refuse(
        'claimsFrom',
        'Response type "id_token" gives no access to the userinfo endpoint. Choose idToken or both.',
      );
    }
  });

/** Parsed settings, secrets included. */
export type OidcSettings = z.output<typeof oidcSettingsSchema>;

/** The mode that is asked for: form_post whenever an ID token travels. */
export function responseModeOf(settings: OidcSettings): 'query' | 'form_post' {
  return (
    settings.responseMode ??
    (settings.responseType === 'code' ? 'query' : 'form_post')
  );
}
