import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { ssoSelfOperations } from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useEffect, useRef, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { FailedView } from '../StateView';
import type { MyPanelProps } from './MySecurityView';

/** Hands in what the provider has proved, once, and says how that went. */
export function LinkProof(props: {
  proof: string;
  onLinked: MyPanelProps['onChange'];
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const { proof } = props;
  const [isLinked, setLinked] = useState(false);
  const sent = useRef<string>();
  const { run, error } = useSsoAction(async () => {
    props.onLinked(
      await ssoApi.call(ssoSelfOperations.completeMyLink, { body: { proof } }),
    );
    setLinked(true);
  });

  useEffect(() => {
    if (sent.current !== proof) {
      sent.current = proof;
      run();
    }
  }, [proof, run]);

  if (error) {
    return <FailedView title={t('myLinks.notLinked')} error={error} />;
  }
  return isLinked ? (
    <Alert role="status" status="success" icon title={t('myLinks.linked')} />
  ) : (
    <Text color="secondary" role="status">
      {t('myLinks.finishing')}
    </Text>
  );
}
