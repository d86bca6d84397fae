import { BgProvider, Link, Text } from '@backstage/ui';
import type { SsoAccountSummary } from '@latchkey/plugin-sso-common';
import { useFormatTime, useHref, useSsoTranslation } from '../../hooks';
import { accountRouteRef } from '../../routes';
import { AccountBadges } from '../AccountBadges';
import styles from './AccountsPage.module.css';

/** One account; a card on a phone. */
export function AccountRow(props: {
  account: SsoAccountSummary;
  /** Display name of its SSO connection, where it has one. */
  sourceName?: string;
}) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { account } = props;
  const href = useHref(accountRouteRef)({ accountId: account.id });
  const { username, displayName, email, source, lastActiveAt } = account;
  const below = [displayName && username, email].filter(Boolean).join(' · ');

  return (
    <li className={styles.row}>
      <div className={styles.names}>
        <Link href={href} weight="bold" standalone className={styles.link}>
          {displayName ?? username}
        </Link>
        {below && (
          <Text variant="body-small" color="secondary">
            {below}
          </Text>
        )}
      </div>
      {/* So that they stand out from the row. */}
      <BgProvider bg="neutral-1">
        <AccountBadges account={account} />
      </BgProvider>
      <Text variant="body-small">
        {source === 'local'
          ? t('accountList.local')
          : t('accountList.through', {
              connection: props.sourceName ?? source,
            })}
      </Text>
      <Text variant="body-small" color="secondary">
        {lastActiveAt ? (
          <time dateTime={lastActiveAt} title={format.absolute(lastActiveAt)}>
            {t('accountList.lastActive', {
              ago: format.relative(lastActiveAt),
            })}
          </time>
        ) : (
          t('accountList.never')
        )}
      </Text>
    </li>
  );
}
