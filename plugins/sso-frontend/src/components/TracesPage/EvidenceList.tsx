import type { SsoTraceStep } from '@latchkey/plugin-sso-common';
import { EvidenceValue } from './EvidenceValue';
import styles from './TracesPage.module.css';

/** What a step of a sign-in saw, each with its name. */
export function EvidenceList(props: { evidence: SsoTraceStep['evidence'] }) {
  return (
    <dl className={styles.evidence}>
      {props.evidence.map(({ label, value }, row) => (
        <div key={`${row}-${label}`}>
          <dt>{label}</dt>
          <dd>
            <EvidenceValue label={label} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
