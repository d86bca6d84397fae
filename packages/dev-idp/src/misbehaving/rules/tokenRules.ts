import { MisbehaviourRule } from '../types';
import { failure, html, huge, silent } from './responseRules';

/** The token endpoint (RFC 6749 §5). */
export const tokenRules = {
  tokenErrorInvalidClient: {
    description: 'The token endpoint refuses the client',
    token: failure(401, 'invalid_client'),
  },
  tokenErrorInvalidGrant: {
    description: 'The token endpoint refuses the code',
    token: failure(400, 'invalid_grant'),
  },
  tokenErrorServer: {
    description: 'The token endpoint fails with status 500',
    token: failure(500, 'server_error'),
  },
  tokenHtml: {
    description: 'The token endpoint answers with an HTML page',
    token: html,
  },
  tokenSlow: {
    description: 'The token endpoint never answers',
    token: silent,
  },
  tokenHuge: {
    description: 'The token endpoint answers with 60 MB',
    token: huge,
  },
  tokenWithoutIdToken: {
    description: 'The token endpoint issues no ID token',
    token(draft) {
      const { id_token: _, ...rest } = draft.body as Record<string, unknown>;
      draft.body = rest;
    },
  },
} satisfies Record<string, MisbehaviourRule>;
