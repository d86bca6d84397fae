import { IncomingMessage } from 'node:http';
import { readForm } from '../../http/readForm';
import { honest } from '../honest';
import { MisbehavingEndpoint } from '../MisbehavingIdp';
import { jsonDraft } from '../sendDraft';
import { ResponseDraft } from '../types';
import { authorizationEndpoint } from './authorizationEndpoint';
import { discoveryEndpoint, paths } from './discoveryEndpoint';
import { EndpointContext } from './EndpointContext';
import { endSessionEndpoint } from './endSessionEndpoint';
import { tokenEndpoint } from './tokenEndpoint';
import { userinfoEndpoint } from './userinfoEndpoint';

/** Which endpoint a path belongs to. */
export function endpointOf(pathname: string): MisbehavingEndpoint {
  for (const [endpoint, path] of Object.entries(paths)) {
    if (path === pathname) {
      return endpoint as keyof typeof paths;
    }
  }
  return 'unknown';
}

/** What an endpoint answers, before it is sent. */
export async function answerRequest(
  endpoint: MisbehavingEndpoint,
  request: IncomingMessage,
  context: EndpointContext,
): Promise<ResponseDraft> {
  const { authorization } = request.headers;
  const parameters =
    request.method === 'POST'
      ? await readForm(request)
      : new URL(request.url ?? '/', context.issuer).searchParams;
  switch (endpoint) {
    case 'discovery':
      return discoveryEndpoint(context);
    case 'jwks':
      return jsonDraft(200, { keys: [context.key.publicJwk] });
    case 'attackerJwks':
      return jsonDraft(200, { keys: [context.attackerKey.publicJwk] });
    case 'authorization':
      return authorizationEndpoint(context, parameters);
    case 'token':
      return request.method === 'POST'
        ? tokenEndpoint(context, parameters, authorization)
        : jsonDraft(405, { error: 'invalid_request' });
    case 'userinfo':
      return userinfoEndpoint(context, authorization);
    case 'endSession':
      return endSessionEndpoint(parameters);
    case 'internal':
      // An honest document: whoever follows the redirect gets along with it.
      return discoveryEndpoint({ ...context, rule: honest });
    default:
      return jsonDraft(404, { error: 'not_found' });
  }
}
