import { Button, Text, TextAreaField, TextField } from '@backstage/ui';
import {
  MAX_SETUP_DOCUMENT_LENGTH,
  SsoSetupInfo,
} from '@latchkey/plugin-sso-common';
import { RiUploadLine } from '@remixicon/react';
import { ChangeEvent, useRef, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { readSetupFile } from './readSetupFile';
import styles from './SetupPanel.module.css';
import type { SetupSource } from './useSetup';

const MEGABYTE = 1_000_000;

/** An address, a pasted document or a file. */
export function SetupSourceFields(props: {
  setup: SsoSetupInfo;
  isPending: boolean;
  onRead: (source: SetupSource) => void;
}) {
  const t = useSsoTranslation();
  const { setup, isPending, onRead } = props;
  const fileInput = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState('');
  const [document, setDocument] = useState('');
  const [problem, setProblem] = useState<'tooLarge' | 'unreadable'>();

  const readUrl = () => url.trim() && onRead({ url: url.trim() });
  const readDocument = (text: string) => {
    if (text.length > MAX_SETUP_DOCUMENT_LENGTH) {
      setProblem('tooLarge');
    } else {
      setProblem(undefined);
      onRead({ document: text });
    }
  };
  const upload = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = Array.from(event.target.files ?? []);
    // The same file can be chosen again after an error.
    event.target.value = '';
    if (!file) {
      return;
    }
    const read = await readSetupFile(file);
    if (read.kind === 'read') {
      setDocument(read.document);
      readDocument(read.document);
    } else {
      setProblem(read.kind);
    }
  };

  return (
    <>
      <div className={styles.address}>
        <TextField
          label={setup.urlLabel}
          type="url"
          placeholder={setup.urlPlaceholder}
          maxLength={2000}
          validationBehavior="aria"
          value={url}
          onChange={setUrl}
          onKeyDown={event => {
            if (event.key === 'Enter') {
              // Not the form around it.
              event.preventDefault();
              readUrl();
            }
          }}
        />
        <Button
          variant="secondary"
          aria-label={t('setup.readLabel', { label: setup.urlLabel })}
          isDisabled={!url.trim()}
          isPending={isPending}
          onPress={readUrl}
        >
          {t('setup.read')}
        </Button>
      </div>
      <Text as="p" variant="body-small" color="secondary">
        {t('setup.or')}
      </Text>
      <TextAreaField
        label={setup.documentLabel}
        className={styles.document}
        rows={4}
        spellCheck="false"
        value={document}
        onChange={text => {
          setProblem(undefined);
          setDocument(text);
        }}
      />
      {problem && (
        <Text as="p" variant="body-small" color="danger" role="alert">
          {problem === 'tooLarge'
            ? t('setup.tooLarge', {
                size: String(MAX_SETUP_DOCUMENT_LENGTH / MEGABYTE),
              })
            : t('setup.unreadable')}
        </Text>
      )}
      <div className={styles.buttons}>
        <Button
          variant="secondary"
          aria-label={t('setup.readLabel', { label: setup.documentLabel })}
          isDisabled={!document.trim()}
          isPending={isPending}
          onPress={() => readDocument(document)}
        >
          {t('setup.read')}
        </Button>
        <Button
          variant="tertiary"
          iconStart={<RiUploadLine aria-hidden="true" />}
          isDisabled={isPending}
          onPress={() => fileInput.current?.click()}
        >
          {t('setup.upload')}
        </Button>
        <input
          ref={fileInput}
          type="file"
          accept={setup.fileTypes.join(',')}
          aria-label={t('setup.file', { label: setup.documentLabel })}
          tabIndex={-1}
          className={styles.fileInput}
          onChange={upload}
        />
      </div>
    </>
  );
}
