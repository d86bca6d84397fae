import {
  NumberField,
  Select,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useSsoTranslation } from '../../hooks';
import type { SettingsField } from '../../settings';
import { useConnectionForm } from './ConnectionFormContext';
import styles from './ConnectionForm.module.css';
import { FieldSlot } from './FieldSlot';
import { Inspections } from './Inspections';
import { SecretField } from './SecretField';
import { SwitchField } from './SwitchField';
import { useField } from './useField';

/** The control of one setting. */
export function SettingsFieldView({ field }: { field: SettingsField }) {
  const t = useSsoTranslation();
  const { form } = useConnectionForm();
  const path = `settings.${field.name}`;
  const { control, message } = useField(path);
  const value = form.draft.settings[field.name];
  const onChange = (changed: unknown) =>
    form.update(path, {
      settings: { ...form.draft.settings, [field.name]: changed },
    });

  if (field.kind === 'secret') {
    return <SecretField field={field} />;
  }
  if (field.kind === 'boolean') {
    return (
      <SwitchField
        path={path}
        label={field.title}
        description={field.description}
        isSelected={value === true}
        onChange={onChange}
      />
    );
  }

  const common = {
    ...control,
    label: field.title,
    description: field.description,
    isRequired: field.isRequired,
  };
  const text = {
    ...common,
    placeholder: field.placeholder,
    value: typeof value === 'string' ? value : '',
    onChange,
  };
  const draw = () => {
    switch (field.kind) {
      case 'choice':
        return (
          <>
            <Select
              {...common}
              size="medium"
              options={field.options}
              value={typeof value === 'string' && value ? value : null}
              onChange={onChange}
            />
            {/* Nothing chosen is no value that the control would check. */}
            {message && !value && (
              <Text variant="body-small" color="danger">
                {message}
              </Text>
            )}
          </>
        );
      case 'number':
        return (
          <NumberField
            {...common}
            size="medium"
            placeholder={field.placeholder}
            minValue={field.minimum}
            maxValue={field.maximum}
            step={field.isInteger ? 1 : undefined}
            formatOptions={{ useGrouping: false }}
            value={typeof value === 'number' ? value : NaN}
            onChange={onChange}
          />
        );
      case 'list':
        return (
          <TextAreaField {...text} secondaryLabel={t('form.onePerLine')} />
        );
      case 'multiline':
        return (
          <TextAreaField
            {...text}
            className={styles.monospace}
            rows={6}
            spellCheck="false"
          />
        );
      case 'json':
        return <TextAreaField {...text} secondaryLabel="JSON" rows={4} />;
      case 'url':
        return <TextField {...text} type="url" />;
      default:
        return <TextField {...text} />;
    }
  };

  return (
    <FieldSlot path={path}>
      {draw()}
      {field.inspected && <Inspections field={field} value={text.value} />}
    </FieldSlot>
  );
}
