import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Container } from '@backstage/ui';
import {
  SsoAccount,
  ssoAccountUpdatePermission,
} from '@latchkey/plugin-sso-common';
import { useHref, useSsoTranslation } from '../../hooks';
import { accountsRouteRef } from '../../routes';
import { AccountBadges } from '../AccountBadges';
import { PageHead } from '../ConnectionPage/PageHead';
import { AccountActions } from './AccountActions';
import styles from './AccountPage.module.css';
import { EventsPanel } from './EventsPanel';
import { GroupsPanel } from './GroupsPanel';
import { LinksPanel } from './LinksPanel';
import { ProfilePanel } from './ProfilePanel';
import { SessionsPanel } from './SessionsPanel';
import { SignInPanel } from './SignInPanel';

/** What the panels of the page of an account get. */
export interface AccountPanelProps {
  readonly account: SsoAccount;
  /** Takes over what an operation answered. */
  readonly onChange: (account: SsoAccount) => void;
  /** False for people who may only look. */
  readonly canUpdate: boolean;
}

/** A loaded account. */
export function AccountView(props: {
  account: SsoAccount;
  onChange: (account: SsoAccount) => void;
  onReload: () => void;
}) {
  const t = useSsoTranslation();
  const { account } = props;
  const backHref = useHref(accountsRouteRef)();
  const { allowed: canUpdate, loading } = usePermission({
    permission: ssoAccountUpdatePermission,
  });
  const panel = { account, onChange: props.onChange, canUpdate };

  return (
    <Container pt="6" pb="10">
      <PageHead
        backHref={backHref}
        backLabel={t('accountList.title')}
        title={account.displayName ?? account.username}
        subtitle={account.displayName && account.username}
      >
        <AccountBadges account={account} />
      </PageHead>
      {!canUpdate && !loading && (
        <Alert
          role="status"
          status="info"
          icon
          className={styles.notice}
          title={t('account.readOnly')}
        />
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          <SignInPanel account={account}>
            {canUpdate && (
              <AccountActions {...panel} onReload={props.onReload} />
            )}
          </SignInPanel>
          <SessionsPanel {...panel} />
          <EventsPanel account={account} />
        </div>
        <div className={styles.column}>
          <ProfilePanel {...panel} />
          <LinksPanel {...panel} />
          <GroupsPanel account={account} />
        </div>
      </div>
    </Container>
  );
}
