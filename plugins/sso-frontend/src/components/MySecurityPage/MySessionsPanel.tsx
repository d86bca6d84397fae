import { Button, Text } from '@backstage/ui';
import type { SsoSessionSummary } from '@latchkey/plugin-sso-common';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { ActionDialog } from '../ActionDialog';
import { deviceOf, SessionList } from '../Activity';
import { Panel } from '../Panel';
import styles from './MySecurityPage.module.css';
import type { MyPanelProps } from './MySecurityView';
import { useEndSessions } from './useEndSessions';

type Asked =
  | { readonly kind: 'others' | 'all' }
  | { readonly kind: 'one'; readonly session: SsoSessionSummary };

/** Where the person is signed in. */
export function MySessionsPanel(props: MyPanelProps) {
  const t = useSsoTranslation();
  const { sessions } = props.account;
  const [asked, setAsked] = useState<Asked>();

  return (
    <Panel title={t('mySessions.title')}>
      {sessions.length === 0 ? (
        <Text color="secondary">{t('mySessions.none')}</Text>
      ) : (
        <SessionList
          label={t('mySessions.title')}
          sessions={sessions}
          onEnd={session => setAsked({ kind: 'one', session })}
        />
      )}
      <div className={styles.actions}>
        <Button
          variant="secondary"
          onPress={() => setAsked({ kind: 'others' })}
        >
          {t('mySessions.everywhereElse')}
        </Button>
        <Button variant="secondary" onPress={() => setAsked({ kind: 'all' })}>
          {t('mySessions.everywhere')}
        </Button>
      </div>
      {asked && (
        <EndDialog
          {...props}
          asked={asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Panel>
  );
}

function EndDialog(
  props: MyPanelProps & { asked: Asked; onClose: () => void },
) {
  const t = useSsoTranslation();
  const { asked, onClose } = props;
  const end = useEndSessions(props);

  if (asked.kind === 'one') {
    const { session } = asked;
    return (
      <ActionDialog
        title={t('mySessions.endTitle')}
        submitLabel={t('accountAction.endSession')}
        isDestructive
        action={{ ...end.one, run: () => end.one.run(session) }}
        onClose={onClose}
      >
        <Text as="p">
          {session.current
            ? t('mySessions.endCurrentHelp')
            : t('mySessions.endHelp', { device: deviceOf(session, t) })}
        </Text>
      </ActionDialog>
    );
  }
  const isAll = asked.kind === 'all';
  const title = isAll
    ? t('mySessions.everywhere')
    : t('mySessions.everywhereElse');
  return (
    <ActionDialog
      title={title}
      submitLabel={title}
      isDestructive={isAll}
      action={isAll ? end.all : end.others}
      onClose={onClose}
    >
      <Text as="p">
        {isAll
          ? t('mySessions.everywhereHelp')
          : t('mySessions.everywhereElseHelp')}
      </Text>
    </ActionDialog>
  );
}
