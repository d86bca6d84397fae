import { AccordionTrigger, Text } from '@backstage/ui';
import styles from './FoldTrigger.module.css';

/** Title of a part that folds up, above what it is for. */
export function FoldTrigger(props: { title: string; subtitle?: string }) {
  return (
    <AccordionTrigger>
      <span className={styles.text}>
        <Text variant="body-large" weight="bold">
          {props.title}
        </Text>
        {props.subtitle && (
          <Text variant="body-small" color="secondary">
            {props.subtitle}
          </Text>
        )}
      </span>
    </AccordionTrigger>
  );
}
