import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type { SsoPasswordLink } from '@latchkey/plugin-sso-common';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import { CopyField } from '../ProviderValues';
import styles from './PasswordLinkDialog.module.css';

/** Shows a link that sets a password; it is nowhere to be read again. */
export function PasswordLinkDialog(props: {
  title: string;
  /** Of the person whose link it is. */
  name: string;
  link: SsoPasswordLink;
  /** A further way to go on. */
  action?: { readonly label: string; readonly run: () => void };
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { action, link, onClose } = props;

  return (
    <Dialog
      isOpen
      width={480}
      // A slip of the hand would lose the link.
      isDismissable={false}
      isKeyboardDismissDisabled
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <Text as="p">
            {t('passwordLink.description', {
              name: props.name,
              date: format.absolute(link.expiresAt),
            })}
          </Text>
          <CopyField label={t('passwordLink.label')} value={link.url} />
        </div>
      </DialogBody>
      <DialogFooter>
        {action && (
          <Button variant="secondary" onPress={action.run}>
            {action.label}
          </Button>
        )}
        <Button variant="primary" onPress={onClose}>
          {t('dialog.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
