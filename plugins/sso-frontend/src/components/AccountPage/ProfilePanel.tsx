import { Button, Text } from '@backstage/ui';
import { RiPencilLine } from '@remixicon/react';
import { useState } from 'react';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import { Fact, Facts } from '../Facts';
import { Panel } from '../Panel';
import type { AccountPanelProps } from './AccountView';
import { EditProfileDialog } from './EditProfileDialog';

/** Who the account belongs to. */
export function ProfilePanel(props: AccountPanelProps) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { account, canUpdate, onChange } = props;
  const [isEditing, setEditing] = useState(false);
  const none = <Text color="secondary">{t('account.none')}</Text>;

  return (
    <Panel
      title={t('account.profile')}
      actions={
        canUpdate && (
          <Button
            variant="secondary"
            iconStart={<RiPencilLine aria-hidden="true" />}
            onPress={() => setEditing(true)}
          >
            {t('account.edit')}
          </Button>
        )
      }
    >
      <Facts>
        <Fact label={t('account.username')}>{account.username}</Fact>
        <Fact label={t('account.displayName')}>
          {account.displayName ?? none}
        </Fact>
        <Fact label={t('account.givenName')}>{account.givenName ?? none}</Fact>
        <Fact label={t('account.familyName')}>
          {account.familyName ?? none}
        </Fact>
        <Fact label={t('account.email')}>
          {account.email ? (
            <>
              {account.email}{' '}
              <Text variant="body-small" color="secondary">
                {account.emailVerified
                  ? t('account.emailProved')
                  : t('account.emailNotProved')}
              </Text>
            </>
          ) : (
            none
          )}
        </Fact>
        {account.idNumber && (
          <Fact label={t('account.idNumber')}>{account.idNumber}</Fact>
        )}
        <Fact label={t('account.entity')}>{account.entityRef}</Fact>
        <Fact label={t('account.createdAt')}>
          {format.absolute(account.createdAt)}
        </Fact>
        <Fact label={t('account.lastActiveAt')}>
          {account.lastActiveAt ? format.absolute(account.lastActiveAt) : none}
        </Fact>
      </Facts>
      {isEditing && (
        <EditProfileDialog
          account={account}
          onSaved={onChange}
          onClose={() => setEditing(false)}
        />
      )}
    </Panel>
  );
}
