import { ssoSelfOperations } from '@latchkey/plugin-sso-common';
import { useSsoTranslation } from '../../hooks';
import { useFields } from '../ActionDialog';

const codeSchema = ssoSelfOperations.removeSecondFactor.body;

/** The field for a code of the authenticator, or a recovery code. */
export function useCodeField() {
  const t = useSsoTranslation();
  const fields = useFields({ code: '' });

  return {
    failures: fields.failures,
    control: {
      ...fields.bind('code'),
      isRequired: true,
      maxLength: 40,
      autoComplete: 'one-time-code',
    },
    /** Sends the code; one that is wrong is told at the field. */
    send: async (action: (code: string) => Promise<void>) => {
      // Apps show it as two groups of digits.
      const typed = fields.values.code.trim();
      const code = /^[\d\s]+$/.test(typed) ? typed.replace(/\s/g, '') : typed;
      if (codeSchema.safeParse({ code }).error) {
        fields.fail('code', t('myFactor.codeMissing'));
        return;
      }
      try {
        await action(code);
      } catch (error) {
        if (!fields.failWith(error, { 'second-factor-wrong': 'code' })) {
          throw error;
        }
      }
    },
  };
}
