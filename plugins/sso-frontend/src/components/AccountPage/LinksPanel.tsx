import { Text } from '@backstage/ui';
import {
  ssoAccountOperations,
  SsoIdentityLink,
} from '@latchkey/plugin-sso-common';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { LinkList } from '../Activity';
import { Panel } from '../Panel';
import type { AccountAction } from './describeAccountActions';
import { AccountActionDialog } from './AccountActions';
import type { AccountPanelProps } from './AccountView';

/** Identities at providers that sign in to the account. */
export function LinksPanel(props: AccountPanelProps) {
  const t = useSsoTranslation();
  const { account, canUpdate, onChange } = props;
  const [asked, setAsked] = useState<AccountAction>();

  const remove = ({ id, connection }: SsoIdentityLink): AccountAction => ({
    id: `link-${id}`,
    label: t('accountAction.removeLink'),
    title: t('accountAction.removeLinkTitle', { connection }),
    help: t('accountAction.removeLinkHelp', { connection }),
    done: t('accountAction.linkRemoved'),
    isDestructive: true,
    run: ssoApi =>
      ssoApi.call(ssoAccountOperations.removeAccountLink, {
        params: { accountId: account.id, linkId: id },
      }),
  });

  return (
    <Panel title={t('account.links')}>
      {account.links.length === 0 ? (
        <Text color="secondary">{t('account.noLinks')}</Text>
      ) : (
        <LinkList
          label={t('account.links')}
          links={account.links}
          onRemove={canUpdate ? link => setAsked(remove(link)) : undefined}
        />
      )}
      {asked && (
        <AccountActionDialog
          action={asked}
          onDone={onChange}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Panel>
  );
}
