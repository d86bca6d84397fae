import { Accordion, AccordionPanel, Text } from '@backstage/ui';
import { useEffect, useMemo, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import {
  groupSettingsFields,
  readSettingsFields,
  SettingsField,
} from '../../settings';
import { FoldTrigger } from '../FoldTrigger';
import { useConnectionForm } from './ConnectionFormContext';
import styles from './ConnectionForm.module.css';
import { FormSection } from './FormSection';
import { SettingsFieldView } from './SettingsFieldView';

/** The settings of the protocol, as its schema says. */
export function SettingsSections() {
  const t = useSsoTranslation();
  const { form, protocol } = useConnectionForm();
  const fields = useMemo(
    () => readSettingsFields(protocol.settingsSchema),
    [protocol],
  );
  const advanced = fields.filter(field => field.advanced);
  const [isExpanded, setExpanded] = useState(false);

  const isFaulty = advanced.some(field =>
    Object.hasOwn(form.errors, pathOf(field)),
  );
  useEffect(() => {
    if (isFaulty) {
      setExpanded(true);
    }
  }, [isFaulty, form.failures]);

  return (
    <>
      {groupSettingsFields(fields.filter(field => !field.advanced)).map(
        group => (
          <FormSection
            key={group.title ?? ''}
            title={group.title ?? protocol.title}
          >
            {group.fields.map(field => (
              <SettingsFieldView key={field.name} field={field} />
            ))}
          </FormSection>
        ),
      )}
      {advanced.length > 0 && (
        <Accordion
          className={styles.advanced}
          isExpanded={isExpanded || isFaulty}
          onExpandedChange={setExpanded}
        >
          <FoldTrigger
            title={t('form.advanced')}
            subtitle={t('form.advancedHelp')}
          />
          <AccordionPanel>
            <div className={styles.advancedGroups}>
              {groupSettingsFields(advanced).map(group => (
                <div key={group.title ?? ''} className={styles.fields}>
                  {group.title && (
                    <Text as="h4" variant="body-small" weight="bold">
                      {group.title}
                    </Text>
                  )}
                  {group.fields.map(field => (
                    <SettingsFieldView key={field.name} field={field} />
                  ))}
                </div>
              ))}
            </div>
          </AccordionPanel>
        </Accordion>
      )}
    </>
  );
}

function pathOf(field: SettingsField): string {
  return `${field.kind === 'secret' ? 'secrets' : 'settings'}.${field.name}`;
}
