import { NotFoundError } from '@backstage/errors';
import { ssoAdminOperations as operations } from '@latchkey/plugin-sso-common';
import type { ConnectionService } from '../connections/ConnectionService';
import type { TraceService } from '../signIn/TraceService';
import type { OperationRouter } from './operationRouter';
import type { WithAudit } from './withAudit';

/** Operations of the settings pages. */
export function mountAdminRoutes(options: {
  routes: OperationRouter;
  connections: ConnectionService;
  traces: TraceService;
  withAudit: WithAudit;
}): void {
  const { routes, connections, traces, withAudit } = options;

  routes.mount(operations.listProtocols, async () => ({
    protocols: connections.listProtocols(),
  }));

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
      ({ body }, { caller }) => connections.create(body, caller.ref),
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
        connections.update(params.connectionId, body, caller.ref),
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
        connections.setActive(params.connectionId, body, caller.ref),
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
        connections: await connections.setOrder(body.connectionIds),
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
        connections.delete(params.connectionId, caller.ref),
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
        findings: await connections.check(params.connectionId),
      }),
    ),
  );

  routes.mount(operations.listConnectionVersions, async ({ params }) => ({
    versions: await connections.listVersions(params.connectionId),
  }));

  routes.mount(operations.listTraces, async ({ query }) => ({
    traces: await traces.list(query),
  }));

  routes.mount(
    operations.getTrace,
    // Reading personal data of others is an event of its own.
    withAudit(
      {
        eventId: 'trace-read',
        severityLevel: 'medium',
        meta: ({ params }) => ({ ...params }),
      },
      async ({ params }) => {
        const trace = await traces.get(params.reference);
        if (!trace) {
          throw new NotFoundError(
            `There is no trace "${params.reference}"; it may have expired`,
          );
        }
        return trace;
      },
    ),
  );
}
