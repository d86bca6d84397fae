import { MisbehaviourRule } from '../types';
import { html, huge, silent } from './responseRules';

/** The discovery document (OpenID Connect Discovery 1.0 §4). */
export const discoveryRules = {
  discoveryIssuerMismatch: {
    description: 'The discovery document is of another issuer',
    discovery(draft) {
      draft.body = {
        ...(draft.body as object),
        issuer: 'https://other-issuer.example.test',
      };
    },
  },
  discoveryHtml: {
    description: 'The discovery document is an HTML page',
    discovery: html,
  },
  discovery404: {
    description: 'There is no discovery document',
    discovery(draft) {
      draft.status = 404;
      draft.body = { error: 'not_found' };
    },
  },
  discoveryHuge: {
    description: 'The discovery document has 60 MB',
    discovery: huge,
  },
  discoverySlow: {
    description: 'The discovery document never arrives',
    discovery: silent,
  },
  discoveryRedirect: {
    description: 'The discovery document redirects to an internal address',
    discovery(draft, { issuer }) {
      draft.status = 302;
      draft.headers.location = `${issuer}/internal`;
      draft.body = '';
    },
  },
} satisfies Record<string, MisbehaviourRule>;
