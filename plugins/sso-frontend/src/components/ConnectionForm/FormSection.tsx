import { BgProvider, Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import styles from './ConnectionForm.module.css';

/** Fields that belong together, under a heading. */
export function FormSection(props: {
  title: string;
  description?: string;
  children: ReactNode;
}) {
  const id = useId();

  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <Text as="h3" id={id} variant="body-large" weight="bold">
          {props.title}
        </Text>
        {props.description && (
          <Text as="p" variant="body-small" color="secondary">
            {props.description}
          </Text>
        )}
      </div>
      {/* Fields choose a background that stands out from that of the section. */}
      <BgProvider bg="neutral-1">{props.children}</BgProvider>
    </section>
  );
}
