import { Button, Text } from '@backstage/ui';
import {
  ssoAccountOperations,
  SsoSessionSummary,
} from '@latchkey/plugin-sso-common';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { deviceOf, SessionList } from '../Activity';
import { Panel } from '../Panel';
import type { AccountAction } from './describeAccountActions';
import { AccountActionDialog } from './AccountActions';
import type { AccountPanelProps } from './AccountView';

/** Where the person is signed in. */
export function SessionsPanel(props: AccountPanelProps) {
  const t = useSsoTranslation();
  const { account, canUpdate, onChange } = props;
  const [asked, setAsked] = useState<AccountAction>();
  const params = { accountId: account.id };
  const name = account.displayName ?? account.username;

  const endAll: AccountAction = {
    id: 'sessions',
    label: t('accountAction.endSessions'),
    title: t('accountAction.endSessionsTitle', { name }),
    help: t('accountAction.endSessionsHelp'),
    done: t('accountAction.sessionsEnded', { name }),
    isDestructive: true,
    run: ssoApi =>
      ssoApi.call(ssoAccountOperations.endAccountSessions, { params }),
  };
  const endOne = (session: SsoSessionSummary): AccountAction => ({
    id: `session-${session.id}`,
    label: t('accountAction.endSession'),
    title: t('accountAction.endSessionTitle'),
    help: t('accountAction.endSessionHelp', { device: deviceOf(session, t) }),
    done: t('session.endedOne'),
    isDestructive: true,
    run: ssoApi =>
      ssoApi.call(ssoAccountOperations.endAccountSession, {
        params: { ...params, sessionId: session.id },
      }),
  });

  return (
    <Panel
      title={t('account.sessions')}
      actions={
        canUpdate &&
        account.sessions.length > 0 && (
          <Button variant="secondary" onPress={() => setAsked(endAll)}>
            {t('accountAction.endSessions')}
          </Button>
        )
      }
    >
      {account.sessions.length === 0 ? (
        <Text color="secondary">{t('account.noSessions')}</Text>
      ) : (
        <SessionList
          label={t('account.sessions')}
          sessions={account.sessions}
          onEnd={canUpdate ? session => setAsked(endOne(session)) : undefined}
        />
      )}
      {asked && (
        <AccountActionDialog
          action={asked}
          onDone={onChange}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Panel>
  );
}
