import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiInformationLine,
} from '@remixicon/react';
import { useSsoTranslation } from '../../hooks';
import styles from './Findings.module.css';

const icons: Record<SsoCheckFinding['outcome'], typeof RiInformationLine> = {
  passed: RiCheckboxCircleLine,
  failed: RiCloseCircleLine,
  note: RiInformationLine,
};

/** An outcome by colour, shape and name. */
export function OutcomeIcon(props: { outcome: SsoCheckFinding['outcome'] }) {
  const t = useSsoTranslation();
  const Icon = icons[props.outcome];

  return (
    <Icon
      size={18}
      role="img"
      aria-label={t(`outcome.${props.outcome}`)}
      className={styles.icon}
      data-outcome={props.outcome}
    />
  );
}
