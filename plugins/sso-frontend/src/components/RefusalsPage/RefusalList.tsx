import { Link, Text } from '@backstage/ui';
import {
  isSsoErrorCode,
  ssoAdminOperations,
  ssoErrors,
  SsoTraceSummary,
} from '@latchkey/plugin-sso-common';
import { useSsoOperation } from '@latchkey/plugin-sso-react';
import { RiShieldCheckLine } from '@remixicon/react';
import { useFormatTime, useHref, useSsoTranslation } from '../../hooks';
import { refusalRouteRef } from '../../routes';
import { EmptyView, FailedView, LoadingView } from '../StateView';
import styles from './RefusalsPage.module.css';

/** Refused sign-ins, newest first. */
export function RefusalList(props: {
  /** Only those of one SSO connection. */
  connectionId?: string;
  /** Only those whose reference contains this. */
  search?: string;
}) {
  const t = useSsoTranslation();
  const { connectionId, search = '' } = props;
  const { state, reload } = useSsoOperation(ssoAdminOperations.listTraces, {
    query: { connectionId, limit: 100 },
  });

  if (state.status === 'loading') {
    return <LoadingView />;
  }
  if (state.status === 'failed') {
    return (
      <FailedView
        title={t('refusals.failed')}
        error={state.error}
        onRetry={reload}
      />
    );
  }
  if (state.value.traces.length === 0) {
    return (
      <EmptyView
        icon={<RiShieldCheckLine aria-hidden="true" />}
        title={t('refusals.emptyTitle')}
        description={t('refusals.emptyDescription')}
      />
    );
  }
  const traces = state.value.traces.filter(({ reference }) =>
    reference.includes(search.trim().toUpperCase()),
  );
  return traces.length === 0 ? (
    <Text as="p" color="secondary" role="status">
      {t('refusals.noMatch')}
    </Text>
  ) : (
    <ul className={styles.list} aria-label={t('refusals.title')}>
      {traces.map(trace => (
        <Refusal
          key={trace.reference}
          trace={trace}
          showConnection={!connectionId}
        />
      ))}
    </ul>
  );
}

function Refusal(props: { trace: SsoTraceSummary; showConnection: boolean }) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { trace } = props;
  const href = useHref(refusalRouteRef)({ reference: trace.reference });
  const reason = isSsoErrorCode(trace.code)
    ? ssoErrors[trace.code].reason
    : trace.code;

  return (
    <li className={styles.row}>
      <Link href={href} standalone weight="bold" className={styles.reference}>
        {trace.reference}
      </Link>
      <div className={styles.reason}>
        <Text>{reason}</Text>
        {trace.detail && (
          <Text variant="body-small" color="secondary">
            {trace.detail}
          </Text>
        )}
      </div>
      {props.showConnection && (
        <Text variant="body-small">
          {trace.connectionName ??
            trace.connectionId ??
            t('refusals.noConnection')}
        </Text>
      )}
      <Text variant="body-small" color="secondary">
        <time dateTime={trace.at}>{format.absolute(trace.at)}</time>
      </Text>
    </li>
  );
}
