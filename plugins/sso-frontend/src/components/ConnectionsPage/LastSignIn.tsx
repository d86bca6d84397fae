import { Text } from '@backstage/ui';
import {
  isSsoErrorCode,
  SsoConnectionSummary,
  ssoErrors,
} from '@latchkey/plugin-sso-common';
import { RiCheckboxCircleLine, RiCloseCircleLine } from '@remixicon/react';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import styles from './ConnectionsPage.module.css';

/** When somebody last signed in or was refused. */
export function LastSignIn(props: {
  lastSignIn: SsoConnectionSummary['lastSignIn'];
}) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { lastSignIn } = props;

  if (!lastSignIn) {
    return (
      <Text
        variant="body-small"
        color="secondary"
        className={styles.lastSignIn}
      >
        {t('connections.noSignIn')}
      </Text>
    );
  }
  const isSuccess = lastSignIn.outcome === 'success';
  const Icon = isSuccess ? RiCheckboxCircleLine : RiCloseCircleLine;
  const { code } = lastSignIn;

  return (
    <span
      className={styles.lastSignIn}
      data-outcome={lastSignIn.outcome}
      title={isSsoErrorCode(code) ? ssoErrors[code].reason : undefined}
    >
      <Icon size={16} aria-hidden="true" />
      <Text variant="body-small">
        {isSuccess ? t('connections.signedIn') : t('connections.refused')}{' '}
        <time dateTime={lastSignIn.at} title={format.absolute(lastSignIn.at)}>
          {format.relative(lastSignIn.at)}
        </time>
      </Text>
    </span>
  );
}
