import type { ReactNode } from 'react';
import { SignInHeading } from './SignInHeading';
import styles from './SignInLayout.module.css';

/** A card that only says something, with a way on. */
export function SignInMessage(props: {
  title: string;
  description: string;
  role?: 'alert' | 'status';
  children?: ReactNode;
}) {
  return (
    <div role={props.role} className={styles.message}>
      <SignInHeading title={props.title} subtitle={props.description} />
      {props.children}
    </div>
  );
}
