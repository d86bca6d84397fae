import { Container } from '@backstage/ui';
import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import { useSsoOperation } from '@latchkey/plugin-sso-react';
import { useParams } from 'react-router-dom';
import { useSsoTranslation } from '../../hooks';
import { FailedView, LoadingView } from '../StateView';
import { ConnectionView } from './ConnectionView';

/** One SSO connection: its settings, traces and history. */
export function ConnectionPage() {
  const t = useSsoTranslation();
  const { connectionId = '' } = useParams();
  const connection = useSsoOperation(ssoAdminOperations.getConnection, {
    params: { connectionId },
  });
  const protocols = useSsoOperation(ssoAdminOperations.listProtocols);
  const failed = [connection, protocols].find(
    ({ state }) => state.status === 'failed',
  );

  if (failed?.state.status === 'failed') {
    return (
      <Container pt="6">
        <FailedView
          title={t('connection.failed')}
          error={failed.state.error}
          onRetry={failed.reload}
        />
      </Container>
    );
  }
  if (
    connection.state.status !== 'loaded' ||
    protocols.state.status !== 'loaded'
  ) {
    return (
      <Container pt="6">
        <LoadingView />
      </Container>
    );
  }
  const { value } = connection.state;
  return (
    <ConnectionView
      key={value.id}
      connection={value}
      protocol={protocols.state.value.protocols.find(
        ({ id }) => id === value.protocol,
      )}
      onChange={connection.setValue}
    />
  );
}
