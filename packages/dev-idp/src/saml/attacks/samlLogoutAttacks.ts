import { createLogoutAttack } from './createLogoutAttack';
import {
  postAttacks,
  requestAttacks,
  responseAttacks,
} from './logoutMessageAttacks';
import { SamlLogoutAttack } from './logoutTypes';
import { redirectAttacks } from './redirectAttacks';

/**
 * Messages to the logout URL that have to be refused, with their honest twins,
 * and unusual ones that have to be accepted.
 *
 * @public
 */
export const samlLogoutAttacks: readonly SamlLogoutAttack[] = [
  ...redirectAttacks,
  ...postAttacks.map(row => ({ ...row, binding: 'post' as const })),
  ...requestAttacks,
  ...responseAttacks.map(row => ({ ...row, message: 'response' as const })),
].map(createLogoutAttack);
