import { Container } from '@backstage/ui';
import { ssoAccountOperations } from '@latchkey/plugin-sso-common';
import { useSsoOperation } from '@latchkey/plugin-sso-react';
import { useParams } from 'react-router-dom';
import { useSsoTranslation } from '../../hooks';
import { FailedView, LoadingView } from '../StateView';
import { AccountView } from './AccountView';
import { isNotFound } from './isNotFound';

/** One account: who it is, how it signs in, and what happened to it. */
export function AccountPage() {
  const t = useSsoTranslation();
  const { accountId = '' } = useParams();
  const { state, reload, setValue } = useSsoOperation(
    ssoAccountOperations.getAccount,
    { params: { accountId } },
  );

  if (state.status === 'loaded') {
    return (
      <AccountView
        key={state.value.id}
        account={state.value}
        onChange={setValue}
        onReload={reload}
      />
    );
  }
  return (
    <Container pt="6">
      {state.status === 'loading' && <LoadingView />}
      {state.status === 'failed' &&
        (isNotFound(state.error) ? (
          <FailedView
            title={t('account.notFound')}
            error={new Error(t('account.notFoundHelp'))}
          />
        ) : (
          <FailedView
            title={t('account.failed')}
            error={state.error}
            onRetry={reload}
          />
        ))}
    </Container>
  );
}
