import { Alert, Checkbox, CheckboxGroup, Select } from '@backstage/ui';
import {
  ssoEditableFields,
  SsoProvisioningPolicy,
  SsoSecondFactorRule,
  ssoSecondFactorRuleSchema,
} from '@latchkey/plugin-sso-common';
import { useSsoTranslation } from '../../hooks';
import { FieldSlot } from './FieldSlot';
import { SwitchField } from './SwitchField';

/** What the portal's own ways of signing in are for people of a provider. */
export function BesideSsoFields(props: {
  secondFactor: SsoSecondFactorRule;
  onSecondFactorChange: (rule: SsoSecondFactorRule) => void;
  policy: SsoProvisioningPolicy;
  onPolicyChange: (
    path: string,
    change: Partial<SsoProvisioningPolicy>,
  ) => void;
}) {
  const t = useSsoTranslation();
  const { policy, onPolicyChange } = props;

  return (
    <>
      <SwitchField
        path="policy.migrateLocalAccounts"
        label={t('besideSso.migrate')}
        description={t('besideSso.migrateHelp')}
        isSelected={policy.migrateLocalAccounts}
        onChange={migrateLocalAccounts =>
          onPolicyChange('migrateLocalAccounts', { migrateLocalAccounts })
        }
      />
      {policy.migrateLocalAccounts && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('besideSso.migrateWarning')}
          description={t('besideSso.migrateWarningHelp')}
        />
      )}
      <FieldSlot path="secondFactor">
        <Select
          label={t('besideSso.secondFactor')}
          description={t('besideSso.secondFactorHelp')}
          options={ssoSecondFactorRuleSchema.options.map(value => ({
            value,
            label: t(`besideSso.${value}`),
          }))}
          value={props.secondFactor}
          onChange={rule =>
            props.onSecondFactorChange(ssoSecondFactorRuleSchema.parse(rule))
          }
        />
      </FieldSlot>
      <FieldSlot path="policy.editableFields">
        <CheckboxGroup
          label={t('besideSso.editable')}
          description={t('besideSso.editableHelp')}
          value={policy.editableFields}
          onChange={chosen =>
            onPolicyChange('editableFields', {
              editableFields: ssoEditableFields.filter(name =>
                chosen.includes(name),
              ),
            })
          }
        >
          {ssoEditableFields.map(name => (
            <Checkbox key={name} value={name}>
              {t(`fields.${name}`)}
            </Checkbox>
          ))}
        </CheckboxGroup>
      </FieldSlot>
    </>
  );
}
