import { isLoopbackUrl } from '../../loopback';
import { jsonDraft } from '../sendDraft';
import { ResponseDraft } from '../types';

/** Returns to the client at once (RP-Initiated Logout 1.0 §2). */
export function endSessionEndpoint(request: URLSearchParams): ResponseDraft {
  const returnTo = request.get('post_logout_redirect_uri') ?? '';
  if (!isLoopbackUrl(returnTo)) {
    return jsonDraft(200, { signed_out: true });
  }
  const location = new URL(returnTo);
  const state = request.get('state');
  if (state !== null) {
    location.searchParams.set('state', state);
  }
  const draft = jsonDraft(302, '');
  draft.headers.location = location.href;
  return draft;
}
