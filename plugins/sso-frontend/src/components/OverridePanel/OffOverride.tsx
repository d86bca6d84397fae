import { Button, Text } from '@backstage/ui';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import { FailedView } from '../StateView';
import styles from './OverridePanel.module.css';
import type { OverridePart } from './OverridePart';

/** Not on here: test it, then switch it on. */
export function OffOverride(props: OverridePart) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { value, override, canUpdate, ask } = props;
  const { testedAt } = value;

  return (
    <>
      {value.override && (
        <Text as="p" variant="body-small">
          {t('override.otherOn', { name: value.override.displayName })}
        </Text>
      )}
      <Text as="p" variant="body-small">
        {testedAt
          ? t('override.tested', { ago: format.relative(testedAt) })
          : t('override.needsTest')}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {t('override.testHelp')}
      </Text>
      <div className={styles.actions}>
        {testedAt && (
          <Button
            variant="primary"
            isDisabled={!canUpdate}
            onPress={() => ask('arm')}
          >
            {t('override.arm')}
          </Button>
        )}
        <Button
          variant="secondary"
          isDisabled={!canUpdate}
          isPending={override.test.isPending}
          onPress={() => override.test.run()}
        >
          {testedAt ? t('override.testAgain') : t('override.test')}
        </Button>
      </div>
      {override.test.error && (
        <FailedView
          title={t('override.testFailed')}
          error={override.test.error}
        />
      )}
    </>
  );
}
