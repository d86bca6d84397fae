import { Link, Text } from '@backstage/ui';
import type { SsoTrace } from '@latchkey/plugin-sso-common';
import type { ReactNode } from 'react';
import { useFormatTime, useHref, useSsoTranslation } from '../../hooks';
import { connectionRouteRef } from '../../routes';
import { TraceOutcome } from './TraceOutcome';
import { TraceSteps } from './TraceSteps';
import styles from './TracesPage.module.css';

/** What happened, who can do what about it, and what was seen on the way. */
export function TraceView({ trace }: { trace: SsoTrace }) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { refusal } = trace;
  const toConnection = useHref(connectionRouteRef);

  return (
    <div className={styles.trace}>
      <dl className={styles.facts}>
        <Fact label={t('trace.outcome')}>
          <TraceOutcome outcome={trace.outcome} />
        </Fact>
        {refusal && <Fact label={t('trace.reason')}>{refusal.reason}</Fact>}
        {trace.detail && <Fact label={t('trace.detail')}>{trace.detail}</Fact>}
        {refusal && (
          <>
            <Fact label={t('trace.advice')}>{refusal.advice}</Fact>
            <Fact label={t('trace.actor')}>{t(`trace.${refusal.actor}`)}</Fact>
          </>
        )}
        {trace.code && (
          <Fact label={t('trace.code')}>
            <code>{trace.code}</code>
          </Fact>
        )}
        {trace.connectionId && (
          <Fact label={t('trace.connection')}>
            <Link href={toConnection({ connectionId: trace.connectionId })}>
              {trace.connectionName ?? trace.connectionId}
            </Link>
          </Fact>
        )}
        <Fact label={t('trace.at')}>
          <time dateTime={trace.at}>{format.absolute(trace.at)}</time>{' '}
          <Text variant="body-small" color="secondary">
            {t('trace.keptUntil', { date: format.date(trace.expiresAt) })}
          </Text>
        </Fact>
      </dl>
      <Text as="h3" variant="body-large" weight="bold">
        {t('trace.steps')}
      </Text>
      <TraceSteps steps={trace.steps} />
    </div>
  );
}

function Fact(props: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
