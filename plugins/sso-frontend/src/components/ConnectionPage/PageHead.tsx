import { Link, Text } from '@backstage/ui';
import { SsoIconView } from '@latchkey/plugin-sso-react';
import { RiArrowLeftLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './ConnectionPage.module.css';

/** Title of a page below one of the tabs, with the way back. */
export function PageHead(props: {
  backHref: string;
  backLabel: string;
  title: string;
  subtitle?: string;
  icon?: string;
  children?: ReactNode;
}) {
  return (
    <header className={styles.head}>
      <Link href={props.backHref} standalone className={styles.back}>
        <RiArrowLeftLine size={16} aria-hidden="true" /> {props.backLabel}
      </Link>
      <div className={styles.headRow}>
        <div className={styles.headTitle}>
          {props.icon && <SsoIconView icon={props.icon} size={32} />}
          <div>
            <Text as="h2" variant="title-small" weight="bold">
              {props.title}
            </Text>
            {props.subtitle && (
              <Text as="p" variant="body-small" color="secondary">
                {props.subtitle}
              </Text>
            )}
          </div>
        </div>
        {props.children && (
          <div className={styles.headActions}>{props.children}</div>
        )}
      </div>
    </header>
  );
}
