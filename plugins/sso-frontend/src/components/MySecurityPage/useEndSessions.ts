import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  SsoSessionSummary,
  ssoSelfOperations,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { browser } from '../../browser';
import { useSsoTranslation, useToast } from '../../hooks';
import type { MyPanelProps } from './MySecurityView';

/** Ends own sessions: one, all others, or all. */
export function useEndSessions(
  options: Pick<MyPanelProps, 'onChange' | 'onReload'> & {
    onClose: () => void;
  },
) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const identityApi = useApi(identityApiRef);
  const toast = useToast();
  const { onChange, onClose, onReload } = options;

  /** Leads to the sign-in page once the session here is over. */
  const leave = async () => {
    try {
      await identityApi.signOut();
    } catch {
      // The session is gone already, which the page finds out as it loads.
      browser.reload();
    }
  };

  return {
    one: useSsoAction(async (session: SsoSessionSummary) => {
      const account = await ssoApi.call(ssoSelfOperations.endMySession, {
        params: { sessionId: session.id },
      });
      if (session.current) {
        await leave();
        return;
      }
      onChange(account);
      toast.success(t('session.endedOne'));
      onClose();
    }),
    others: useSsoAction(async () => {
      const { ended } = await ssoApi.call(ssoSelfOperations.endMySessions, {
        body: { keepCurrent: true },
      });
      onReload();
      toast.success(
        ended === 0
          ? t('mySessions.endedNone')
          : t('mySessions.endedOthers', { count: ended }),
      );
      onClose();
    }),
    all: useSsoAction(async () => {
      await ssoApi.call(ssoSelfOperations.endMySessions, {
        body: { keepCurrent: false },
      });
      await leave();
    }),
  };
}
