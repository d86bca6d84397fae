import { Misbehaviour, misbehaviourRules } from './misbehaviourRules';

/** One row of {@link misbehaviours}. @public */
export interface MisbehaviourDescription {
  name: Misbehaviour;
  /** What is wrong, in one sentence. */
  description: string;
  /** Unusual but right: a client must accept it. */
  honest: boolean;
}

/** Every misbehaviour, for table-driven tests. @public */
export const misbehaviours: readonly MisbehaviourDescription[] = Object.entries(
  misbehaviourRules,
).map(([name, rule]) => ({
  name: name as Misbehaviour,
  description: rule.description,
  honest: rule.honest ?? false,
}));
