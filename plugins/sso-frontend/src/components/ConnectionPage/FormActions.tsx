import { Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './ConnectionPage.module.css';

/** The save button, always in reach below a long form. */
export function FormActions(props: {
  label: string;
  isPending: boolean;
  children?: ReactNode;
}) {
  return (
    <div className={styles.formActions}>
      <Button
        type="submit"
        variant="primary"
        size="medium"
        isPending={props.isPending}
      >
        {props.label}
      </Button>
      {props.children}
    </div>
  );
}
