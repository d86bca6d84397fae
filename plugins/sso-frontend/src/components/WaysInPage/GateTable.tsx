import { Text } from '@backstage/ui';
import {
  ssoAccountConditions,
  ssoAccountGate,
  SsoGateCell,
  ssoWaysIn,
} from '@latchkey/plugin-sso-common';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiShieldKeyholeLine,
} from '@remixicon/react';
import { useSsoTranslation } from '../../hooks';
import styles from './WaysInPage.module.css';

const icons = {
  admit: RiCheckboxCircleLine,
  refuse: RiCloseCircleLine,
  challenge: RiShieldKeyholeLine,
};

/**
 * The gate by which the backend decides. On a phone each state of an account
 * is drawn as a card of its own. The elements of HTML tables lose what they
 * are when they are drawn so; roles stay.
 */
export function GateTable() {
  const t = useSsoTranslation();

  return (
    <div role="table" className={styles.gate} aria-label={t('waysIn.gate')}>
      <div role="rowgroup" className={styles.gateHead}>
        <div role="row">
          <div role="columnheader">{t('waysIn.condition')}</div>
          {ssoWaysIn.map(way => (
            <div key={way} role="columnheader">
              {t(`waysIn.ways.${way}`)}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.gateBody}>
        {ssoAccountConditions.map(condition => (
          <div key={condition} role="row">
            <div role="rowheader">
              <span aria-hidden="true" className={styles.onPhone}>
                {t('waysIn.condition')}{' '}
              </span>
              {t(`waysIn.conditions.${condition}`)}
            </div>
            {ssoWaysIn.map(way => (
              <GateCell
                key={way}
                cell={ssoAccountGate[condition][way]}
                way={t(`waysIn.ways.${way}`)}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function GateCell(props: { cell: SsoGateCell; way: string }) {
  const t = useSsoTranslation();
  const { verdict, reason } = props.cell;
  const Icon = icons[verdict];

  return (
    <div role="cell" data-verdict={verdict}>
      <span aria-hidden="true" className={styles.onPhone}>
        {props.way}
      </span>
      <div className={styles.cell}>
        <span className={styles.verdict}>
          <Icon size={16} aria-hidden="true" />
          <Text variant="body-small" weight="bold">
            {t(`waysIn.verdicts.${verdict}`)}
          </Text>
        </span>
        <Text variant="body-small" color="secondary">
          {reason}
        </Text>
      </div>
    </div>
  );
}
