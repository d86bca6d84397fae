import { usePermission } from '@backstage/plugin-permission-react';
import { Text } from '@backstage/ui';
import {
  SsoAccount,
  ssoTraceReadPermission,
} from '@latchkey/plugin-sso-common';
import { useHref, useSsoTranslation } from '../../hooks';
import { traceRouteRef } from '../../routes';
import { EventList } from '../Activity';
import { Panel } from '../Panel';

/** What happened to the account, with the traces of refusals. */
export function EventsPanel({ account }: { account: SsoAccount }) {
  const t = useSsoTranslation();
  const toTrace = useHref(traceRouteRef);
  const { allowed: canReadTraces } = usePermission({
    permission: ssoTraceReadPermission,
  });

  return (
    <Panel title={t('account.events')}>
      {account.events.length === 0 ? (
        <Text color="secondary">{t('account.noEvents')}</Text>
      ) : (
        <EventList
          label={t('account.events')}
          events={account.events}
          toTrace={
            canReadTraces ? reference => toTrace({ reference }) : undefined
          }
        />
      )}
    </Panel>
  );
}
