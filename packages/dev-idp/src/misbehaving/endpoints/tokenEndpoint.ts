import { createHash } from 'node:crypto';
import { AuthorizationGrant } from '../GrantStore';
import { jsonDraft } from '../sendDraft';
import { ResponseDraft } from '../types';
import { EndpointContext } from './EndpointContext';
import { issueIdToken } from './issueIdToken';

/** Exchanges a code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.6). */
export async function tokenEndpoint(
  context: EndpointContext,
  form: URLSearchParams,
  authorization: string | undefined,
): Promise<ResponseDraft> {
  if (!isClient(context, form, authorization)) {
    return jsonDraft(401, { error: 'invalid_client' });
  }
  if (form.get('grant_type') !== 'authorization_code') {
    return jsonDraft(400, { error: 'unsupported_grant_type' });
  }
  // Taken even when the rest does not fit: a code is good for one attempt.
  const grant = context.grants.takeCode(form.get('code') ?? '');
  if (
    !grant ||
    grant.redirectUri !== form.get('redirect_uri') ||
    !isVerified(grant, form.get('code_verifier'))
  ) {
    return jsonDraft(400, { error: 'invalid_grant' });
  }
  const accessToken = context.grants.issueAccessToken(grant);
  const draft = jsonDraft(200, {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: 600,
    id_token: await issueIdToken(context, grant, { accessToken }),
  });
  context.rule.token?.(draft, context);
  return draft;
}

function isClient(
  context: EndpointContext,
  form: URLSearchParams,
  authorization: string | undefined,
): boolean {
  if (authorization === undefined) {
    return (
      form.get('client_id') === context.clientId &&
      form.get('client_secret') === context.clientSecret
    );
  }
  const [scheme, credentials = ''] = authorization.split(' ');
  const [id, secret = ''] = Buffer.from(credentials, 'base64')
    .toString('utf8')
    .split(':')
    // Both parts are form-encoded first (RFC 6749 §2.3.1).
    .map(part => new URLSearchParams(`part=${part}`).get('part'));
  return (
    scheme.toLowerCase() === 'basic' &&
    !form.has('client_secret') &&
    id === context.clientId &&
    secret === context.clientSecret
  );
}

function isVerified(
  grant: AuthorizationGrant,
  verifier: string | null,
): boolean {
  if (grant.codeChallenge === undefined) {
    return verifier === null;
  }
  return (
    verifier !== null &&
    createHash('sha256').update(verifier).digest('base64url') ===
      grant.codeChallenge
  );
}
