import {
  PageLayout,
  routeResolutionApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { ssoSelfOperations } from '@latchkey/plugin-sso-common';
import { useSsoOperation } from '@latchkey/plugin-sso-react';
import { RiShieldUserLine } from '@remixicon/react';
import { useSsoTranslation } from '../../hooks';
import { mySecurityRouteRef } from '../../routes';
import { isNotFound } from '../AccountPage/isNotFound';
import { EmptyView, FailedView, LoadingView } from '../StateView';
import { MySecurityView } from './MySecurityView';

/** How the person who is signed in signs in, and where they are. */
export function MySecurityPage() {
  const t = useSsoTranslation();
  // Not `useRouteRef`: the layout draws its content anew with each render, and
  // that hook renders with every change of the address.
  const toPage = useApi(routeResolutionApiRef).resolve(mySecurityRouteRef);

  return (
    <PageLayout
      title={t('mySecurity.title')}
      icon={<RiShieldUserLine />}
      titleLink={toPage?.()}
    >
      <MySecurityContent />
    </PageLayout>
  );
}

function MySecurityContent() {
  const t = useSsoTranslation();
  const { state, reload, setValue } = useSsoOperation(
    ssoSelfOperations.getMyAccount,
  );

  if (state.status === 'loaded') {
    return (
      <MySecurityView
        account={state.value}
        onChange={setValue}
        onReload={reload}
      />
    );
  }
  return (
    <Container pt="6" pb="10">
      {state.status === 'loading' && <LoadingView />}
      {state.status === 'failed' &&
        (isNotFound(state.error) ? (
          <EmptyView
            icon={<RiShieldUserLine aria-hidden="true" />}
            title={t('mySecurity.noneTitle')}
            description={t('mySecurity.noneDescription')}
          />
        ) : (
          <FailedView
            title={t('mySecurity.failed')}
            error={state.error}
            onRetry={reload}
          />
        ))}
    </Container>
  );
}
