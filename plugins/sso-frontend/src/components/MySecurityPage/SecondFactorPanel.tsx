import { Alert, Badge, Button } from '@backstage/ui';
import { RiShieldKeyholeLine } from '@remixicon/react';
import { useRef, useState } from 'react';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import { Panel, useKeepFocus } from '../Panel';
import type { MyPanelProps } from './MySecurityView';
import styles from './MySecurityPage.module.css';
import { RenewCodes } from './RenewCodes';
import { TurnFactorOff } from './TurnFactorOff';
import { TurnFactorOn } from './TurnFactorOn';

/** Fewer recovery codes than this are worth a word. */
const FEW_CODES = 3;

/** The second factor of the person: on or off, and its recovery codes. */
export function SecondFactorPanel(props: MyPanelProps) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { account, onChange, onReload } = props;
  const { on, since, recoveryCodesLeft: count } = account.secondFactorState;
  const [open, setOpen] = useState<'on' | 'off' | 'renew'>();
  const close = () => setOpen(undefined);
  const body = useRef<HTMLDivElement>(null);
  useKeepFocus(body, on);

  return (
    <Panel
      title={t('myFactor.title')}
      description={t('myFactor.description')}
      actions={
        <Badge icon={<RiShieldKeyholeLine aria-hidden="true" />}>
          {describeState()}
        </Badge>
      }
    >
      <div ref={body} className={styles.factor}>
        {on && count < FEW_CODES && (
          <Alert
            status="warning"
            icon
            title={
              count === 0
                ? t('myFactor.codesNone')
                : t('myFactor.codesFew', { count })
            }
          />
        )}
        <div className={styles.actions}>
          {on ? (
            <>
              <Button variant="secondary" onPress={() => setOpen('renew')}>
                {t('myFactor.renew')}
              </Button>
              <Button
                variant="secondary"
                aria-label={t('myFactor.turnOffLabel')}
                onPress={() => setOpen('off')}
              >
                {t('myFactor.turnOff')}
              </Button>
            </>
          ) : (
            <Button
              variant="primary"
              aria-label={t('myFactor.turnOnLabel')}
              onPress={() => setOpen('on')}
            >
              {t('myFactor.turnOn')}
            </Button>
          )}
        </div>
      </div>
      {open === 'on' && (
        <TurnFactorOn account={account} onDone={onReload} onClose={close} />
      )}
      {open === 'off' && <TurnFactorOff onDone={onChange} onClose={close} />}
      {open === 'renew' && <RenewCodes onDone={onReload} onClose={close} />}
    </Panel>
  );

  function describeState(): string {
    if (!on) {
      return t('myFactor.off');
    }
    return since
      ? t('myFactor.on', { date: format.date(since) })
      : t('myFactor.onOnce');
  }
}
