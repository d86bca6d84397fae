import type { SsoAccount, SsoPasswordLink } from '@latchkey/plugin-sso-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useHref, useSsoTranslation } from '../../hooks';
import { accountRouteRef } from '../../routes';
import { PasswordLinkDialog } from '../PasswordLinkDialog';
import { CreateAccountDialog } from './CreateAccountDialog';

/** Asks for a new account, then shows the link that sets its password. */
export function CreateAccount(props: {
  onCreated: () => void;
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const navigate = useNavigate();
  const toAccount = useHref(accountRouteRef);
  const [created, setCreated] = useState<{
    account: SsoAccount;
    passwordLink: SsoPasswordLink;
  }>();

  if (!created) {
    return (
      <CreateAccountDialog
        onCreated={result => {
          setCreated(result);
          props.onCreated();
        }}
        onClose={props.onClose}
      />
    );
  }
  const { id, username, displayName } = created.account;
  return (
    <PasswordLinkDialog
      title={t('accountCreate.created', { username })}
      name={displayName ?? username}
      link={created.passwordLink}
      action={{
        label: t('accountCreate.show'),
        run: () => navigate(toAccount({ accountId: id })),
      }}
      onClose={props.onClose}
    />
  );
}
