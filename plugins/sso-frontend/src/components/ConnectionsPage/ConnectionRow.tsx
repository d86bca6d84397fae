import {
  Badge,
  BgProvider,
  ButtonIcon,
  Link,
  Switch,
  Text,
} from '@backstage/ui';
import type { SsoConnectionSummary } from '@latchkey/plugin-sso-common';
import { SsoIconView } from '@latchkey/plugin-sso-react';
import {
  RiAlertLine,
  RiArrowDownLine,
  RiArrowUpLine,
  RiErrorWarningLine,
  RiEyeOffLine,
} from '@remixicon/react';
import { useHref, useSsoTranslation } from '../../hooks';
import { connectionRouteRef } from '../../routes';
import { OverrideBadge } from '../OverridePanel';
import styles from './ConnectionsPage.module.css';
import { LastSignIn } from './LastSignIn';

/** One SSO connection; a card on a phone. */
export function ConnectionRow(props: {
  connection: SsoConnectionSummary;
  protocolTitle: string;
  isFirst: boolean;
  isLast: boolean;
  canUpdate: boolean;
  isBusy: boolean;
  onActiveChange: (active: boolean) => void;
  onMove: (offset: -1 | 1) => void;
}) {
  const t = useSsoTranslation();
  const { connection, canUpdate, isBusy } = props;
  const name = connection.displayName;
  const href = useHref(connectionRouteRef)({ connectionId: connection.id });

  return (
    <li className={styles.row} data-id={connection.id}>
      <div className={styles.identity}>
        <span
          className={styles.icon}
          data-off={!connection.active || undefined}
        >
          <SsoIconView icon={connection.icon} size={24} />
        </span>
        <div className={styles.names}>
          <Link href={href} weight="bold" standalone className={styles.link}>
            {name}
          </Link>
          <Text variant="body-small" color="secondary">
            {props.protocolTitle}
            {connection.comment && ` · ${connection.comment}`}
          </Text>
        </div>
      </div>

      {/* So that they stand out from the row. */}
      <BgProvider bg="neutral-1">
        <div className={styles.badges}>
          <OverrideBadge connectionId={connection.id} />
          {!connection.protocolInstalled && (
            <Badge icon={<RiErrorWarningLine aria-hidden="true" />}>
              {t('connections.notInstalled')}
            </Badge>
          )}
          {connection.notices.length > 0 && (
            <Badge
              icon={<RiAlertLine aria-hidden="true" />}
              className={styles.notices}
              data-failed={
                connection.notices.some(
                  ({ outcome }) => outcome === 'failed',
                ) || undefined
              }
              title={connection.notices.map(({ title }) => title).join('\n')}
            >
              {t('connections.notices', { count: connection.notices.length })}
            </Badge>
          )}
          {connection.hidden && (
            <Badge icon={<RiEyeOffLine aria-hidden="true" />}>
              {t('connections.hidden')}
            </Badge>
          )}
        </div>
      </BgProvider>

      <LastSignIn lastSignIn={connection.lastSignIn} />

      <div className={styles.actions}>
        <Switch
          label={
            connection.active ? t('connections.active') : t('connections.off')
          }
          aria-label={t('connections.switch', { name })}
          isSelected={connection.active}
          isDisabled={!canUpdate || isBusy}
          onChange={props.onActiveChange}
        />
        {canUpdate && (
          <div className={styles.order}>
            <span data-move="up">
              <ButtonIcon
                icon={<RiArrowUpLine aria-hidden="true" />}
                variant="tertiary"
                aria-label={t('connections.moveUp', { name })}
                isDisabled={props.isFirst}
                onPress={() => !isBusy && props.onMove(-1)}
              />
            </span>
            <span data-move="down">
              <ButtonIcon
                icon={<RiArrowDownLine aria-hidden="true" />}
                variant="tertiary"
                aria-label={t('connections.moveDown', { name })}
                isDisabled={props.isLast}
                onPress={() => !isBusy && props.onMove(1)}
              />
            </span>
          </div>
        )}
      </div>
    </li>
  );
}
