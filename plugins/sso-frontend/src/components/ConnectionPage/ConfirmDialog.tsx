import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useSsoTranslation } from '../../hooks';
import styles from './ConnectionPage.module.css';

/** Asks before something that cannot be undone. */
export function ConfirmDialog(props: {
  title: string;
  question: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useSsoTranslation();

  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && props.onClose()}>
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <div className={styles.dialog}>
          <Text as="p">{props.question}</Text>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {t('actions.cancel')}
        </Button>
        <Button
          variant="primary"
          onPress={() => {
            props.onClose();
            props.onConfirm();
          }}
        >
          {t('actions.confirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
