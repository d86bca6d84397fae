import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import {
  ssoOverrideOperations,
  SsoOperationResponse,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useEffect, useRef, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { FailedView, LoadingView } from '../StateView';
import { EvidenceList } from '../TracesPage';
import styles from './OverridePanel.module.css';

type Result = SsoOperationResponse<
  typeof ssoOverrideOperations.completeConnectionTest
>;

/** Hands in the proof of a test sign-in, and shows what the test was like. */
export function TestResult(props: {
  connectionId: string;
  /** Good once. */
  proof: string;
  onKept: () => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const { connectionId, proof } = props;
  const [result, setResult] = useState<Result>();
  const [isClosed, setClosed] = useState(false);
  const sent = useRef<string>();
  const { run, error } = useSsoAction(async () => {
    setResult(
      await ssoApi.call(ssoOverrideOperations.completeConnectionTest, {
        params: { connectionId },
        body: { proof },
      }),
    );
    props.onKept();
  });

  useEffect(() => {
    if (sent.current !== proof) {
      sent.current = proof;
      setClosed(false);
      run();
    }
  }, [proof, run]);

  if (isClosed) {
    return null;
  }
  if (error) {
    return <FailedView title={t('testResult.failed')} error={error} />;
  }
  return result ? (
    <ResultView result={result} onClose={() => setClosed(true)} />
  ) : (
    <LoadingView rows={1} />
  );
}

function ResultView(props: { result: Result; onClose: () => void }) {
  const t = useSsoTranslation();
  const { account, accountCreated, code, detail, advice, evidence, outcome } =
    props.result;
  const isSuccess = outcome === 'success';

  return (
    <div className={styles.result}>
      <Alert
        role="status"
        status={isSuccess ? 'success' : 'danger'}
        icon
        title={isSuccess ? t('testResult.success') : t('testResult.refused')}
        description={
          <span className={styles.resultText}>
            {account && (
              <span>
                {accountCreated
                  ? t('testResult.accountCreated', { account })
                  : t('testResult.account', { account })}
              </span>
            )}
            {detail && <span>{detail}</span>}
            {advice && <span>{advice}</span>}
            {code && <span>{t('testResult.code', { code })}</span>}
          </span>
        }
      />
      {evidence.length > 0 && (
        <details className={styles.evidence}>
          <summary>
            <Text variant="body-small">{t('testResult.evidence')}</Text>
          </summary>
          <EvidenceList evidence={evidence} />
        </details>
      )}
      <div>
        <Button size="small" variant="secondary" onPress={props.onClose}>
          {t('testResult.dismiss')}
        </Button>
      </div>
    </div>
  );
}
