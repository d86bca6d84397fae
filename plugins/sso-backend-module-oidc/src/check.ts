import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type { SsoProtocolContext } from '@latchkey/plugin-sso-node';
import type { ServerMetadata } from 'openid-client';
import { z } from 'zod/v4';
import { discover } from './discovery/discover';
import { checkLogout } from './logout/checkLogout';
import { OidcSettings, responseModeOf } from './settings';
import { toFinding } from './toFinding';

type Context = SsoProtocolContext<OidcSettings>;

/** Title, where the provider announces it, its default, and what is needed. */
interface Support {
  readonly title: string;
  /** A list of the discovery document (OpenID Connect Discovery §3). */
  readonly list: string;
  /** What counts when the document has no such list. */
  readonly otherwise: readonly string[] | undefined;
  readonly needed: string;
  readonly advice: string;
}

function supportsOf(settings: OidcSettings): Support[] {
  const {
    responseType,
    tokenEndpointAuthMethod: method,
    idTokenSignedResponseAlg: algorithm,
  } = settings;
  const supports: Support[] = [
    {
      title: 'Response type',
      list: 'response_types_supported',
      otherwise: undefined,
      needed: responseType,
      advice: 'Choose a response type that the provider supports.',
    },
    {
      title: 'Response mode',
      list: 'response_modes_supported',
      otherwise: ['query', 'fragment'],
      needed: responseModeOf(settings),
      advice: 'Choose a response mode that the provider supports.',
    },
    {
      title: 'ID token signature',
      list: 'id_token_signing_alg_values_supported',
      otherwise: undefined,
      needed: algorithm,
      advice: 'Choose the algorithm that the provider signs with.',
    },
  ];
  if (responseType !== 'id_token') {
    supports.push(
      {
        title: 'Client authentication',
        list: 'token_endpoint_auth_methods_supported',
        otherwise: ['client_secret_basic'],
        needed: method,
        advice: 'Choose a client authentication that the provider supports.',
      },
      {
        title: 'PKCE',
        list: 'code_challenge_methods_supported',
        otherwise: undefined,
        needed: 'S256',
        advice:
          'The portal uses PKCE anyway; ask the provider whether it does too.',
      },
    );
  }
  return supports;
}

function checkSupport(
  metadata: ServerMetadata,
  { title, list, otherwise, needed, advice }: Support,
): SsoCheckFinding {
  const announced: unknown = metadata[list] ?? otherwise;
  if (!Array.isArray(announced)) {
    return {
      title,
      outcome: 'note',
      detail: `The provider does not say whether it supports ${needed}.`,
    };
  }
  // The parts of a response type may stand in any order.
  const normal = (value: unknown) => String(value).split(' ').sort().join(' ');
  if (announced.some(value => normal(value) === normal(needed))) {
    return { title, outcome: 'passed', detail: `${needed} is supported.` };
  }
  return {
    title,
    outcome: title === 'PKCE' ? 'note' : 'failed',
    detail: `The provider announces ${announced
      .slice(0, 20)
      .join(', ')
      .slice(0, 300)}, not ${needed}.`,
    advice,
  };
}

const keySetSchema = z.object({
  keys: z.array(
    z.object({
      kty: z.string(),
      use: z.string().optional(),
      alg: z.string().optional(),
    }),
  ),
});

function keyTypeOf(algorithm: OidcSettings['idTokenSignedResponseAlg']) {
  if (algorithm === 'EdDSA') {
    return 'OKP';
  }
  return algorithm.startsWith('ES') ? 'EC' : 'RSA';
}

async function checkKeys(
  metadata: ServerMetadata,
  context: Context,
): Promise<SsoCheckFinding> {
  const title = 'Signing keys';
  const algorithm = context.settings.idTokenSignedResponseAlg;
  const response = await context.fetch(metadata.jwks_uri!);
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = keySetSchema.safeParse(body);
  if (!response.ok || !parsed.success) {
    return {
      title,
      outcome: 'failed',
      code: 'provider-response-invalid',
      detail: `The address of the keys did not answer with keys (status ${response.status}).`,
    };
  }
  const usable = parsed.data.keys.filter(
    key =>
      key.kty === keyTypeOf(algorithm) &&
      (key.use ?? 'sig') === 'sig' &&
      (key.alg ?? algorithm) === algorithm,
  );
  return usable.length > 0
    ? {
        title,
        outcome: 'passed',
        detail: `${usable.length} usable with ${algorithm}.`,
      }
    : {
        title,
        outcome: 'failed',
        code: 'id-token-signature',
        detail: `The provider publishes no key that fits ${algorithm}.`,
        advice: 'Choose the algorithm that the provider signs with.',
      };
}

function checkEndpoints(
  metadata: ServerMetadata,
  settings: OidcSettings,
): SsoCheckFinding[] {
  const findings: SsoCheckFinding[] = [];
  if (settings.responseType !== 'id_token' && !metadata.token_endpoint) {
    findings.push({
      title: 'Token endpoint',
      outcome: 'failed',
      code: 'provider-response-invalid',
      detail: 'The provider announces no token endpoint.',
    });
  }
  if (settings.claimsFrom === 'userinfo' && !metadata.userinfo_endpoint) {
    findings.push({
      title: 'Userinfo endpoint',
      outcome: 'failed',
      code: 'userinfo-failed',
      detail: 'The provider announces no userinfo endpoint.',
      advice: 'Take the attributes from the ID token.',
    });
  }
  return findings;
}

/**
 * Compares the settings with what the provider says of itself. Whether the
 * client ID and the secret are right shows only at a sign-in.
 */
export async function checkProvider(
  context: Context,
): Promise<SsoCheckFinding[]> {
  const { settings } = context;
  let metadata: ServerMetadata;
  try {
    metadata = await discover(settings, context.fetch);
  } catch (error) {
    return [toFinding('Discovery', error)];
  }
  const keys = await checkKeys(metadata, context).catch(error =>
    toFinding('Signing keys', error),
  );
  return [
    {
      title: 'Discovery',
      outcome: 'passed',
      detail: 'The provider was found and has the issuer of the settings.',
    },
    ...checkEndpoints(metadata, settings),
    ...supportsOf(settings).map(support => checkSupport(metadata, support)),
    keys,
    ...checkLogout(metadata, settings),
  ];
}
