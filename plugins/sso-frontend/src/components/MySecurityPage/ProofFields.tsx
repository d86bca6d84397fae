import { Alert, PasswordField } from '@backstage/ui';
import type { SsoMyAccount } from '@latchkey/plugin-sso-common';
import { useSsoTranslation } from '../../hooks';
import type { Fields } from '../ActionDialog';

/** What a sensitive change asks for: the password, or a sign-in again. */
export function ProofFields(props: {
  needed: SsoMyAccount['proofNeeded'];
  bind: Fields<'currentPassword'>['bind'];
}) {
  const t = useSsoTranslation();

  switch (props.needed) {
    case 'password':
      return (
        <PasswordField
          {...props.bind('currentPassword')}
          label={t('myProof.password')}
          description={t('myProof.passwordHelp')}
          isRequired
          maxLength={1024}
          autoComplete="current-password"
        />
      );
    case 'recentSignIn':
      return (
        <Alert
          role="status"
          status="info"
          icon
          title={t('myProof.recentTitle')}
          description={t('myProof.recent')}
        />
      );
    default:
      return null;
  }
}
