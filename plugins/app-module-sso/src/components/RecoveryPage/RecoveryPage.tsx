import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { SsoApiError, useSsoAction } from '@latchkey/plugin-sso-react';
import { ssoSignInTranslationRef } from '../../translation';
import { SignInForm } from '../SignInForm';
import { SignInHeading } from '../SignInLayout';
import { useSsoClient } from '../SignInPicker/useSsoClient';

/**
 * Signs an administrator in with a recovery link of the operator (LOCAL-7). By
 * a button, as the link is good once and pages may be loaded twice.
 */
export function RecoveryPage(props: {
  token: string;
  onTicket: (ticket: string) => Promise<void>;
  onSetup: (setupKey: string) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const ssoApi = useSsoClient();

  const recover = useSsoAction(async () => {
    const recovered = await ssoApi.call(ssoPublicOperations.recover, {
      body: { token: props.token },
    });
    if (recovered.status === 'setup') {
      props.onSetup(recovered.key);
    } else {
      await props.onTicket(recovered.ticket);
    }
  });
  const isOver =
    recover.error instanceof SsoApiError && recover.error.refusal !== undefined;

  return (
    <>
      <SignInHeading
        title={t('recovery.title')}
        subtitle={t('recovery.subtitle')}
      />
      <SignInForm
        action={recover}
        submitLabel={isOver ? undefined : t('recovery.submit')}
        onSubmit={recover.run}
        footer={
          <Button variant="secondary" size="medium" onPress={props.onLeave}>
            {t('page.toSignIn')}
          </Button>
        }
      />
    </>
  );
}
