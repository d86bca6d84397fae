import { usePermission } from '@backstage/plugin-permission-react';
import { BgProvider, Button, Text } from '@backstage/ui';
import {
  SsoConnection,
  SsoConnectionAction,
  ssoConnectionUpdatePermission,
} from '@latchkey/plugin-sso-common';
import { useEffect, useRef, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { FindingList } from '../Findings';
import { FailedView } from '../StateView';
import { ConfirmDialog } from './ConfirmDialog';
import { ConflictAlert } from './ConflictAlert';
import styles from './ConnectionPage.module.css';
import { useProtocolAction } from './useProtocolAction';

/** What the protocol can do for an SSO connection now, such as make a key. */
export function ProtocolActions(props: {
  connection: SsoConnection;
  onChange: (connection: SsoConnection) => void;
}) {
  const t = useSsoTranslation();
  const { connection } = props;
  const { run, isPending, error, newest, result, reload, isReloading } =
    useProtocolAction(connection, props.onChange);
  const [asked, setAsked] = useState<SsoConnectionAction>();
  const { allowed: canUpdate } = usePermission({
    permission: ssoConnectionUpdatePermission,
  });
  const heading = useRef<HTMLHeadingElement>(null);

  // The button may be gone with what it was there for, and the focus with it.
  useEffect(() => {
    if (result && document.activeElement === document.body) {
      heading.current?.focus();
    }
  }, [result]);

  if (connection.actions.length === 0 && !result && !error) {
    return null;
  }
  return (
    <section className={styles.check} aria-labelledby="sso-actions">
      <Text
        as="h3"
        ref={heading}
        id="sso-actions"
        tabIndex={-1}
        variant="body-large"
        weight="bold"
      >
        {t('actions.title')}
      </Text>
      {/* So that the buttons stand out from the panel. */}
      <BgProvider bg="neutral-1">
        {connection.actions.map(action => (
          <div key={action.id} className={styles.action}>
            <Text as="p" variant="body-small" color="secondary">
              {action.description}
            </Text>
            <Button
              variant="secondary"
              isDisabled={!canUpdate || (isPending && newest?.id !== action.id)}
              isPending={isPending && newest?.id === action.id}
              onPress={() =>
                action.confirmation ? setAsked(action) : run(action)
              }
            >
              {action.title}
            </Button>
          </div>
        ))}
      </BgProvider>
      {asked?.confirmation && (
        <ConfirmDialog
          title={asked.title}
          question={asked.confirmation}
          onConfirm={() => run(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
      {error?.name === 'ConflictError' && (
        <ConflictAlert
          description={t('actions.conflict')}
          isPending={isReloading}
          onReload={reload}
        />
      )}
      {error && error.name !== 'ConflictError' && (
        <FailedView
          title={t('actions.failed', { title: newest?.title ?? '' })}
          error={error}
        />
      )}
      <Text variant="body-small" role="status">
        {result && t('actions.done', { title: result.action.title })}
      </Text>
      <FindingList label={t('actions.title')} findings={result?.findings} />
    </section>
  );
}
