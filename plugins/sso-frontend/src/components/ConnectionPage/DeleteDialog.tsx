import { useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
  TextField,
} from '@backstage/ui';
import { ssoAdminOperations, SsoConnection } from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useHref, useSsoTranslation, useToast } from '../../hooks';
import { connectionsRouteRef } from '../../routes';
import { FailedView } from '../StateView';
import styles from './ConnectionPage.module.css';

/** Asks for the name, so that nothing is deleted by a slip of the hand. */
export function DeleteDialog(props: {
  connection: Pick<SsoConnection, 'id' | 'displayName'>;
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const toast = useToast();
  const navigate = useNavigate();
  const connectionsHref = useHref(connectionsRouteRef)();
  const [typed, setTyped] = useState('');
  const { id, displayName: name } = props.connection;

  const remove = useSsoAction(async () => {
    await ssoApi.call(ssoAdminOperations.deleteConnection, {
      params: { connectionId: id },
    });
    toast.success(t('delete.done', { name }));
    navigate(connectionsHref);
  });

  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && props.onClose()}>
      <DialogHeader>{t('delete.title', { name })}</DialogHeader>
      <DialogBody>
        <div className={styles.dialog}>
          <Text as="p">{t('delete.description')}</Text>
          {remove.error && (
            <FailedView title={t('delete.failed')} error={remove.error} />
          )}
          <TextField
            label={t('delete.confirm', { name })}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
          />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {t('delete.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive
          isDisabled={typed.trim() !== name}
          isPending={remove.isPending}
          onPress={() => remove.run()}
        >
          {t('delete.submit')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
