import { GrantStore } from '../GrantStore';
import { ClaimSet, MisbehaviourContext, MisbehaviourRule } from '../types';

/** What an endpoint needs to answer one request. */
export interface EndpointContext extends MisbehaviourContext {
  grants: GrantStore;
  /** The misbehaviour in force; the empty rule when honest. */
  rule: MisbehaviourRule;
  /** What an honest ID token says of the person. */
  idTokenClaims: ClaimSet;
  /** What an honest userinfo endpoint says of the person. */
  userinfoClaims: ClaimSet;
}
