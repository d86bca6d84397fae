import { escapeHtml } from '../../http/html';
import { isLoopbackUrl } from '../../loopback';
import { AuthorizationGrant } from '../GrantStore';
import { jsonDraft } from '../sendDraft';
import { ClaimSet, ResponseDraft } from '../types';
import { EndpointContext } from './EndpointContext';
import { issueIdToken } from './issueIdToken';

const responseTypes = ['code', 'code id_token', 'id_token'];
const responseModes = ['query', 'fragment', 'form_post'];

/**
 * Signs the person in without asking and returns to the client at once
 * (OpenID Connect Core §3).
 */
export async function authorizationEndpoint(
  context: EndpointContext,
  request: URLSearchParams,
): Promise<ResponseDraft> {
  const redirectUri = request.get('redirect_uri') ?? '';
  const responseType = request.get('response_type') ?? '';
  const responseMode =
    request.get('response_mode') ??
    (responseType === 'code' ? 'query' : 'fragment');
  const refusal = findRefusal(context, request, responseType, responseMode);
  if (refusal) {
    return jsonDraft(400, {
      error: 'invalid_request',
      error_description: refusal,
    });
  }

  const parameters = new URLSearchParams();
  const state = request.get('state');
  if (state !== null) {
    parameters.set('state', state);
  }
  parameters.set('iss', context.issuer);
  const grant = createGrant(context, request);
  const types = responseType.split(' ');
  const code = types.includes('code')
    ? context.grants.issueCode(grant)
    : undefined;
  if (code) {
    parameters.set('code', code);
  }
  if (types.includes('id_token')) {
    parameters.set('id_token', await issueIdToken(context, grant, { code }));
  }
  context.rule.callback?.(parameters, context);
  return respond(redirectUri, responseMode, parameters);
}

function findRefusal(
  context: EndpointContext,
  request: URLSearchParams,
  responseType: string,
  responseMode: string,
): string | undefined {
  if (request.get('client_id') !== context.clientId) {
    return 'The client is unknown';
  }
  if (!isLoopbackUrl(request.get('redirect_uri') ?? '')) {
    return 'The redirect URI is not on loopback';
  }
  if (!responseTypes.includes(responseType)) {
    return 'The response type is unknown';
  }
  if (
    !responseModes.includes(responseMode) ||
    (responseMode === 'query' && responseType !== 'code')
  ) {
    return 'The response mode is unknown or exposes a token';
  }
  if (!request.get('scope')?.split(' ').includes('openid')) {
    return 'The scope openid is missing';
  }
  if (responseType !== 'code' && !request.get('nonce')) {
    return 'The nonce is missing';
  }
  if (
    request.has('code_challenge') &&
    request.get('code_challenge_method') !== 'S256'
  ) {
    return 'The code challenge method is not S256';
  }
  return undefined;
}

function createGrant(
  context: EndpointContext,
  request: URLSearchParams,
): AuthorizationGrant {
  const told = (claims: ClaimSet) => {
    const copy = structuredClone(claims);
    context.rule.claims?.(copy);
    return copy;
  };
  return {
    redirectUri: request.get('redirect_uri') ?? '',
    nonce: request.get('nonce') ?? undefined,
    codeChallenge: request.get('code_challenge') ?? undefined,
    idTokenClaims: told(context.idTokenClaims),
    userinfoClaims: told(context.userinfoClaims),
  };
}

function respond(
  redirectUri: string,
  responseMode: string,
  parameters: URLSearchParams,
): ResponseDraft {
  const draft = jsonDraft(302, '');
  if (responseMode === 'form_post') {
    draft.status = 200;
    draft.headers['content-type'] = 'text/html; charset=utf-8';
    draft.body = formPostPage(redirectUri, parameters);
    return draft;
  }
  const location = new URL(redirectUri);
  if (responseMode === 'fragment') {
    location.hash = parameters.toString();
  } else {
    parameters.forEach((value, name) => location.searchParams.set(name, value));
  }
  draft.headers.location = location.href;
  return draft;
}

/** A form that posts itself (OAuth 2.0 Form Post Response Mode §2). */
function formPostPage(action: string, parameters: URLSearchParams): string {
  const inputs = [...parameters].map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(
        value,
      )}">`,
  );
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Returning to the portal</title></head>
<body><form method="post" action="${escapeHtml(action)}">${inputs.join('')}
<noscript><button type="submit">Continue</button></noscript></form>
<script>document.forms[0].submit()</script></body></html>
`;
}
