import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { ssoSignInTranslationRef } from '../../translation';
import { SignInMessage } from '../SignInLayout';

/** The backend does not answer, or not as it should. */
export function Unreachable({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);

  return (
    <SignInMessage
      role="alert"
      title={t('unreachable.title')}
      description={t('unreachable.description')}
    >
      <Button variant="secondary" size="medium" onPress={onRetry}>
        {t('unreachable.retry')}
      </Button>
    </SignInMessage>
  );
}
