import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useRef, useState } from 'react';
import { useSsoTranslation, useToast } from '../../hooks';
import { ActionDialog } from '../ActionDialog';
import { useKeepFocus } from '../Panel';
import {
  AccountAction,
  describeAccountActions,
} from './describeAccountActions';
import styles from './AccountPage.module.css';
import type { AccountPanelProps } from './AccountView';
import { ResetPassword } from './ResetPassword';

/** What can be done to an account; each asks first. */
export function AccountActions(
  props: AccountPanelProps & {
    /** After what does not answer with the account. */
    onReload: () => void;
  },
) {
  const t = useSsoTranslation();
  const { account, onChange } = props;
  const [asked, setAsked] = useState<AccountAction>();
  const [isResetting, setResetting] = useState(false);
  const group = useRef<HTMLDivElement>(null);
  useKeepFocus(group, account);

  return (
    <>
      <div
        ref={group}
        role="group"
        aria-label={t('accountAction.title')}
        className={styles.actions}
      >
        {account.source === 'local' && (
          <Button variant="secondary" onPress={() => setResetting(true)}>
            {t('accountAction.reset')}
          </Button>
        )}
        {describeAccountActions(account, t).map(action => (
          <Button
            key={action.id}
            variant="secondary"
            onPress={() => setAsked(action)}
          >
            {action.label}
          </Button>
        ))}
      </div>
      {isResetting && (
        <ResetPassword
          account={account}
          onReset={props.onReload}
          onClose={() => setResetting(false)}
        />
      )}
      {asked && (
        <AccountActionDialog
          action={asked}
          onDone={onChange}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

/** Says what is about to be done, and does it. */
export function AccountActionDialog(props: {
  action: AccountAction;
  onDone: AccountPanelProps['onChange'];
  onClose: () => void;
}) {
  const ssoApi = useApi(ssoApiRef);
  const toast = useToast();
  const { action, onClose } = props;
  const run = useSsoAction(async () => {
    props.onDone(await action.run(ssoApi));
    toast.success(action.done);
    onClose();
  });

  return (
    <ActionDialog
      title={action.title}
      submitLabel={action.label}
      isDestructive={action.isDestructive}
      action={run}
      onClose={onClose}
    >
      <Text as="p">{action.help}</Text>
    </ActionDialog>
  );
}
