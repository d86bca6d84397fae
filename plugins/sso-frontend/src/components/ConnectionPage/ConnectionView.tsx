import { usePermission } from '@backstage/plugin-permission-react';
import { Container, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import {
  SsoConnection,
  SsoProtocolInfo,
  ssoTraceReadPermission,
} from '@latchkey/plugin-sso-common';
import { useHref, useSsoTranslation } from '../../hooks';
import { connectionsRouteRef } from '../../routes';
import { TraceList } from '../TracesPage';
import { ConnectionActions } from './ConnectionActions';
import { ConnectionNotices } from './ConnectionNotices';
import { HistoryList } from './HistoryList';
import { PageHead } from './PageHead';
import { SettingsTab } from './SettingsTab';
import styles from './ConnectionPage.module.css';

/** A loaded SSO connection. */
export function ConnectionView(props: {
  connection: SsoConnection;
  /** Not there when the backend runs without the protocol. */
  protocol?: SsoProtocolInfo;
  onChange: (connection: SsoConnection) => void;
}) {
  const t = useSsoTranslation();
  const { connection, protocol, onChange } = props;
  const connectionsHref = useHref(connectionsRouteRef)();
  const { allowed: canReadTraces } = usePermission({
    permission: ssoTraceReadPermission,
  });

  return (
    <Container pt="6" pb="10">
      <PageHead
        backHref={connectionsHref}
        backLabel={t('connections.title')}
        title={connection.displayName}
        subtitle={protocol?.title ?? connection.protocol}
        icon={connection.icon ?? 'key'}
      >
        <ConnectionActions connection={connection} onChange={onChange} />
      </PageHead>
      <ConnectionNotices notices={connection.notices} />
      <Tabs>
        <TabList>
          <Tab id="settings">{t('connection.settings')}</Tab>
          {canReadTraces && <Tab id="traces">{t('traces.title')}</Tab>}
          <Tab id="history">{t('history.title')}</Tab>
        </TabList>
        {/* Stays, so that a look at another tab loses no edits. */}
        <TabPanel id="settings" shouldForceMount className={styles.panel}>
          <SettingsTab
            connection={connection}
            protocol={protocol}
            onChange={onChange}
          />
        </TabPanel>
        <TabPanel id="traces" className={styles.panel}>
          <TraceList connectionId={connection.id} />
        </TabPanel>
        <TabPanel id="history" className={styles.panel}>
          <HistoryList key={connection.version} connectionId={connection.id} />
        </TabPanel>
      </Tabs>
    </Container>
  );
}
