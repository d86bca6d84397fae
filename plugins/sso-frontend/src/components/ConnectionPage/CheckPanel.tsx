import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { BgProvider, Button, Text } from '@backstage/ui';
import {
  ssoAdminOperations,
  SsoCheckFinding,
  ssoConnectionUpdatePermission,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { RiPulseLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { FindingList } from '../Findings';
import { FailedView } from '../StateView';
import styles from './ConnectionPage.module.css';

/** Asks the provider whether the saved settings can work. */
export function CheckPanel(props: { connectionId: string; version: number }) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const [findings, setFindings] = useState<readonly SsoCheckFinding[]>();
  const { connectionId, version } = props;
  const { allowed: canUpdate } = usePermission({
    permission: ssoConnectionUpdatePermission,
  });
  const check = useSsoAction(async () => {
    setFindings(undefined);
    const result = await ssoApi.call(ssoAdminOperations.checkConnection, {
      params: { connectionId },
    });
    setFindings(result.findings);
  });
  // They were about the settings before.
  useEffect(() => setFindings(undefined), [version]);

  return (
    <section className={styles.check} aria-labelledby="sso-check">
      <Text as="h3" id="sso-check" variant="body-large" weight="bold">
        {t('check.title')}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {t('check.description')}
      </Text>
      {/* So that the button stands out from the panel. */}
      <BgProvider bg="neutral-1">
        <Button
          variant="secondary"
          iconStart={<RiPulseLine aria-hidden="true" />}
          isDisabled={!canUpdate}
          isPending={check.isPending}
          onPress={() => check.run()}
        >
          {t('check.run')}
        </Button>
      </BgProvider>
      {check.error && (
        <FailedView title={t('check.notDone')} error={check.error} />
      )}
      <FindingList label={t('check.title')} findings={findings} />
      {findings?.length === 0 && (
        <Text variant="body-small" color="secondary" role="status">
          {t('check.nothing')}
        </Text>
      )}
    </section>
  );
}
