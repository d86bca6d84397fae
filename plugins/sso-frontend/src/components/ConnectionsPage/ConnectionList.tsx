import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { VisuallyHidden } from '@backstage/ui';
import {
  ssoAdminOperations,
  SsoConnectionSummary,
  ssoConnectionUpdatePermission,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef } from '@latchkey/plugin-sso-react';
import { useEffect, useRef, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { ConnectionRow } from './ConnectionRow';
import styles from './ConnectionsPage.module.css';

/** SSO connections in their order on the sign-in page. */
export function ConnectionList(props: {
  connections: readonly SsoConnectionSummary[];
  isBusy: boolean;
  onActiveChange: (connection: SsoConnectionSummary, active: boolean) => void;
  onMove: (connection: SsoConnectionSummary, offset: -1 | 1) => void;
}) {
  const t = useSsoTranslation();
  const { connections } = props;
  const list = useRef<HTMLOListElement>(null);
  const protocolTitles = useProtocolTitles();
  const [moved, setMoved] = useState<{ id: string; offset: -1 | 1 }>();
  const { allowed: canUpdate } = usePermission({
    permission: ssoConnectionUpdatePermission,
  });

  // A row that moves in the document loses the focus; the next press should
  // still reach it.
  useEffect(() => {
    if (!moved) {
      return;
    }
    const row = list.current?.querySelector(`[data-id="${moved.id}"]`);
    const name = moved.offset < 0 ? 'up' : 'down';
    const buttons = [
      row?.querySelector<HTMLButtonElement>(`[data-move="${name}"] button`),
      ...(row?.querySelectorAll<HTMLButtonElement>('[data-move] button') ?? []),
    ];
    buttons.find(button => button && !button.disabled)?.focus();
  }, [moved, connections]);

  const position = connections.findIndex(({ id }) => id === moved?.id);

  return (
    <>
      <ol
        ref={list}
        className={styles.list}
        aria-label={t('connections.title')}
      >
        {connections.map((connection, index) => (
          <ConnectionRow
            key={connection.id}
            connection={connection}
            protocolTitle={
              protocolTitles.get(connection.protocol) ?? connection.protocol
            }
            isFirst={index === 0}
            isLast={index === connections.length - 1}
            canUpdate={canUpdate}
            isBusy={props.isBusy}
            onActiveChange={active => props.onActiveChange(connection, active)}
            onMove={offset => {
              setMoved({ id: connection.id, offset });
              props.onMove(connection, offset);
            }}
          />
        ))}
      </ol>
      <VisuallyHidden role="status">
        {position >= 0 &&
          t('connections.moved', {
            name: connections[position].displayName,
            position: String(position + 1),
            total: String(connections.length),
          })}
      </VisuallyHidden>
    </>
  );
}

/** Titles by protocol id. They are extra: without them the ids are shown. */
function useProtocolTitles(): Map<string, string> {
  const ssoApi = useApi(ssoApiRef);
  const [titles, setTitles] = useState(new Map<string, string>());

  useEffect(() => {
    let current = true;
    ssoApi.call(ssoAdminOperations.listProtocols).then(
      ({ protocols }) =>
        current &&
        setTitles(new Map(protocols.map(({ id, title }) => [id, title]))),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [ssoApi]);

  return titles;
}
