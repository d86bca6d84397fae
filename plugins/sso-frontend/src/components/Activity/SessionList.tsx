import { Badge, Button, Text } from '@backstage/ui';
import type { SsoSessionSummary } from '@latchkey/plugin-sso-common';
import {
  RiComputerLine,
  RiShieldKeyholeLine,
  RiSmartphoneLine,
} from '@remixicon/react';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import styles from './Activity.module.css';
import { deviceOf, wayOf } from './words';

/** Open sessions, each with where and how it began. */
export function SessionList(props: {
  label: string;
  sessions: readonly SsoSessionSummary[];
  /** Without it, sessions can only be looked at. */
  onEnd?: (session: SsoSessionSummary) => void;
}) {
  return (
    <ul className={styles.list} aria-label={props.label}>
      {props.sessions.map(session => (
        <SessionRow key={session.id} session={session} onEnd={props.onEnd} />
      ))}
    </ul>
  );
}

function SessionRow(props: {
  session: SsoSessionSummary;
  onEnd?: (session: SsoSessionSummary) => void;
}) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { session, onEnd } = props;
  const device = deviceOf(session, t);
  const isPhone = /\b(?:iPhone|Android|Mobile)\b/.test(session.userAgent ?? '');
  const Icon = isPhone ? RiSmartphoneLine : RiComputerLine;

  return (
    <li className={styles.row}>
      <Icon size={20} aria-hidden="true" className={styles.rowIcon} />
      <div className={styles.text}>
        <div className={styles.rowHead}>
          <Text weight="bold">{device}</Text>
          {session.current && <Badge>{t('session.current')}</Badge>}
          {session.secondFactor && (
            <Badge icon={<RiShieldKeyholeLine aria-hidden="true" />}>
              {t('session.secondFactor')}
            </Badge>
          )}
        </div>
        <Text variant="body-small">
          {wayOf(session, t)}
          {session.address &&
            ` · ${t('session.address', { address: session.address })}`}
        </Text>
        <Text variant="body-small" color="secondary">
          <time
            dateTime={session.lastSeenAt}
            title={format.absolute(session.lastSeenAt)}
          >
            {t('session.lastSeen', {
              ago: format.relative(session.lastSeenAt),
            })}
          </time>
          {' · '}
          <time dateTime={session.createdAt}>
            {t('session.began', { date: format.absolute(session.createdAt) })}
          </time>
          {' · '}
          <time dateTime={session.expiresAt}>
            {t('session.ends', { date: format.absolute(session.expiresAt) })}
          </time>
        </Text>
      </div>
      {onEnd && (
        <Button
          size="small"
          variant="secondary"
          aria-label={t('session.endLabel', { device })}
          onPress={() => onEnd(session)}
        >
          {t('session.end')}
        </Button>
      )}
    </li>
  );
}
