import styles from './CodeBox.module.css';

/** More lines scroll. */
const MAX_ROWS = 20;

/**
 * Text to the letter, to read and to copy. A text area, because the keyboard
 * reaches it, scrolls it and selects all of it.
 */
export function CodeBox(props: { label: string; text: string }) {
  return (
    <textarea
      readOnly
      aria-label={props.label}
      className={styles.box}
      rows={Math.min(props.text.split('\n').length + 1, MAX_ROWS)}
      spellCheck="false"
      value={props.text}
    />
  );
}
