import { Text } from '@backstage/ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './StateView.module.css';

/** Explains what will stand here, and how to get there. */
export function EmptyView(props: {
  icon: ReactElement;
  title: string;
  description: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <div className={styles.emptyIcon}>{props.icon}</div>
      <Text as="h3" variant="title-x-small" weight="bold">
        {props.title}
      </Text>
      <Text as="p" color="secondary" className={styles.emptyText}>
        {props.description}
      </Text>
      {props.children}
    </div>
  );
}
