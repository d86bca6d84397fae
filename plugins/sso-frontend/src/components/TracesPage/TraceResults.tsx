import { Text } from '@backstage/ui';
import {
  ssoAdminOperations,
  SsoTraceSummary,
} from '@latchkey/plugin-sso-common';
import { useSsoOperation } from '@latchkey/plugin-sso-react';
import { RiShieldCheckLine } from '@remixicon/react';
import { useSsoTranslation } from '../../hooks';
import { EmptyView, FailedView, LoadingView } from '../StateView';
import { TraceRow } from './TraceRow';
import styles from './TracesPage.module.css';

/** The traces that the filters leave. */
export function TraceResults(props: {
  connectionId?: string;
  outcome?: SsoTraceSummary['outcome'];
  search?: string;
}) {
  const t = useSsoTranslation();
  const { connectionId, outcome, search = '' } = props;
  const { state, reload } = useSsoOperation(ssoAdminOperations.listTraces, {
    query: { connectionId, outcome, limit: 100 },
  });

  if (state.status === 'loading') {
    return <LoadingView />;
  }
  if (state.status === 'failed') {
    return (
      <FailedView
        title={t('traces.failed')}
        error={state.error}
        onRetry={reload}
      />
    );
  }
  if (state.value.traces.length === 0) {
    const isSuccess = outcome === 'success';
    return (
      <EmptyView
        icon={<RiShieldCheckLine aria-hidden="true" />}
        title={isSuccess ? t('traces.noSuccessTitle') : t('traces.emptyTitle')}
        description={
          isSuccess
            ? t('traces.noSuccessDescription')
            : t('traces.emptyDescription')
        }
      />
    );
  }
  const traces = state.value.traces.filter(({ reference }) =>
    reference.includes(search.trim().toUpperCase()),
  );
  return traces.length === 0 ? (
    <Text as="p" color="secondary" role="status">
      {t('traces.noMatch')}
    </Text>
  ) : (
    <ul className={styles.list} aria-label={t('traces.title')}>
      {traces.map(trace => (
        <TraceRow
          key={trace.reference}
          trace={trace}
          showConnection={!connectionId}
        />
      ))}
    </ul>
  );
}
