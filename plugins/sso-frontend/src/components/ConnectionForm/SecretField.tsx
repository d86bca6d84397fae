import { Button, PasswordField, Text, TextAreaField } from '@backstage/ui';
import type { SecretDraft } from '../../draft';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import type { SettingsField } from '../../settings';
import { useConnectionForm } from './ConnectionFormContext';
import styles from './ConnectionForm.module.css';
import { FieldSlot } from './FieldSlot';
import { useField } from './useField';

/**
 * A secret: it goes to the server and never comes back. One that is set shows
 * when, and a fingerprint to compare it with another.
 */
export function SecretField({ field }: { field: SettingsField }) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { form, savedSecrets } = useConnectionForm();
  const path = `secrets.${field.name}`;
  const { control, message } = useField(path);
  const saved = savedSecrets[field.name];
  const draft: SecretDraft = form.draft.secrets[field.name] ?? { kind: 'keep' };
  const set = (changed: SecretDraft) =>
    form.update(path, {
      secrets: { ...form.draft.secrets, [field.name]: changed },
    });

  if (saved && draft.kind !== 'set') {
    const isRemoved = draft.kind === 'remove';
    return (
      <FieldSlot path={path}>
        <div className={styles.secret} role="group" aria-label={field.title}>
          <div className={styles.secretText}>
            <Text variant="body-small" weight="bold">
              {field.title}
            </Text>
            <Text variant="body-small" color="secondary">
              {isRemoved
                ? t('secret.willBeRemoved')
                : t('secret.set', {
                    date: format.date(saved.setAt),
                    fingerprint: saved.fingerprint,
                  })}
            </Text>
            {message && (
              <Text variant="body-small" color="danger">
                {message}
              </Text>
            )}
          </div>
          {isRemoved ? (
            <Button variant="secondary" onPress={() => set({ kind: 'keep' })}>
              {t('secret.keep')}
            </Button>
          ) : (
            <>
              <Button
                variant="secondary"
                onPress={() => set({ kind: 'set', value: '' })}
              >
                {t('secret.replace')}
              </Button>
              <Button
                variant="tertiary"
                onPress={() => set({ kind: 'remove' })}
              >
                {t('secret.remove')}
              </Button>
            </>
          )}
        </div>
      </FieldSlot>
    );
  }

  const fieldProps = {
    ...control,
    label: field.title,
    description: field.description,
    placeholder: field.placeholder,
    value: draft.kind === 'set' ? draft.value : '',
    onChange: (value: string) => set({ kind: 'set', value }),
  };
  return (
    <FieldSlot path={path}>
      {field.multiline ? (
        <TextAreaField
          {...fieldProps}
          className={styles.monospace}
          rows={6}
          autoComplete="off"
          spellCheck="false"
        />
      ) : (
        // Keeps password managers from filling in the administrator's own.
        <PasswordField {...fieldProps} autoComplete="new-password" />
      )}
      {saved && (
        <Button
          variant="tertiary"
          className={styles.keepSecret}
          onPress={() => set({ kind: 'keep' })}
        >
          {t('secret.keep')}
        </Button>
      )}
    </FieldSlot>
  );
}
