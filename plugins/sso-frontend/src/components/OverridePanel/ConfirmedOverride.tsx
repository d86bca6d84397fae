import { Alert, Button, Text } from '@backstage/ui';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import { nameOf } from '../Activity';
import { NossoWarning } from './NossoWarning';
import styles from './OverridePanel.module.css';
import type { OverridePart } from './OverridePart';

/** On for good: since when, by whom, and the way around it. */
export function ConfirmedOverride(props: OverridePart) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { value, canUpdate, ask } = props;
  const { armedAt, armedBy, effective = true } = value.override ?? {};

  return (
    <>
      <Alert
        status={effective ? 'success' : 'warning'}
        icon
        title={t('override.confirmedTitle')}
        description={effective ? undefined : t('override.notEffective')}
      />
      {armedAt && armedBy && (
        <Text as="p" variant="body-small" color="secondary">
          {t('override.confirmedBy', {
            date: format.absolute(armedAt),
            name: nameOf(armedBy),
          })}
        </Text>
      )}
      <NossoWarning addresses={value.nosso.addresses} />
      <div className={styles.actions}>
        <Button
          variant="secondary"
          isDisabled={!canUpdate}
          onPress={() => ask('disarm')}
        >
          {t('override.disarm')}
        </Button>
      </div>
    </>
  );
}
