import { useSsoTranslation } from '../../hooks';
import { CodeBox, formatXml, isXml } from '../CodeBox';
import { CheckValue, isTraceCheck } from './CheckValue';
import styles from './TracesPage.module.css';

/** Longer texts get a box that scrolls. */
const MAX_PLAIN_LENGTH = 600;
/** What lies deeper is shown as JSON. */
const MAX_DEPTH = 4;

/** What a step of a sign-in saw, so that a person can read it. */
export function EvidenceValue(props: {
  label: string;
  value: unknown;
  depth?: number;
}) {
  const t = useSsoTranslation();
  const { label, value, depth = 0 } = props;

  if (value === undefined || value === null || value === '') {
    return <span className={styles.nothing}>{t('trace.nothing')}</span>;
  }
  if (typeof value === 'boolean') {
    return <>{value ? t('trace.yes') : t('trace.no')}</>;
  }
  if (typeof value === 'string') {
    const isDocument = isXml(value);
    return isDocument || value.length > MAX_PLAIN_LENGTH ? (
      <CodeBox label={label} text={isDocument ? formatXml(value) : value} />
    ) : (
      <>{value}</>
    );
  }
  if (typeof value !== 'object') {
    return <>{String(value)}</>;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) {
    return <span className={styles.nothing}>{t('trace.nothing')}</span>;
  }
  if (depth >= MAX_DEPTH) {
    return <CodeBox label={label} text={JSON.stringify(value, undefined, 2)} />;
  }
  if (isTraceCheck(value)) {
    return (
      <CheckValue
        check={value}
        draw={side => (
          <EvidenceValue label={label} value={side} depth={depth + 1} />
        )}
      />
    );
  }
  return Array.isArray(value) ? (
    <ul className={styles.values}>
      {value.map((entry, index) => (
        <li key={index}>
          <EvidenceValue label={label} value={entry} depth={depth + 1} />
        </li>
      ))}
    </ul>
  ) : (
    <dl className={styles.record}>
      {entries.map(([name, entry]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <EvidenceValue label={name} value={entry} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
