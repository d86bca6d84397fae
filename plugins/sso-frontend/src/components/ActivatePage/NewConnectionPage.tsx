import { Container } from '@backstage/ui';
import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import { useSsoOperation } from '@latchkey/plugin-sso-react';
import { useParams } from 'react-router-dom';
import { useHref, useSsoTranslation } from '../../hooks';
import { activateRouteRef } from '../../routes';
import { PageHead } from '../ConnectionPage/PageHead';
import { FailedView, LoadingView } from '../StateView';
import { NewConnection } from './NewConnection';

/** Activates a protocol: the form of a new SSO connection. */
export function NewConnectionPage() {
  const t = useSsoTranslation();
  const { protocolId } = useParams();
  const backHref = useHref(activateRouteRef)();
  const { state, reload } = useSsoOperation(ssoAdminOperations.listProtocols);

  if (state.status === 'loading') {
    return (
      <Container pt="6">
        <LoadingView />
      </Container>
    );
  }
  const protocol =
    state.status === 'loaded'
      ? state.value.protocols.find(({ id }) => id === protocolId)
      : undefined;

  return (
    <Container pt="6" pb="10">
      <PageHead
        backHref={backHref}
        backLabel={t('activate.title')}
        title={
          protocol
            ? t('activate.newTitle', { protocol: protocol.title })
            : t('activate.title')
        }
        icon={protocol?.icon}
      />
      {protocol ? (
        <NewConnection key={protocol.id} protocol={protocol} />
      ) : (
        <FailedView
          error={
            state.status === 'failed'
              ? state.error
              : new Error(t('activate.unknown'))
          }
          onRetry={state.status === 'failed' ? reload : undefined}
        />
      )}
    </Container>
  );
}
