import { Alert } from '@backstage/ui';
import type {
  SsoConnection,
  SsoProtocolInfo,
} from '@latchkey/plugin-sso-common';
import { useLocation } from 'react-router-dom';
import { useSsoTranslation } from '../../hooks';
import { OverridePanel } from '../OverridePanel';
import { ProviderValues } from '../ProviderValues';
import { CheckPanel } from './CheckPanel';
import { EditConnection } from './EditConnection';
import { ProtocolActions } from './ProtocolActions';
import styles from './ConnectionPage.module.css';

/** The form, beside what the administrator enters at the provider. */
export function SettingsTab(props: {
  connection: SsoConnection;
  protocol?: SsoProtocolInfo;
  onChange: (connection: SsoConnection) => void;
}) {
  const t = useSsoTranslation();
  const { connection, protocol } = props;
  const { state } = useLocation();
  const isCreated = Boolean((state as { created?: boolean } | null)?.created);

  return (
    <>
      {isCreated && (
        <Alert
          role="status"
          status="success"
          icon
          className={styles.notice}
          title={t('connection.created')}
          description={t('connection.createdNext')}
        />
      )}
      {!connection.protocolInstalled && (
        <Alert
          role="status"
          status="warning"
          icon
          className={styles.notice}
          title={t('connections.notInstalled')}
          description={t('connection.notInstalledHelp', {
            protocol: connection.protocol,
          })}
        />
      )}
      <div className={styles.columns}>
        {protocol ? (
          <EditConnection
            connection={connection}
            protocol={protocol}
            onChange={props.onChange}
          />
        ) : (
          <div />
        )}
        <aside className={styles.aside}>
          <ProviderValues connection={connection} />
          {connection.protocolInstalled && (
            <CheckPanel
              connectionId={connection.id}
              version={connection.version}
            />
          )}
          <OverridePanel connection={connection} />
          <ProtocolActions connection={connection} onChange={props.onChange} />
        </aside>
      </div>
    </>
  );
}
