import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { SsoAction } from '@latchkey/plugin-sso-react';
import { FormEvent, ReactNode, useEffect, useRef } from 'react';
import { useSsoTranslation } from '../../hooks';
import { FailedView } from '../StateView';
import styles from './ActionDialog.module.css';

/** Asks before something is done, and says in place why it was not. */
export function ActionDialog(props: {
  title: string;
  submitLabel: string;
  action: Pick<SsoAction<[]>, 'run' | 'isPending' | 'error'>;
  onClose: () => void;
  isDestructive?: boolean;
  isDisabled?: boolean;
  /** Counts what was sent in vain, so that the faulty field gets the focus. */
  failures?: number;
  /** What is done, and the fields for it. */
  children: ReactNode;
}) {
  const t = useSsoTranslation();
  const form = useRef<HTMLFormElement>(null);
  const { action, failures = 0, onClose } = props;

  useEffect(() => {
    if (failures > 0) {
      form.current
        ?.querySelector<HTMLElement>('[aria-invalid="true"]')
        ?.focus();
    }
  }, [failures]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!props.isDisabled) {
      action.run();
    }
  };

  return (
    <Dialog
      isOpen
      width={480}
      // What is under way would end unseen.
      isDismissable={!action.isPending}
      isKeyboardDismissDisabled={action.isPending}
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        <DialogBody>
          <div className={styles.body}>
            {props.children}
            {action.error && (
              <FailedView title={t('dialog.failed')} error={action.error} />
            )}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            destructive={props.isDestructive}
            isDisabled={props.isDisabled}
            isPending={action.isPending}
          >
            {props.submitLabel}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
