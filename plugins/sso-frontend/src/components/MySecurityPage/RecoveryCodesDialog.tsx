import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { RiDownloadLine, RiFileCopyLine } from '@remixicon/react';
import { useRef, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { saveFile } from '../ProviderValues';
import styles from './MySecurityPage.module.css';

/** Shows recovery codes, which are nowhere to be read again. */
export function RecoveryCodesDialog(props: {
  title: string;
  codes: readonly string[];
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const { codes, onClose } = props;
  const list = useRef<HTMLOListElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'selected'>();
  const text = `${codes.join('\n')}\n`;

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // No clipboard without https, or the browser asked and was told no.
      if (list.current) {
        window.getSelection()?.selectAllChildren(list.current);
      }
      setOutcome('selected');
    }
  };

  return (
    <Dialog
      isOpen
      width={480}
      // A slip of the hand would lose the codes.
      isDismissable={false}
      isKeyboardDismissDisabled
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <div className={styles.dialog}>
          <Text as="p">{t('myFactor.codesHelp')}</Text>
          <ol
            ref={list}
            aria-label={t('myFactor.codes')}
            className={styles.codes}
          >
            {codes.map(code => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
          <div className={styles.actions}>
            <Button
              variant="secondary"
              iconStart={<RiFileCopyLine aria-hidden="true" />}
              onPress={copy}
            >
              {t('myFactor.copy')}
            </Button>
            <Button
              variant="secondary"
              iconStart={<RiDownloadLine aria-hidden="true" />}
              onPress={() =>
                saveFile(
                  new Blob([text], { type: 'text/plain' }),
                  t('myFactor.file'),
                )
              }
            >
              {t('myFactor.download')}
            </Button>
          </div>
          <Text variant="body-small" color="secondary" role="status">
            {outcome === 'copied' && t('myFactor.copied')}
            {outcome === 'selected' && t('myFactor.notCopied')}
          </Text>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onPress={onClose}>
          {t('myFactor.kept')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
