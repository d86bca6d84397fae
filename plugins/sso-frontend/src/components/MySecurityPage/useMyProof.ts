import type { SsoMyAccount } from '@latchkey/plugin-sso-common';
import { useSsoTranslation } from '../../hooks';
import type { Fields } from '../ActionDialog';

/** Codes of refusals that belong to the field of the current password. */
export const proofCodes = { 'password-wrong': 'currentPassword' } as const;

/** The proof that a sensitive change asks for, out of the fields of its form. */
export function useMyProof(
  needed: SsoMyAccount['proofNeeded'],
  fields: Pick<Fields<'currentPassword'>, 'values' | 'fail'>,
) {
  const t = useSsoTranslation();
  const { currentPassword } = fields.values;

  return {
    /** Nothing can be sent before the person has signed in again. */
    isClosed: needed === 'recentSignIn',
    /** As requests have it. */
    body: needed === 'password' ? { currentPassword } : {},
    /** Whether it is there; says so where it is not. */
    isGiven: () => {
      if (needed === 'password' && currentPassword === '') {
        fields.fail('currentPassword', t('problem.required'));
        return false;
      }
      return true;
    },
  };
}
