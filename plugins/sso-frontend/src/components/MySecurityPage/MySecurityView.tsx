import { Container, Text } from '@backstage/ui';
import type { SsoMyAccount } from '@latchkey/plugin-sso-common';
import { useSsoTranslation } from '../../hooks';
import { EventList } from '../Activity';
import { Panel } from '../Panel';
import { MyLinksPanel } from './MyLinksPanel';
import { MyProfilePanel } from './MyProfilePanel';
import styles from './MySecurityPage.module.css';
import { MySessionsPanel } from './MySessionsPanel';
import { PasswordPanel } from './PasswordPanel';
import { SecondFactorPanel } from './SecondFactorPanel';

/** What the panels of the page get. */
export interface MyPanelProps {
  readonly account: SsoMyAccount;
  /** Takes over what an operation answered. */
  readonly onChange: (account: SsoMyAccount) => void;
  /** Reads the account again, after an operation that does not answer it. */
  readonly onReload: () => void;
}

/** The own account, loaded. */
export function MySecurityView(props: MyPanelProps) {
  const t = useSsoTranslation();
  const { account } = props;

  return (
    <Container pt="6" pb="10">
      <Text as="p" color="secondary" className={styles.subtitle}>
        {t('mySecurity.subtitle')}
      </Text>
      <div className={styles.columns}>
        <div className={styles.column}>
          <PasswordPanel {...props} />
          <SecondFactorPanel {...props} />
          <MySessionsPanel {...props} />
        </div>
        <div className={styles.column}>
          <MyProfilePanel {...props} />
          <MyLinksPanel {...props} />
          <Panel title={t('myEvents.title')} description={t('myEvents.help')}>
            {account.events.length === 0 ? (
              <Text color="secondary">{t('myEvents.none')}</Text>
            ) : (
              <EventList label={t('myEvents.title')} events={account.events} />
            )}
          </Panel>
        </div>
      </div>
    </Container>
  );
}
