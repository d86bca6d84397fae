import { BgProvider, Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import styles from './Panel.module.css';

/** What belongs together on a page, under a heading. */
export function Panel(props: {
  title: string;
  description?: ReactNode;
  /** Beside the heading. */
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const id = useId();

  return (
    <section className={styles.panel} aria-labelledby={id}>
      <div className={styles.head}>
        <div className={styles.title}>
          {/* Takes the focus when the button that had it is gone. */}
          <Text
            as="h3"
            id={id}
            tabIndex={-1}
            data-panel-heading
            variant="body-large"
            weight="bold"
          >
            {props.title}
          </Text>
          {props.description && (
            <Text as="p" variant="body-small" color="secondary">
              {props.description}
            </Text>
          )}
        </div>
        {/* So that buttons and fields stand out from the panel. */}
        {props.actions && (
          <BgProvider bg="neutral-1">
            <div className={styles.actions}>{props.actions}</div>
          </BgProvider>
        )}
      </div>
      <BgProvider bg="neutral-1">{props.children}</BgProvider>
    </section>
  );
}
