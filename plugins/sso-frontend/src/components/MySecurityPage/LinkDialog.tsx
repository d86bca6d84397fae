import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { SsoMyAccount, ssoSelfOperations } from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { browser } from '../../browser';
import { useSsoTranslation } from '../../hooks';
import { ActionDialog, useFields } from '../ActionDialog';
import { ProofFields } from './ProofFields';
import { proofCodes, useMyProof } from './useMyProof';

/** Asks before the person goes to a provider to link an identity there. */
export function LinkDialog(props: {
  account: SsoMyAccount;
  provider: SsoMyAccount['linkable'][number];
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const { account, provider } = props;
  const connection = provider.displayName;
  const fields = useFields({ currentPassword: '' });
  const proof = useMyProof(account.proofNeeded, fields);
  const link = useSsoAction(async () => {
    if (!proof.isGiven()) {
      return;
    }
    try {
      const { url } = await ssoApi.call(ssoSelfOperations.beginMyLink, {
        body: { connectionId: provider.id, ...proof.body },
      });
      browser.leaveTo(url);
    } catch (error) {
      if (!fields.failWith(error, proofCodes)) {
        throw error;
      }
    }
  });

  return (
    <ActionDialog
      title={t('myLinks.linkTitle', { connection })}
      submitLabel={t('myLinks.linkSubmit', { connection })}
      isDisabled={proof.isClosed}
      action={link}
      failures={fields.failures}
      onClose={props.onClose}
    >
      <Text as="p">{t('myLinks.linkHelp', { connection })}</Text>
      <ProofFields needed={account.proofNeeded} bind={fields.bind} />
    </ActionDialog>
  );
}
