import { MisbehaviourRule } from '../types';
import { failure, huge, silent } from './responseRules';

/** The userinfo endpoint (OpenID Connect Core §5.3). */
export const userinfoRules = {
  userinfoOtherSub: {
    description: 'The userinfo is of another subject',
    userinfo(draft) {
      draft.body = { ...(draft.body as object), sub: 'another-subject' };
    },
  },
  userinfoMissingSub: {
    description: 'The userinfo has no subject',
    userinfo(draft) {
      const { sub: _, ...rest } = draft.body as Record<string, unknown>;
      draft.body = rest;
    },
  },
  userinfoError: {
    description: 'The userinfo endpoint fails with status 500',
    userinfo: failure(500, 'server_error'),
  },
  userinfoSlow: {
    description: 'The userinfo endpoint never answers',
    userinfo: silent,
  },
  userinfoHuge: {
    description: 'The userinfo endpoint answers with 60 MB',
    userinfo: huge,
  },
} satisfies Record<string, MisbehaviourRule>;
