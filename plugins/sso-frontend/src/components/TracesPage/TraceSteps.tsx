import { Text } from '@backstage/ui';
import type { SsoTraceStep } from '@latchkey/plugin-sso-common';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiIndeterminateCircleLine,
} from '@remixicon/react';
import { useSsoTranslation } from '../../hooks';
import { EvidenceList } from './EvidenceList';
import styles from './TracesPage.module.css';

const icons: Record<SsoTraceStep['outcome'], typeof RiCheckboxCircleLine> = {
  passed: RiCheckboxCircleLine,
  refused: RiCloseCircleLine,
  skipped: RiIndeterminateCircleLine,
};

/** The steps of a sign-in with what each of them saw. */
export function TraceSteps(props: { steps: readonly SsoTraceStep[] }) {
  const t = useSsoTranslation();

  return (
    <ol className={styles.steps}>
      {props.steps.map((step, index) => {
        const Icon = icons[step.outcome];
        return (
          <li
            key={`${index}-${step.step}`}
            className={styles.step}
            data-outcome={step.outcome}
          >
            <Icon
              size={20}
              role="img"
              aria-label={t(`trace.${step.outcome}`)}
            />
            <div className={styles.stepBody}>
              <Text weight="bold">{step.step}</Text>
              {step.evidence.length > 0 && (
                <EvidenceList evidence={step.evidence} />
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
