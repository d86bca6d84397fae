import { MisbehaviourRule } from './types';

/** The rule that changes nothing. */
export const honest: MisbehaviourRule = { description: 'Honest' };
