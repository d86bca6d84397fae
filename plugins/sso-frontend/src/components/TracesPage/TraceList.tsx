import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { SsoTraceSummary } from '@latchkey/plugin-sso-common';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { TraceResults } from './TraceResults';
import styles from './TracesPage.module.css';

const filters = ['all', 'refused', 'success'] as const;

/** Traces of sign-ins, newest first: all of them, or by outcome. */
export function TraceList(props: {
  /** Only those of one SSO connection. */
  connectionId?: string;
  /** Only those whose reference contains this. */
  search?: string;
}) {
  const t = useSsoTranslation();
  const [outcome, setOutcome] = useState<SsoTraceSummary['outcome']>();

  return (
    <>
      <ToggleButtonGroup
        aria-label={t('traces.filter')}
        className={styles.filter}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[outcome ?? 'all']}
        onSelectionChange={keys => {
          const chosen = filters.find(filter => keys.has(filter));
          setOutcome(chosen === 'all' ? undefined : chosen);
        }}
      >
        {filters.map(filter => (
          <ToggleButton key={filter} id={filter}>
            {t(`traces.${filter}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TraceResults {...props} outcome={outcome} />
    </>
  );
}
