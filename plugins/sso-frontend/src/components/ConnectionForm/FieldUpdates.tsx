import { Select, Text } from '@backstage/ui';
import {
  ssoFieldUpdateSchema,
  ssoProfileFields,
  SsoProvisioningPolicy,
} from '@latchkey/plugin-sso-common';
import { useId } from 'react';
import { useSsoTranslation } from '../../hooks';
import styles from './ConnectionForm.module.css';

type Fields = SsoProvisioningPolicy['fields'];

/** When each profile field takes the value of the provider. */
export function FieldUpdates(props: {
  fields: Fields;
  onChange: (fields: Fields) => void;
}) {
  const t = useSsoTranslation();
  const labelId = useId();
  const options = ssoFieldUpdateSchema.options.map(mode => ({
    value: mode,
    label: t(`fields.${mode}`),
  }));

  return (
    <div role="group" aria-labelledby={labelId} className={styles.group}>
      <Text id={labelId} variant="body-small" weight="bold">
        {t('fields.label')}
      </Text>
      <Text variant="body-small" color="secondary">
        {t('fields.help')}
      </Text>
      <div className={styles.columns}>
        {ssoProfileFields.map(name => (
          <Select
            key={name}
            label={t(`fields.${name}`)}
            options={options}
            value={props.fields[name]}
            onChange={mode =>
              props.onChange({
                ...props.fields,
                [name]: ssoFieldUpdateSchema.parse(mode),
              })
            }
          />
        ))}
      </div>
    </div>
  );
}
