import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { BgProvider, Button, Text } from '@backstage/ui';
import {
  ssoAdminOperations,
  SsoCheckFinding,
  ssoConnectionUpdatePermission,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiInformationLine,
  RiPulseLine,
} from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { FailedView } from '../StateView';
import styles from './ConnectionPage.module.css';

const icons: Record<SsoCheckFinding['outcome'], typeof RiPulseLine> = {
  passed: RiCheckboxCircleLine,
  failed: RiCloseCircleLine,
  note: RiInformationLine,
};

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
      <ul aria-live="polite" className={styles.findings}>
        {findings?.map((finding, index) => (
          <Finding key={`${index}-${finding.title}`} finding={finding} />
        ))}
      </ul>
      {findings?.length === 0 && (
        <Text variant="body-small" color="secondary" role="status">
          {t('check.nothing')}
        </Text>
      )}
    </section>
  );
}

function Finding({ finding }: { finding: SsoCheckFinding }) {
  const t = useSsoTranslation();
  const Icon = icons[finding.outcome];

  return (
    <li className={styles.finding} data-outcome={finding.outcome}>
      <Icon size={18} aria-label={t(`check.${finding.outcome}`)} role="img" />
      <div>
        <Text variant="body-small" weight="bold">
          {finding.title}
        </Text>
        {finding.detail && <Text variant="body-small">{finding.detail}</Text>}
        {finding.advice && (
          <Text variant="body-small" color="secondary">
            {finding.advice}
          </Text>
        )}
      </div>
    </li>
  );
}
