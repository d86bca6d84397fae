import { Text } from '@backstage/ui';
import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import styles from './Findings.module.css';
import { OutcomeIcon } from './OutcomeIcon';

/** What a check, a set-up or an action found; read out as it comes in. */
export function FindingList(props: {
  label: string;
  findings?: readonly SsoCheckFinding[];
}) {
  return (
    <ul aria-label={props.label} aria-live="polite" className={styles.findings}>
      {props.findings?.map((finding, index) => (
        <li key={`${index}-${finding.title}`} className={styles.finding}>
          <OutcomeIcon outcome={finding.outcome} />
          <div>
            <Text variant="body-small" weight="bold">
              {finding.title}
            </Text>
            {finding.detail && (
              <Text variant="body-small">{finding.detail}</Text>
            )}
            {finding.advice && (
              <Text variant="body-small" color="secondary">
                {finding.advice}
              </Text>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
