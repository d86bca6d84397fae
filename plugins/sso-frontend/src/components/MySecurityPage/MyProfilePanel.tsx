import { Button, Text } from '@backstage/ui';
import { RiPencilLine } from '@remixicon/react';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { Fact, Facts } from '../Facts';
import { Panel } from '../Panel';
import { EditMyProfileDialog } from './EditMyProfileDialog';
import type { MyPanelProps } from './MySecurityView';
import { providerOf } from './providerOf';

const names = ['displayName', 'givenName', 'familyName', 'email'] as const;
/** How many of them can be open to change. */
const EDITABLE = 3;

/** Who the portal takes the person for. */
export function MyProfilePanel(props: MyPanelProps) {
  const t = useSsoTranslation();
  const { account, onChange } = props;
  const { editableFields, source } = account;
  const [isEditing, setEditing] = useState(false);
  const connection = providerOf(account, t);

  const describeEditing = () => {
    if (source === 'local') {
      return undefined;
    }
    if (editableFields.length === 0) {
      return t('mySecurity.profileClosed', { connection });
    }
    return editableFields.length < EDITABLE
      ? t('mySecurity.profilePartly', { connection })
      : undefined;
  };

  return (
    <Panel
      title={t('mySecurity.profile')}
      description={describeEditing()}
      actions={
        editableFields.length > 0 && (
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
        {names.map(name => (
          <Fact key={name} label={t(`account.${name}`)}>
            {account[name] ?? (
              <Text color="secondary">{t('mySecurity.noneShown')}</Text>
            )}
          </Fact>
        ))}
      </Facts>
      {isEditing && (
        <EditMyProfileDialog
          account={account}
          onSaved={onChange}
          onClose={() => setEditing(false)}
        />
      )}
    </Panel>
  );
}
