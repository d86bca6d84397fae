import { usePermission } from '@backstage/plugin-permission-react';
import { Text, VisuallyHidden } from '@backstage/ui';
import {
  SsoInspection,
  ssoConnectionUpdatePermission,
} from '@latchkey/plugin-sso-common';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import type { SettingsField } from '../../settings';
import { OutcomeIcon } from '../Findings';
import { useConnectionForm } from './ConnectionFormContext';
import styles from './Inspections.module.css';
import { useInspections } from './useInspections';

/** What the value of a field turned out to be, below the field. */
export function Inspections(props: { field: SettingsField; value: string }) {
  const t = useSsoTranslation();
  const { field, value } = props;
  const { protocol } = useConnectionForm();
  const { allowed } = usePermission({
    permission: ssoConnectionUpdatePermission,
  });
  const [initial] = useState(value);
  const state = useInspections({
    protocolId: protocol.id,
    name: field.name,
    value,
    isEnabled: allowed,
  });
  if (!state) {
    return null;
  }

  const { inspections, error } = state;
  // Not for what stands there when the page opens.
  const news =
    state.value === initial.trim()
      ? ''
      : inspections
          .map(({ title, outcome }) => `${title}: ${t(`outcome.${outcome}`)}`)
          .join('. ');
  return (
    <div
      role="group"
      aria-label={t('inspection.label', { field: field.title })}
      aria-busy={state.value !== value.trim()}
      className={styles.inspections}
    >
      {inspections.map((inspection, index) => (
        <Inspection
          key={`${index}-${inspection.title}`}
          inspection={inspection}
        />
      ))}
      {error && (
        <Text variant="body-small" color="secondary">
          {t('inspection.failed', { message: error.message })}
        </Text>
      )}
      <VisuallyHidden role="status">{news}</VisuallyHidden>
    </div>
  );
}

function Inspection({ inspection }: { inspection: SsoInspection }) {
  return (
    <div className={styles.inspection} data-outcome={inspection.outcome}>
      <OutcomeIcon outcome={inspection.outcome} />
      <div className={styles.body}>
        <Text variant="body-small" weight="bold">
          {inspection.title}
        </Text>
        {inspection.detail && (
          <Text variant="body-small">{inspection.detail}</Text>
        )}
        {inspection.advice && (
          <Text variant="body-small" color="secondary">
            {inspection.advice}
          </Text>
        )}
        {inspection.facts.length > 0 && (
          <dl className={styles.facts}>
            {inspection.facts.map(({ label, value }, index) => (
              <div key={`${index}-${label}`}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </div>
  );
}
