import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  SsoAccount,
  ssoAccountOperations,
  SsoPasswordLink,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { ActionDialog } from '../ActionDialog';
import { PasswordLinkDialog } from '../PasswordLinkDialog';

/** Withdraws a password, then shows the link that sets a new one. */
export function ResetPassword(props: {
  account: SsoAccount;
  onReset: () => void;
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const { account, onClose } = props;
  const name = account.displayName ?? account.username;
  const [link, setLink] = useState<SsoPasswordLink>();
  const reset = useSsoAction(async () => {
    setLink(
      await ssoApi.call(ssoAccountOperations.resetAccountPassword, {
        params: { accountId: account.id },
      }),
    );
    props.onReset();
  });

  return link ? (
    <PasswordLinkDialog
      title={t('passwordLink.title')}
      name={name}
      link={link}
      onClose={onClose}
    />
  ) : (
    <ActionDialog
      title={t('accountAction.resetTitle', { name })}
      submitLabel={t('accountAction.resetSubmit')}
      isDestructive
      action={reset}
      onClose={onClose}
    >
      <Text as="p">{t('accountAction.resetHelp')}</Text>
    </ActionDialog>
  );
}
