import type { SsoProvisioningPolicy } from '@latchkey/plugin-sso-common';
import { defaultResolvers } from '../../draft';
import { useSsoTranslation } from '../../hooks';
import { AdmissionFields } from './AdmissionFields';
import { BesideSsoFields } from './BesideSsoFields';
import { useConnectionForm } from './ConnectionFormContext';
import { FieldUpdates } from './FieldUpdates';
import { FormSection } from './FormSection';
import { GroupFields } from './GroupFields';
import { ResolverList } from './ResolverList';
import { SwitchField } from './SwitchField';

const CREATE = 'createAccount';

/** How an identity of the provider becomes an account of the portal. */
export function AccountsSection() {
  const t = useSsoTranslation();
  const { form, protocol } = useConnectionForm();
  const { policy } = form.draft;
  const resolvers = policy.resolvers ?? defaultResolvers(protocol);
  const update = (path: string, change: Partial<SsoProvisioningPolicy>) =>
    form.update(`policy.${path}`, { policy: { ...policy, ...change } });
  const setResolvers = (changed: string[]) =>
    update('resolvers', { resolvers: changed });

  return (
    <FormSection
      title={t('accounts.title')}
      description={t('accounts.description')}
    >
      {protocol.resolvers.some(({ name }) => name === CREATE) && (
        <SwitchField
          path="policy.resolvers.createAccount"
          label={t('accounts.create')}
          description={t('accounts.createHelp')}
          isSelected={resolvers.includes(CREATE)}
          onChange={isOn =>
            setResolvers(
              // Last, because it always finds an account.
              isOn
                ? [...resolvers, CREATE]
                : resolvers.filter(name => name !== CREATE),
            )
          }
        />
      )}
      <ResolverList
        available={protocol.resolvers.filter(({ name }) => name !== CREATE)}
        selected={resolvers.filter(name => name !== CREATE)}
        onChange={selected =>
          setResolvers(
            resolvers.includes(CREATE) ? [...selected, CREATE] : selected,
          )
        }
      />
      <BesideSsoFields
        secondFactor={form.draft.secondFactor}
        onSecondFactorChange={secondFactor =>
          form.update('secondFactor', { secondFactor })
        }
        policy={policy}
        onPolicyChange={update}
      />
      <AdmissionFields
        admission={policy.admission}
        onChange={admission => update('admission', { admission })}
      />
      <FieldUpdates
        fields={policy.fields}
        onChange={fields => update('fields', { fields })}
      />
      <GroupFields
        groups={policy.groups}
        onChange={groups => update('groups', { groups })}
      />
    </FormSection>
  );
}
