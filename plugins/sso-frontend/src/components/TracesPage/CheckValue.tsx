import { RiCheckLine, RiCloseLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useSsoTranslation } from '../../hooks';
import styles from './TracesPage.module.css';

/** How a value was checked, as protocols note it. */
export interface TraceCheck {
  readonly expected?: unknown;
  readonly received?: unknown;
  readonly passed: boolean;
}

const names = ['expected', 'received', 'passed'];

/** Whether a value is a check, and nothing but a check. */
export function isTraceCheck(value: object): value is TraceCheck {
  return (
    'passed' in value &&
    typeof value.passed === 'boolean' &&
    Object.keys(value).every(name => names.includes(name))
  );
}

/** The value when it was as expected; otherwise both sides. */
export function CheckValue(props: {
  check: TraceCheck;
  draw: (value: unknown) => ReactNode;
}) {
  const t = useSsoTranslation();
  const { check, draw } = props;
  const { expected, received, passed } = check;
  const isSame = JSON.stringify(expected) === JSON.stringify(received);
  const Icon = passed ? RiCheckLine : RiCloseLine;

  return (
    <div className={styles.check} data-passed={passed}>
      <Icon
        size={16}
        role="img"
        aria-label={passed ? t('trace.passed') : t('trace.refused')}
      />
      {isSame ? (
        <div>{draw(received)}</div>
      ) : (
        <dl className={styles.record}>
          <div>
            <dt>{t('trace.expected')}</dt>
            <dd>{draw(expected)}</dd>
          </div>
          <div>
            <dt>{t('trace.received')}</dt>
            <dd>{draw(received)}</dd>
          </div>
        </dl>
      )}
    </div>
  );
}
