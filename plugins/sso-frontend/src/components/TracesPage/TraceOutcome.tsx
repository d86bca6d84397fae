import { Text } from '@backstage/ui';
import type { SsoTraceSummary } from '@latchkey/plugin-sso-common';
import { RiCheckboxCircleLine, RiCloseCircleLine } from '@remixicon/react';
import { useSsoTranslation } from '../../hooks';
import styles from './TracesPage.module.css';

/** How a sign-in ended, by colour, shape and word. */
export function TraceOutcome(props: { outcome: SsoTraceSummary['outcome'] }) {
  const t = useSsoTranslation();
  const isSuccess = props.outcome === 'success';
  const Icon = isSuccess ? RiCheckboxCircleLine : RiCloseCircleLine;

  return (
    <span className={styles.outcome} data-outcome={props.outcome}>
      <Icon size={16} aria-hidden="true" />
      <Text variant="body-small">
        {isSuccess ? t('traces.signedIn') : t('traces.refused')}
      </Text>
    </span>
  );
}
