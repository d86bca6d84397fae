import { ssoAdminOperations as operations } from '@latchkey/plugin-sso-common';
import type { ConnectionActions } from '../connections/ConnectionActions';
import type { ConnectionEditor } from '../connections/ConnectionEditor';
import type { ConnectionReader } from '../connections/ConnectionReader';
import type { OperationRouter } from './operationRouter';
import type { WithAudit } from './withAudit';

/** Operations on SSO connections. */
export function mountConnectionRoutes(options: {
  routes: OperationRouter;
  connections: ConnectionReader;
  connectionEditor: ConnectionEditor;
  connectionActions: ConnectionActions;
  withAudit: WithAudit;
}): void {
  const { routes, connections, withAudit } = options;
  const { connectionEditor: editor, connectionActions: actions } = options;

  routes.mount(operations.listConnections, async () => ({
    connections: await connections.list(),
  }));

  routes.mount(
    operations.createConnection,
    withAudit(
      {
        eventId: 'connection-mutate',
        severityLevel: 'high',
        meta: ({ body }) => ({
          queryType: 'create',
          protocol: body.protocol,
          connectionId: body.id,
        }),
      },
      ({ body }, { caller }) => editor.create(body, caller.ref),
    ),
  );

  routes.mount(operations.getConnection, ({ params }) =>
    connections.get(params.connectionId),
  );

  routes.mount(
    operations.updateConnection,
    withAudit(
      {
        eventId: 'connection-mutate',
        severityLevel: 'high',
        meta: ({ params }) => ({ queryType: 'update', ...params }),
      },
      ({ params, body }, { caller }) =>
        editor.update(params.connectionId, body, caller.ref),
    ),
  );

  routes.mount(
    operations.setConnectionActive,
    withAudit(
      {
        eventId: 'connection-mutate',
        severityLevel: 'high',
        meta: ({ params, body }) => ({
          queryType: body.active ? 'activate' : 'deactivate',
          ...params,
        }),
      },
      ({ params, body }, { caller }) =>
        editor.setActive(params.connectionId, body, caller.ref),
    ),
  );

  routes.mount(
    operations.orderConnections,
    withAudit(
      {
        eventId: 'connection-mutate',
        severityLevel: 'low',
        meta: () => ({ queryType: 'order' }),
      },
      async ({ body }) => ({
        connections: await editor.setOrder(body.connectionIds),
      }),
    ),
  );

  routes.mount(
    operations.deleteConnection,
    withAudit(
      {
        eventId: 'connection-mutate',
        severityLevel: 'critical',
        meta: ({ params }) => ({ queryType: 'delete', ...params }),
      },
      ({ params }, { caller }) =>
        editor.delete(params.connectionId, caller.ref),
    ),
  );

  routes.mount(
    operations.checkConnection,
    withAudit(
      {
        eventId: 'connection-check',
        severityLevel: 'low',
        meta: ({ params }) => ({ ...params }),
      },
      async ({ params }) => ({
        findings: await actions.check(params.connectionId),
      }),
    ),
  );

  routes.mount(
    operations.runConnectionAction,
    withAudit(
      {
        eventId: 'connection-mutate',
        severityLevel: 'high',
        meta: ({ params }) => ({ queryType: 'action', ...params }),
      },
      ({ params, body }, { caller }) =>
        actions.run(
          params.connectionId,
          { id: params.actionId, version: body.version },
          caller.ref,
        ),
    ),
  );

  routes.mount(operations.listConnectionVersions, async ({ params }) => ({
    versions: await connections.listVersions(params.connectionId),
  }));
}
