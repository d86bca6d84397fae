import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  SsoMyAccount,
  SsoOperationResponse,
  ssoSelfOperations,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { ActionDialog, useFields } from '../ActionDialog';
import { ConfirmFactorDialog } from './ConfirmFactorDialog';
import { ProofFields } from './ProofFields';
import { RecoveryCodesDialog } from './RecoveryCodesDialog';
import { proofCodes, useMyProof } from './useMyProof';

const { beginSecondFactor } = ssoSelfOperations;

/** Turns the second factor on: proof, authenticator, recovery codes. */
export function TurnFactorOn(props: {
  account: SsoMyAccount;
  onDone: () => void;
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const { onClose, onDone } = props;
  const [key, setKey] =
    useState<SsoOperationResponse<typeof beginSecondFactor>>();
  const [codes, setCodes] = useState<readonly string[]>();

  if (codes) {
    return (
      <RecoveryCodesDialog
        title={t('myFactor.isOn')}
        codes={codes}
        onClose={() => {
          onClose();
          onDone();
        }}
      />
    );
  }
  return key ? (
    <ConfirmFactorDialog
      authenticator={key}
      onConfirmed={setCodes}
      onClose={onClose}
    />
  ) : (
    <BeginDialog account={props.account} onBegun={setKey} onClose={onClose} />
  );
}

function BeginDialog(props: {
  account: SsoMyAccount;
  onBegun: (key: SsoOperationResponse<typeof beginSecondFactor>) => void;
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const { proofNeeded } = props.account;
  const fields = useFields({ currentPassword: '' });
  const proof = useMyProof(proofNeeded, fields);
  const begin = useSsoAction(async () => {
    if (!proof.isGiven()) {
      return;
    }
    try {
      props.onBegun(await ssoApi.call(beginSecondFactor, { body: proof.body }));
    } catch (error) {
      if (!fields.failWith(error, proofCodes)) {
        throw error;
      }
    }
  });

  return (
    <ActionDialog
      title={t('myFactor.turnOnLabel')}
      submitLabel={t('myFactor.continue')}
      isDisabled={proof.isClosed}
      action={begin}
      failures={fields.failures}
      onClose={props.onClose}
    >
      <Text as="p">{t('myFactor.begin')}</Text>
      <ProofFields needed={proofNeeded} bind={fields.bind} />
    </ActionDialog>
  );
}
