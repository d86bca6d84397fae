import { BgProvider, Button, VisuallyHidden } from '@backstage/ui';
import { useSsoAction } from '@latchkey/plugin-sso-react';
import {
  RiDownloadLine,
  RiEyeLine,
  RiEyeOffLine,
  RiFileCopyLine,
} from '@remixicon/react';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { CodeBox } from '../CodeBox';
import { FailedView } from '../StateView';
import { CopyField } from './CopyField';
import { fetchDocument } from './fetchDocument';
import styles from './ProviderValues.module.css';
import { saveFile } from './saveFile';

/** The address of a document, and what stands there. */
export function DocumentField(props: {
  label: string;
  value: string;
  help?: string;
  /** For a document that names no file. */
  fileName: string;
}) {
  const t = useSsoTranslation();
  const { label, value: url } = props;
  const [shown, setShown] = useState<string>();
  const [copied, setCopied] = useState<boolean>();
  const read = async () => {
    setCopied(undefined);
    return fetchDocument(url, status => t('document.answered', { status }));
  };

  const show = useSsoAction(async () => setShown((await read()).text));
  const copy = useSsoAction(async () => {
    const { text } = await read();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No clipboard without https, or the browser asked and was told no.
      setShown(text);
      setCopied(false);
    }
  });
  const download = useSsoAction(async () => {
    const { text, type, fileName } = await read();
    saveFile(new Blob([text], { type }), fileName ?? props.fileName);
  });
  const error = show.error ?? copy.error ?? download.error;
  const isShown = shown !== undefined;
  const nameOf = (action: string) => `${action}: ${label}`;

  return (
    <div className={styles.document}>
      <CopyField label={label} value={url} help={props.help} />
      {/* So that the buttons stand out from the panel. */}
      <BgProvider bg="neutral-1">
        <div className={styles.documentActions}>
          <Button
            variant="secondary"
            iconStart={
              isShown ? (
                <RiEyeOffLine aria-hidden="true" />
              ) : (
                <RiEyeLine aria-hidden="true" />
              )
            }
            aria-label={nameOf(
              isShown ? t('document.hide') : t('document.show'),
            )}
            aria-expanded={isShown}
            isPending={show.isPending}
            onPress={() => (isShown ? setShown(undefined) : show.run())}
          >
            {isShown ? t('document.hide') : t('document.show')}
          </Button>
          <Button
            variant="secondary"
            iconStart={<RiFileCopyLine aria-hidden="true" />}
            aria-label={nameOf(t('document.copy'))}
            isPending={copy.isPending}
            onPress={() => copy.run()}
          >
            {t('document.copy')}
          </Button>
          <Button
            variant="secondary"
            iconStart={<RiDownloadLine aria-hidden="true" />}
            aria-label={nameOf(t('document.download'))}
            isPending={download.isPending}
            onPress={() => download.run()}
          >
            {t('document.download')}
          </Button>
        </div>
      </BgProvider>
      <span role="status" className={styles.documentStatus}>
        {copied === true && (
          <VisuallyHidden>{t('document.copied', { label })}</VisuallyHidden>
        )}
        {copied === false && t('document.notCopied')}
      </span>
      {error && <FailedView title={t('document.failed')} error={error} />}
      {isShown && (
        <CodeBox label={t('document.content', { label })} text={shown} />
      )}
    </div>
  );
}
