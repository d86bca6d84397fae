import { ClaimSet, MisbehaviourRule } from '../types';

function email(
  description: string,
  change: (claims: ClaimSet) => void,
): MisbehaviourRule {
  return { description, claims: change };
}

/** What providers do to `email_verified`; an address is trusted for `true` only. */
export const emailRules = {
  emailVerifiedStringTrue: email(
    'email_verified is the text "true"',
    claims => {
      claims.email_verified = 'true';
    },
  ),
  emailVerifiedStringFalse: email(
    'email_verified is the text "false"',
    claims => {
      claims.email_verified = 'false';
    },
  ),
  emailUnverified: email('email_verified is false', claims => {
    claims.email_verified = false;
  }),
  noEmailVerified: email('email_verified is missing', claims => {
    delete claims.email_verified;
  }),
} satisfies Record<string, MisbehaviourRule>;
