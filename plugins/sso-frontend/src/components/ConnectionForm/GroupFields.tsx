import { Select, Text, TextField } from '@backstage/ui';
import {
  ssoGroupKinds,
  SsoProvisioningPolicy,
} from '@latchkey/plugin-sso-common';
import { useId } from 'react';
import { useSsoTranslation } from '../../hooks';
import styles from './ConnectionForm.module.css';
import { FieldSlot } from './FieldSlot';
import { useField } from './useField';

type Groups = SsoProvisioningPolicy['groups'];

const modes: readonly Groups['mode'][] = [
  'firstSignIn',
  'everySignIn',
  'mirror',
];
const existings: readonly Groups['existing'][] = ['own', 'all'];
const unknowns: readonly Groups['unknown'][] = ['create', 'ignore'];

/** What the groups of the provider do to memberships in the portal. */
export function GroupFields(props: {
  groups: Groups;
  onChange: (groups: Groups) => void;
}) {
  const t = useSsoTranslation();
  const labelId = useId();
  const { groups, onChange } = props;
  const category = useField('policy.groups.category');

  return (
    <div role="group" aria-labelledby={labelId} className={styles.group}>
      <Text id={labelId} variant="body-small" weight="bold">
        {t('groups.label')}
      </Text>
      <div className={styles.columns}>
        <Select
          label={t('groups.mode')}
          options={modes.map(value => ({ value, label: t(`groups.${value}`) }))}
          value={groups.mode}
          onChange={value => {
            const mode = modes.find(known => known === value);
            onChange({ ...groups, mode: mode ?? groups.mode });
          }}
        />
        <Select
          label={t('groups.unknown')}
          options={unknowns.map(value => ({
            value,
            label: t(`groups.${value}`),
          }))}
          value={groups.unknown}
          onChange={value => {
            const unknown = unknowns.find(known => known === value);
            onChange({ ...groups, unknown: unknown ?? groups.unknown });
          }}
        />
        <Select
          label={t('groups.existing')}
          description={t('groups.existingHelp')}
          options={existings.map(value => ({
            value,
            label: t(`groups.${value}`),
          }))}
          value={groups.existing}
          onChange={value => {
            const existing = existings.find(known => known === value);
            onChange({ ...groups, existing: existing ?? groups.existing });
          }}
        />
        {groups.unknown === 'create' && (
          <Select
            label={t('groups.kind')}
            options={ssoGroupKinds.map(value => ({
              value,
              label: t(`groups.${value}`),
            }))}
            value={groups.kind}
            onChange={value => {
              const kind = ssoGroupKinds.find(known => known === value);
              onChange({ ...groups, kind: kind ?? groups.kind });
            }}
          />
        )}
      </div>
      {groups.unknown === 'create' && (
        <FieldSlot path="policy.groups.category">
          <TextField
            {...category.control}
            label={t('groups.category')}
            description={t('groups.categoryHelp')}
            isRequired
            maxLength={100}
            value={groups.category}
            onChange={changed => onChange({ ...groups, category: changed })}
          />
        </FieldSlot>
      )}
    </div>
  );
}
