import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import { Panel } from '../Panel';
import type { MyPanelProps } from './MySecurityView';
import { PasswordDialog } from './PasswordDialog';
import { providerOf } from './providerOf';

/** The password of the portal, where the person has one here. */
export function PasswordPanel(props: MyPanelProps) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { account, onChange } = props;
  const { hasPassword, passwordChangedAt, passwordOpen } = account;
  const [isChanging, setChanging] = useState(false);

  const describePassword = () => {
    if (!passwordOpen) {
      return t('myPassword.closed', { connection: providerOf(account, t) });
    }
    if (!hasPassword) {
      return t('myPassword.none');
    }
    return passwordChangedAt
      ? t('myPassword.set', { date: format.date(passwordChangedAt) })
      : t('myPassword.setOnce');
  };

  return (
    <Panel
      title={t('myPassword.title')}
      description={describePassword()}
      actions={
        passwordOpen && (
          <Button variant="secondary" onPress={() => setChanging(true)}>
            {hasPassword ? t('myPassword.change') : t('myPassword.create')}
          </Button>
        )
      }
    >
      {isChanging && (
        <PasswordDialog
          account={account}
          onChanged={onChange}
          onClose={() => setChanging(false)}
        />
      )}
    </Panel>
  );
}
