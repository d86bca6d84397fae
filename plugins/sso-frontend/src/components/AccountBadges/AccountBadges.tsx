import { Badge } from '@backstage/ui';
import type { SsoAccountSummary } from '@latchkey/plugin-sso-common';
import {
  RiForbidLine,
  RiLockLine,
  RiShieldKeyholeLine,
  RiShieldStarLine,
  RiZzzLine,
} from '@remixicon/react';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import styles from './AccountBadges.module.css';

/** What is special about an account, by shape and word. */
export function AccountBadges(props: { account: SsoAccountSummary }) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { account } = props;

  return (
    <div className={styles.badges}>
      {!account.active && (
        <Badge className={styles.danger} icon={<RiForbidLine aria-hidden />}>
          {t('mark.disabled')}
        </Badge>
      )}
      {account.lockedUntil && (
        <Badge
          className={styles.warning}
          icon={<RiLockLine aria-hidden />}
          title={format.absolute(account.lockedUntil)}
        >
          {t('mark.locked')}
        </Badge>
      )}
      {account.inactive && (
        <Badge className={styles.warning} icon={<RiZzzLine aria-hidden />}>
          {t('mark.inactive')}
        </Badge>
      )}
      {account.secondFactor && (
        <Badge icon={<RiShieldKeyholeLine aria-hidden />}>
          {t('mark.secondFactor')}
        </Badge>
      )}
      {account.administrator && (
        <Badge icon={<RiShieldStarLine aria-hidden />}>
          {t('mark.administrator')}
        </Badge>
      )}
    </div>
  );
}
