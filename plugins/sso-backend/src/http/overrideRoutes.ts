import { ssoOverrideOperations as operations } from '@latchkey/plugin-sso-common';
import type { Request } from 'express';
import type { SsoSettings } from '../config/SsoSettings';
import type { ErrandService } from '../errands/ErrandService';
import type { EscapeRouteService } from '../escapeRoutes/EscapeRouteService';
import type { OverrideService } from '../override/OverrideService';
import type {
  OverrideCaller,
  OverrideSwitch,
} from '../override/OverrideSwitch';
import type { CallerSession } from '../sessions/CallerSession';
import type { Caller, OperationRouter } from './operationRouter';
import type { WithAudit } from './withAudit';

/** Test sign-ins, override auth and the state of the ways back in. */
export function mountOverrideRoutes(options: {
  routes: OperationRouter;
  errands: ErrandService;
  overrides: OverrideService;
  overrideSwitch: OverrideSwitch;
  escapeRoutes: EscapeRouteService;
  callers: CallerSession;
  settings: SsoSettings;
  withAudit: WithAudit;
}): void {
  const { routes, errands, overrides, overrideSwitch, withAudit } = options;

  const callerOf = async (
    { ref }: Caller,
    http: Request,
  ): Promise<OverrideCaller> => {
    const found = await options.callers.find(http, ref);
    return { ref, session: found?.session };
  };
  routes.mount(operations.getPortalStatus, async () => {
    const [current, escapeRoutes] = await Promise.all([
      overrides.current(),
      options.escapeRoutes.check(),
    ]);
    const { disabledPlugins } = options.settings;
    return { override: current?.override, disabledPlugins, escapeRoutes };
  });

  routes.mount(
    operations.beginConnectionTest,
    withAudit(
      {
        eventId: 'connection-test',
        severityLevel: 'low',
        meta: ({ params }) => ({ queryType: 'begin', ...params }),
      },
      ({ params }, { caller }) =>
        errands.begin('test', { ...params, entityRef: caller.ref }),
    ),
  );

  routes.mount(
    operations.completeConnectionTest,
    withAudit(
      {
        eventId: 'connection-test',
        severityLevel: 'medium',
        meta: ({ params }) => ({ queryType: 'complete', ...params }),
      },
      ({ params, body }, { caller }) =>
        errands.completeTest(body.proof, { ...params, entityRef: caller.ref }),
    ),
  );

  routes.mount(
    operations.getConnectionOverride,
    async ({ params }, { caller, http }) =>
      overrideSwitch.get(params.connectionId, await callerOf(caller, http)),
  );

  const changes = [
    ['arm', operations.armOverride],
    ['confirm', operations.confirmOverride],
    ['disarm', operations.disarmOverride],
  ] as const;
  for (const [queryType, operation] of changes) {
    routes.mount(
      operation,
      withAudit<typeof operation>(
        {
          eventId: 'override-mutate',
          severityLevel: 'critical',
          meta: ({ params }) => ({ queryType, ...params }),
        },
        async ({ params }, { caller, http }) =>
          overrideSwitch[queryType](
            params.connectionId,
            await callerOf(caller, http),
          ),
      ),
    );
  }
}
