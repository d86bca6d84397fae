import { Container } from '@backstage/ui';
import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import { useSsoOperation } from '@latchkey/plugin-sso-react';
import { useParams } from 'react-router-dom';
import { useHref, useSsoTranslation } from '../../hooks';
import { tracesRouteRef } from '../../routes';
import { PageHead } from '../ConnectionPage/PageHead';
import { FailedView, LoadingView } from '../StateView';
import { TraceView } from './TraceView';

/** The trace of one sign-in. */
export function TracePage() {
  const t = useSsoTranslation();
  const { reference = '' } = useParams();
  const backHref = useHref(tracesRouteRef)();
  const { state, reload } = useSsoOperation(ssoAdminOperations.getTrace, {
    params: { reference },
  });

  const content = () => {
    switch (state.status) {
      case 'loading':
        return <LoadingView />;
      case 'failed':
        return state.error.name === 'NotFoundError' ? (
          <FailedView
            title={t('trace.notFound')}
            error={new Error(t('trace.notFoundHelp'))}
          />
        ) : (
          <FailedView error={state.error} onRetry={reload} />
        );
      default:
        return <TraceView trace={state.value} />;
    }
  };

  return (
    <Container pt="6" pb="10">
      <PageHead
        backHref={backHref}
        backLabel={t('traces.title')}
        title={t('trace.title', { reference })}
      />
      {content()}
    </Container>
  );
}
