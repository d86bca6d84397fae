import { ButtonIcon, Text, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useRef, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import styles from './ProviderValues.module.css';

/** A value to carry elsewhere, with a button that copies it. */
export function CopyField(props: {
  label: string;
  value: string;
  help?: string;
}) {
  const t = useSsoTranslation();
  const value = useRef<HTMLElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'selected'>();

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.value);
      setOutcome('copied');
    } catch {
      // No clipboard without https, or the browser asked and was told no.
      if (value.current) {
        window.getSelection()?.selectAllChildren(value.current);
      }
      setOutcome('selected');
    }
  };

  return (
    <div className={styles.field}>
      <Text variant="body-small" weight="bold">
        {props.label}
      </Text>
      <div className={styles.value}>
        <code ref={value}>{props.value}</code>
        <ButtonIcon
          variant="tertiary"
          aria-label={t('copy.label', { label: props.label })}
          icon={
            outcome === 'copied' ? (
              <RiCheckLine aria-hidden="true" />
            ) : (
              <RiFileCopyLine aria-hidden="true" />
            )
          }
          onPress={copy}
        />
      </div>
      {outcome === 'selected' ? (
        <Text variant="body-x-small" color="secondary" role="status">
          {t('copy.selected')}
        </Text>
      ) : (
        <VisuallyHidden role="status">
          {outcome === 'copied' && t('copy.copied', { label: props.label })}
        </VisuallyHidden>
      )}
      {props.help && (
        <Text variant="body-x-small" color="secondary">
          {props.help}
        </Text>
      )}
    </div>
  );
}
