import { NotFoundError } from '@backstage/errors';
import { ssoAdminOperations as operations } from '@latchkey/plugin-sso-common';
import type { TraceService } from '../signIn/TraceService';
import type { OperationRouter } from './operationRouter';
import type { WithAudit } from './withAudit';

/** Operations on traces of sign-ins. */
export function mountTraceRoutes(options: {
  routes: OperationRouter;
  traces: TraceService;
  withAudit: WithAudit;
}): void {
  const { routes, traces, withAudit } = options;

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
