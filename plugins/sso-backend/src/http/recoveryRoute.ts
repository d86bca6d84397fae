import type { AuditorService } from '@backstage/backend-plugin-api';
import { ssoPublicOperations as operations } from '@latchkey/plugin-sso-common';
import type { RecoveryLinks } from '../recovery/RecoveryLinks';
import { auditAnonymous } from './auditAnonymous';
import { clientOf } from './clientOf';
import type { OperationRouter } from './operationRouter';

/** The links that the operator prints when nothing else is left. */
export function mountRecoveryRoute(options: {
  routes: OperationRouter;
  recoveryLinks: RecoveryLinks;
  auditor: AuditorService;
}): void {
  const { routes, recoveryLinks, auditor } = options;

  routes.mount(operations.recover, ({ body }, { http }) =>
    auditAnonymous(
      auditor,
      { eventId: 'recovery', severityLevel: 'critical', request: http },
      async () => {
        const { entityRef, ...answer } = await recoveryLinks.redeem(
          body.token,
          clientOf(http),
        );
        return { answer, userEntityRef: entityRef };
      },
    ),
  );
}
