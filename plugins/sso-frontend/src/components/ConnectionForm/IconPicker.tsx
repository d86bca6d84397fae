import { Button, Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { ssoIconNames } from '@latchkey/plugin-sso-common';
import { SsoIconView } from '@latchkey/plugin-sso-react';
import { RiUploadLine } from '@remixicon/react';
import { ChangeEvent, useId, useRef, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { useConnectionForm } from './ConnectionFormContext';
import styles from './ConnectionForm.module.css';
import { FieldSlot } from './FieldSlot';
import { readIconFile } from './readIconFile';
import { useField } from './useField';

/** An icon out of the ones that every portal has, or an own picture. */
export function IconPicker() {
  const t = useSsoTranslation();
  const { form } = useConnectionForm();
  const labelId = useId();
  const fileInput = useRef<HTMLInputElement>(null);
  const [fileError, setFileError] = useState<string>();
  const field = useField('icon');
  const { icon } = form.draft;
  const isPicture = icon?.startsWith('data:') ?? false;
  const message = fileError ?? field.message;

  const choose = (chosen: string | undefined) => {
    setFileError(undefined);
    form.update('icon', { icon: chosen });
  };
  const upload = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = Array.from(event.target.files ?? []);
    // The same file can be chosen again after an error.
    event.target.value = '';
    const picture = file && (await readIconFile(file));
    if (picture) {
      choose(picture);
    } else {
      setFileError(t('icon.unusable'));
    }
  };

  return (
    <FieldSlot path="icon">
      <div className={styles.iconPicker}>
        <Text id={labelId} variant="body-small" weight="bold">
          {t('icon.label')}
        </Text>
        <div className={styles.icons}>
          <ToggleButtonGroup
            aria-labelledby={labelId}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={icon && !isPicture ? [icon] : []}
            onSelectionChange={keys => choose(String(Array.from(keys)[0]))}
          >
            {ssoIconNames.map(name => (
              <ToggleButton key={name} id={name} aria-label={t(`icon.${name}`)}>
                <SsoIconView icon={name} size={18} />
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          {isPicture && (
            <span className={styles.picture}>
              <SsoIconView icon={icon} size={24} />
              <Text variant="body-small">{t('icon.own')}</Text>
            </span>
          )}
          <Button
            variant="secondary"
            iconStart={<RiUploadLine aria-hidden="true" />}
            onPress={() => fileInput.current?.click()}
          >
            {t('icon.upload')}
          </Button>
          <input
            ref={fileInput}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            aria-label={t('icon.file')}
            tabIndex={-1}
            className={styles.fileInput}
            onChange={upload}
          />
        </div>
        <Text variant="body-small" color={message ? 'danger' : 'secondary'}>
          {message ?? t('icon.help')}
        </Text>
      </div>
    </FieldSlot>
  );
}
