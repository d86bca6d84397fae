import { addressAttacks } from './addressAttacks';
import { algorithmAttacks } from './algorithmAttacks';
import { ciphertextAttacks } from './ciphertextAttacks';
import { digestAttacks } from './digestAttacks';
import { encryptionAttacks } from './encryptionAttacks';
import { parserAttacks } from './parserAttacks';
import { signatureAttacks } from './signatureAttacks';
import { statementAttacks } from './statementAttacks';
import { structureAttacks } from './structureAttacks';
import { textAttacks } from './textAttacks';
import { timeAttacks } from './timeAttacks';
import { SamlAttack } from './types';
import { wrappingAttacks } from './wrappingAttacks';

/**
 * Messages to the assertion consumer service that have to be refused, with
 * their honest twins, and unusual ones that have to be accepted.
 *
 * @public
 */
export const samlAttacks: readonly SamlAttack[] = [
  ...wrappingAttacks,
  ...digestAttacks,
  ...structureAttacks,
  ...parserAttacks,
  ...textAttacks,
  ...signatureAttacks,
  ...algorithmAttacks,
  ...ciphertextAttacks,
  ...encryptionAttacks,
  ...addressAttacks,
  ...timeAttacks,
  ...statementAttacks,
];
