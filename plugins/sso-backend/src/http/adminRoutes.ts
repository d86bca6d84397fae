import type { ConnectionActions } from '../connections/ConnectionActions';
import type { ConnectionEditor } from '../connections/ConnectionEditor';
import type { ConnectionReader } from '../connections/ConnectionReader';
import type { ProtocolService } from '../connections/ProtocolService';
import type { TraceService } from '../signIn/TraceService';
import { mountAccountRoutes } from './accountRoutes';
import { mountConnectionRoutes } from './connectionRoutes';
import type { OperationRouter } from './operationRouter';
import { mountOverrideRoutes } from './overrideRoutes';
import { mountProtocolRoutes } from './protocolRoutes';
import { mountTraceRoutes } from './traceRoutes';
import type { WithAudit } from './withAudit';

/** Operations of the settings pages. */
export function mountAdminRoutes(
  options: {
    routes: OperationRouter;
    connections: ConnectionReader;
    connectionEditor: ConnectionEditor;
    connectionActions: ConnectionActions;
    protocols: ProtocolService;
    traces: TraceService;
    withAudit: WithAudit;
  } & Parameters<typeof mountAccountRoutes>[0] &
    Parameters<typeof mountOverrideRoutes>[0],
): void {
  mountProtocolRoutes(options);
  mountConnectionRoutes(options);
  mountTraceRoutes(options);
  mountAccountRoutes(options);
  mountOverrideRoutes(options);
}
