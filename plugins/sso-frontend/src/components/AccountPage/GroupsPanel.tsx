import { Text } from '@backstage/ui';
import { SsoAccount, ssoGroupKinds } from '@latchkey/plugin-sso-common';
import {
  SsoTranslate,
  useConnectionNames,
  useSsoTranslation,
} from '../../hooks';
import { Panel } from '../Panel';
import styles from './AccountPage.module.css';

/** The groups that the account is in, and who put it there. */
export function GroupsPanel({ account }: { account: SsoAccount }) {
  const t = useSsoTranslation();
  const names = useConnectionNames();
  const { groups } = account;

  return (
    <Panel title={t('account.groups')}>
      {groups.length === 0 ? (
        <Text color="secondary">{t('account.noGroups')}</Text>
      ) : (
        <ul className={styles.groups} aria-label={t('account.groups')}>
          {groups.map(({ entityRef, title, kind, madeBy }) => (
            <li key={`${entityRef} ${madeBy}`} title={entityRef}>
              <Text weight="bold">{title}</Text>{' '}
              <Text variant="body-small" color="secondary">
                {kindOf(kind, t)}
                {' · '}
                {madeBy === 'local'
                  ? t('account.groupLocal')
                  : t('account.groupBy', {
                      name: names.get(madeBy) ?? madeBy,
                    })}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function kindOf(kind: string, t: SsoTranslate): string {
  const known = ssoGroupKinds.find(name => name === kind);
  return known ? t(`groups.${known}`) : kind;
}
