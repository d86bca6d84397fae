import { logoutTokenRules } from './rules/logoutTokenRules';
import { LogoutTokenRule } from './types';

/** The name of one way in which a logout token can be wrong. @public */
export type LogoutMisbehaviour = keyof typeof logoutTokenRules;

/** Every rule by its name. */
export const logoutMisbehaviourRules: Record<
  LogoutMisbehaviour,
  LogoutTokenRule
> = logoutTokenRules;

/** One row of {@link logoutMisbehaviours}. @public */
export interface LogoutMisbehaviourDescription {
  name: LogoutMisbehaviour;
  /** What is wrong, in one sentence. */
  description: string;
  /** Unusual but right: a client must accept it. */
  honest: boolean;
}

/** Every wrong logout token, for table-driven tests. @public */
export const logoutMisbehaviours: readonly LogoutMisbehaviourDescription[] =
  Object.entries(logoutMisbehaviourRules).map(([name, rule]) => ({
    name: name as LogoutMisbehaviour,
    description: rule.description,
    honest: rule.honest ?? false,
  }));
