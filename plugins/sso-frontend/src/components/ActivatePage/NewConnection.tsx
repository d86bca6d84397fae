import { useApi } from '@backstage/frontend-plugin-api';
import {
  ssoAdminOperations,
  SsoProtocolInfo,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { newDraft, toConnectionInput } from '../../draft';
import { useHref, useSsoTranslation } from '../../hooks';
import { connectionRouteRef } from '../../routes';
import { ConnectionForm, useConnectionDraft } from '../ConnectionForm';
import { FormActions } from '../ConnectionPage/FormActions';
import layout from '../ConnectionPage/ConnectionPage.module.css';
import { ProviderValues } from '../ProviderValues';
import { FailedView } from '../StateView';

/** The form of a new SSO connection of one protocol. */
export function NewConnection({ protocol }: { protocol: SsoProtocolInfo }) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const navigate = useNavigate();
  const toConnection = useHref(connectionRouteRef);
  const [initial] = useState(() => newDraft(protocol));
  const form = useConnectionDraft(initial, protocol);

  const create = useSsoAction(async () => {
    if (!form.check()) {
      return;
    }
    try {
      const { id } = await ssoApi.call(ssoAdminOperations.createConnection, {
        body: {
          ...toConnectionInput(form.draft, protocol),
          id: form.draft.id || undefined,
          protocol: protocol.id,
        },
      });
      navigate(toConnection({ connectionId: id }), {
        replace: true,
        state: { created: true },
      });
    } catch (error) {
      if (!form.showInputError(error)) {
        throw error;
      }
    }
  });

  return (
    <div className={layout.columns}>
      <ConnectionForm
        form={form}
        protocol={protocol}
        savedSecrets={{}}
        isNew
        onSubmit={create.run}
      >
        {create.error && (
          <FailedView title={t('activate.notCreated')} error={create.error} />
        )}
        <FormActions
          label={t('activate.create')}
          isPending={create.isPending}
        />
      </ConnectionForm>
      <aside className={layout.aside}>
        <ProviderValues />
      </aside>
    </div>
  );
}
