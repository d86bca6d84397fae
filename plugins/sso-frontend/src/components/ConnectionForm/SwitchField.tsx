import { Switch, Text } from '@backstage/ui';
import { useId } from 'react';
import { FieldSlot } from './FieldSlot';
import styles from './ConnectionForm.module.css';
import { useField } from './useField';

/** A switch with its explanation. */
export function SwitchField(props: {
  path: string;
  label: string;
  description?: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
}) {
  const id = useId();
  const { message } = useField(props.path);

  return (
    <FieldSlot path={props.path}>
      <Switch
        label={props.label}
        isSelected={props.isSelected}
        onChange={props.onChange}
        aria-describedby={props.description || message ? id : undefined}
      />
      <div id={id} className={styles.switchHelp}>
        {props.description && (
          <Text variant="body-small" color="secondary">
            {props.description}
          </Text>
        )}
        {message && (
          <Text variant="body-small" color="danger">
            {message}
          </Text>
        )}
      </div>
    </FieldSlot>
  );
}
