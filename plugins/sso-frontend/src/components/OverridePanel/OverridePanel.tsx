import { usePermission } from '@backstage/plugin-permission-react';
import {
  SsoConnection,
  ssoConnectionUpdatePermission,
} from '@latchkey/plugin-sso-common';
import { useRef, useState } from 'react';
import { useProof, useSsoTranslation } from '../../hooks';
import { Panel, useKeepFocus } from '../Panel';
import { FailedView, LoadingView } from '../StateView';
import { ConfirmedOverride } from './ConfirmedOverride';
import { OffOverride } from './OffOverride';
import styles from './OverridePanel.module.css';
import { OverrideDialog } from './OverrideDialog';
import { PendingOverride } from './PendingOverride';
import { TestResult } from './TestResult';
import { useOverride } from './useOverride';

/** Tests an SSO connection and sends everyone straight to it. */
export function OverridePanel(props: { connection: SsoConnection }) {
  const t = useSsoTranslation();
  const { connection } = props;
  const override = useOverride(connection);
  const proof = useProof();
  const { state } = override;
  const [asked, setAsked] = useState<'arm' | 'disarm'>();
  const body = useRef<HTMLDivElement>(null);
  const { allowed: canUpdate } = usePermission({
    permission: ssoConnectionUpdatePermission,
  });
  const value = state.status === 'loaded' ? state.value : undefined;
  useKeepFocus(body, value);
  const part = { connection, override, canUpdate, ask: setAsked };

  return (
    <Panel title={t('override.title')} description={t('override.description')}>
      <div ref={body} className={styles.body}>
        {proof && (
          <TestResult
            connectionId={connection.id}
            proof={proof}
            onKept={override.reload}
          />
        )}
        {state.status === 'loading' && <LoadingView rows={1} />}
        {state.status === 'failed' && (
          <FailedView
            title={t('override.failed')}
            error={state.error}
            onRetry={override.reload}
          />
        )}
        {value?.state === 'off' && <OffOverride {...part} value={value} />}
        {value?.state === 'pending' && (
          <PendingOverride {...part} value={value} />
        )}
        {value?.state === 'confirmed' && (
          <ConfirmedOverride {...part} value={value} />
        )}
      </div>
      {asked && value && (
        <OverrideDialog
          kind={asked}
          name={connection.displayName}
          addresses={value.nosso.addresses}
          run={asked === 'arm' ? override.arm : override.disarm}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Panel>
  );
}
