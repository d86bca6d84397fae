import { TextAreaField, TextField } from '@backstage/ui';
import { useState } from 'react';
import { slugify } from '../../draft';
import { useSsoTranslation } from '../../hooks';
import { useConnectionForm } from './ConnectionFormContext';
import { FieldSlot } from './FieldSlot';
import { FormSection } from './FormSection';
import { IconPicker } from './IconPicker';
import { SwitchField } from './SwitchField';
import { useField } from './useField';

/** What every SSO connection has, whatever its protocol. */
export function GeneralSection() {
  const t = useSsoTranslation();
  const { form, isNew } = useConnectionForm();
  const { draft, update } = form;
  const [isIdChosen, setIdChosen] = useState(false);

  const setDisplayName = (displayName: string) =>
    update('displayName', {
      displayName,
      ...(isNew && !isIdChosen && { id: slugify(displayName) }),
    });

  return (
    <FormSection title={t('general.title')}>
      <FieldSlot path="displayName">
        <TextField
          {...useField('displayName').control}
          label={t('general.displayName')}
          description={t('general.displayNameHelp')}
          isRequired
          maxLength={80}
          value={draft.displayName}
          onChange={setDisplayName}
        />
      </FieldSlot>
      <FieldSlot path="id">
        <TextField
          {...useField('id').control}
          label={t('general.id')}
          description={isNew ? t('general.idHelp') : t('general.idFixed')}
          maxLength={40}
          isReadOnly={!isNew}
          value={draft.id}
          onChange={id => {
            setIdChosen(id !== '');
            update('id', { id });
          }}
        />
      </FieldSlot>
      <IconPicker />
      <SwitchField
        path="hidden"
        label={t('general.hidden')}
        description={t('general.hiddenHelp')}
        isSelected={draft.hidden}
        onChange={hidden => update('hidden', { hidden })}
      />
      <FieldSlot path="loginSuccessRedirect">
        <TextField
          {...useField('loginSuccessRedirect').control}
          label={t('general.redirect')}
          description={t('general.redirectHelp')}
          placeholder="/catalog"
          value={draft.loginSuccessRedirect}
          onChange={loginSuccessRedirect =>
            update('loginSuccessRedirect', { loginSuccessRedirect })
          }
        />
      </FieldSlot>
      <SwitchField
        path="debug"
        label={t('general.debug')}
        description={t('general.debugHelp')}
        isSelected={draft.debug}
        onChange={debug => update('debug', { debug })}
      />
      <FieldSlot path="comment">
        <TextAreaField
          {...useField('comment').control}
          label={t('general.comment')}
          description={t('general.commentHelp')}
          rows={2}
          maxLength={2000}
          value={draft.comment}
          onChange={comment => update('comment', { comment })}
        />
      </FieldSlot>
    </FormSection>
  );
}
