import { Container, Text } from '@backstage/ui';
import { useSsoTranslation } from '../../hooks';
import { FindingList } from '../Findings';
import { Panel } from '../Panel';
import { PortalStatus, usePortalStatus } from '../PortalStatus';
import { FailedView, LoadingView } from '../StateView';
import { GateTable } from './GateTable';
import { NowPanel } from './NowPanel';
import styles from './WaysInPage.module.css';

/** Who gets in by which way, and how to get back in. */
export function WaysInPage() {
  const t = useSsoTranslation();

  return (
    <Container pt="6" pb="10">
      <Text as="h2" variant="title-small" weight="bold">
        {t('waysIn.title')}
      </Text>
      <Text as="p" color="secondary" className={styles.subtitle}>
        {t('waysIn.subtitle')}
      </Text>
      <div className={styles.panels}>
        <StatusPanels />
        <Panel title={t('waysIn.gate')} description={t('waysIn.gateHelp')}>
          <GateTable />
        </Panel>
      </div>
    </Container>
  );
}

function StatusPanels() {
  const t = useSsoTranslation();
  const { status, error, reload } = usePortalStatus();

  if (error) {
    return (
      <FailedView title={t('waysIn.failed')} error={error} onRetry={reload} />
    );
  }
  return status ? (
    <div className={styles.status}>
      <NowPanel status={status} />
      <EscapePanel findings={status.escapeRoutes} />
    </div>
  ) : (
    <LoadingView />
  );
}

function EscapePanel(props: { findings: PortalStatus['escapeRoutes'] }) {
  const t = useSsoTranslation();

  return (
    <Panel title={t('waysIn.escape')} description={t('waysIn.escapeHelp')}>
      {props.findings.length === 0 ? (
        <Text color="secondary">{t('waysIn.noEscape')}</Text>
      ) : (
        <FindingList label={t('waysIn.escape')} findings={props.findings} />
      )}
    </Panel>
  );
}
