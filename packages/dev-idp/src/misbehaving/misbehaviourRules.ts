import { callbackRules } from './rules/callbackRules';
import { claimRules } from './rules/claimRules';
import { discoveryRules } from './rules/discoveryRules';
import { emailRules } from './rules/emailRules';
import { signatureRules } from './rules/signatureRules';
import { tokenRules } from './rules/tokenRules';
import { userinfoRules } from './rules/userinfoRules';
import { MisbehaviourRule } from './types';

const rules = {
  ...discoveryRules,
  ...callbackRules,
  ...tokenRules,
  ...signatureRules,
  ...claimRules,
  ...emailRules,
  ...userinfoRules,
};

/** The name of one misbehaviour. @public */
export type Misbehaviour = keyof typeof rules;

/** Every misbehaviour by its name. */
export const misbehaviourRules: Record<Misbehaviour, MisbehaviourRule> = rules;
