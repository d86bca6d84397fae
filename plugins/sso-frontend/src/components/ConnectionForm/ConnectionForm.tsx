import { Alert } from '@backstage/ui';
import { FormEvent, ReactNode, useEffect, useMemo, useRef } from 'react';
import { useSsoTranslation } from '../../hooks';
import { SetupPanel } from '../SetupPanel';
import { AccountsSection } from './AccountsSection';
import styles from './ConnectionForm.module.css';
import {
  ConnectionFormContext,
  ConnectionFormContextValue,
} from './ConnectionFormContext';
import { GeneralSection } from './GeneralSection';
import { SettingsSections } from './SettingsSections';

/**
 * The settings of an SSO connection. The part of the protocol is drawn from
 * its schema, so that a protocol brings no code for this page.
 */
export function ConnectionForm(
  props: ConnectionFormContextValue & {
    onSubmit: () => void;
    /** Buttons and messages below the fields. */
    children: ReactNode;
  },
) {
  const t = useSsoTranslation();
  const { form, protocol, savedSecrets, isNew } = props;
  const element = useRef<HTMLFormElement>(null);
  const count = Object.keys(form.errors).length;
  const errors = useRef(form.errors);
  errors.current = form.errors;

  useEffect(() => {
    if (form.failures === 0) {
      return;
    }
    const slots = Array.from(
      element.current?.querySelectorAll<HTMLElement>('[data-field-path]') ?? [],
    );
    const slot = slots.find(({ dataset }) =>
      Object.hasOwn(errors.current, dataset.fieldPath ?? ''),
    );
    slot
      ?.querySelector<HTMLElement>('input, textarea, button')
      ?.focus({ preventScroll: false });
  }, [form.failures]);

  const context = useMemo(
    () => ({ form, protocol, savedSecrets, isNew }),
    [form, protocol, savedSecrets, isNew],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };

  return (
    <ConnectionFormContext.Provider value={context}>
      <form
        ref={element}
        className={styles.form}
        onSubmit={submit}
        noValidate
        autoComplete="off"
      >
        {count > 0 && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('form.notAccepted', { count })}
            description={
              <ul className={styles.errors}>
                {Array.from(new Set(Object.values(form.errors))).map(
                  message => (
                    <li key={message}>{message}</li>
                  ),
                )}
              </ul>
            }
          />
        )}
        <GeneralSection />
        {protocol.setup && (
          <SetupPanel
            protocolId={protocol.id}
            setup={protocol.setup}
            propose={form.propose}
            isExpanded={isNew}
          />
        )}
        <SettingsSections />
        <AccountsSection />
        {props.children}
      </form>
    </ConnectionFormContext.Provider>
  );
}
