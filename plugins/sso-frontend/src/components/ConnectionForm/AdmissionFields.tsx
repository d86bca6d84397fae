import { TextAreaField, TextField } from '@backstage/ui';
import type { SsoProvisioningPolicy } from '@latchkey/plugin-sso-common';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import styles from './ConnectionForm.module.css';
import { FieldSlot } from './FieldSlot';
import { SwitchField } from './SwitchField';
import { useField } from './useField';

type Admission = SsoProvisioningPolicy['admission'];

/** Who of the people at the provider may sign in at all. */
export function AdmissionFields(props: {
  admission: Admission;
  onChange: (admission: Admission) => void;
}) {
  const t = useSsoTranslation();
  const { admission, onChange } = props;
  const attribute = useField('policy.admission.attribute');
  const values = useField('policy.admission.values');
  // Lines as typed: blank ones are no values, but belong to the typing.
  const [lines, setLines] = useState(admission?.values.join('\n') ?? '');

  return (
    <>
      <SwitchField
        path="policy.admission"
        label={t('admission.label')}
        description={t('admission.help')}
        isSelected={Boolean(admission)}
        onChange={isOn => {
          setLines('');
          onChange(isOn ? { attribute: '', values: [] } : undefined);
        }}
      />
      {admission && (
        <div className={styles.nested}>
          <FieldSlot path="policy.admission.attribute">
            <TextField
              {...attribute.control}
              label={t('admission.attribute')}
              description={t('admission.attributeHelp')}
              placeholder="groups"
              isRequired
              maxLength={200}
              value={admission.attribute}
              onChange={changed =>
                onChange({ ...admission, attribute: changed })
              }
            />
          </FieldSlot>
          <FieldSlot path="policy.admission.values">
            <TextAreaField
              {...values.control}
              label={t('admission.values')}
              secondaryLabel={t('form.onePerLine')}
              isRequired
              value={lines}
              onChange={changed => {
                setLines(changed);
                onChange({ ...admission, values: toValues(changed) });
              }}
            />
          </FieldSlot>
        </div>
      )}
    </>
  );
}

function toValues(lines: string): string[] {
  return lines
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
}
