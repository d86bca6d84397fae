import { Alert, Button, Text } from '@backstage/ui';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import { nameOf } from '../Activity';
import { Countdown } from '../PortalStatus';
import { FailedView } from '../StateView';
import styles from './OverridePanel.module.css';
import type { OverridePart } from './OverridePart';

/** On for ten minutes: what has to happen for it to stay. */
export function PendingOverride(props: OverridePart) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { value, override, canUpdate, ask } = props;
  const { canConfirm } = value;
  const name = props.connection.displayName;
  const { armedAt, armedBy, revertsAt, effective } = value.override ?? {};

  return (
    <>
      <Alert
        status="warning"
        icon
        title={t('override.pendingTitle')}
        description={
          revertsAt && (
            <>
              {t('override.revertsIn')}{' '}
              <Countdown until={revertsAt} onEnd={override.onReverted} />
            </>
          )
        }
      />
      {armedAt && armedBy && (
        <Text as="p" variant="body-small" color="secondary">
          {t('override.pendingBy', {
            date: format.absolute(armedAt),
            name: nameOf(armedBy),
          })}
        </Text>
      )}
      {effective === false && (
        <Text as="p" variant="body-small">
          {t('override.notEffective')}
        </Text>
      )}
      {!canConfirm && (
        <>
          <Text as="p" variant="body-small">
            {t('override.confirmNot', { name })}
          </Text>
          <ol className={styles.steps}>
            <li>{t('override.step1')}</li>
            <li>{t('override.step2', { name })}</li>
            <li>{t('override.step3')}</li>
          </ol>
        </>
      )}
      <div className={styles.actions}>
        <Button
          variant="primary"
          isDisabled={!canUpdate || !canConfirm}
          isPending={override.confirm.isPending}
          onPress={() => override.confirm.run()}
        >
          {t('override.confirm')}
        </Button>
        <Button
          variant="secondary"
          isDisabled={!canUpdate}
          onPress={() => ask('disarm')}
        >
          {t('override.disarm')}
        </Button>
      </div>
      {override.confirm.error && (
        <FailedView error={override.confirm.error} title={t('dialog.failed')} />
      )}
    </>
  );
}
