import styles from './SignInLayout.module.css';

/** Title of the card with a line below it. */
export function SignInHeading(props: { title: string; subtitle?: string }) {
  return (
    <div className={styles.heading}>
      <h1 className={styles.title}>{props.title}</h1>
      {props.subtitle && <p className={styles.subtitle}>{props.subtitle}</p>}
    </div>
  );
}
