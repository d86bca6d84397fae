import { Link, Text } from '@backstage/ui';
import {
  isSsoErrorCode,
  ssoErrors,
  SsoTraceSummary,
} from '@latchkey/plugin-sso-common';
import { useFormatTime, useHref, useSsoTranslation } from '../../hooks';
import { traceRouteRef } from '../../routes';
import { TraceOutcome } from './TraceOutcome';
import styles from './TracesPage.module.css';

/** One sign-in in the list. */
export function TraceRow(props: {
  trace: SsoTraceSummary;
  showConnection: boolean;
}) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { trace } = props;
  const href = useHref(traceRouteRef)({ reference: trace.reference });
  const reason = isSsoErrorCode(trace.code)
    ? ssoErrors[trace.code].reason
    : trace.code;

  return (
    <li className={styles.row}>
      <Link href={href} standalone weight="bold" className={styles.reference}>
        {trace.reference}
      </Link>
      <div className={styles.reason}>
        <TraceOutcome outcome={trace.outcome} />
        {reason && <Text>{reason}</Text>}
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
            t('traces.noConnection')}
        </Text>
      )}
      <Text variant="body-small" color="secondary">
        <time dateTime={trace.at}>{format.absolute(trace.at)}</time>
      </Text>
    </li>
  );
}
