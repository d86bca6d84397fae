import { ssoPublicOperations as operations } from '@latchkey/plugin-sso-common';
import type { SetupService } from '../local/SetupService';
import type { SignInOptionsService } from '../signIn/SignInOptionsService';
import { clientOf } from './clientOf';
import { mountLocalRoutes } from './localRoutes';
import type { OperationRouter } from './operationRouter';
import { mountRecoveryRoute } from './recoveryRoute';
import type { WithAudit } from './withAudit';

/** What the sign-in page calls, before anyone is signed in. */
export function mountPublicRoutes(
  options: {
    routes: OperationRouter;
    signInOptions: SignInOptionsService;
    setup: SetupService;
    withAudit: WithAudit;
  } & Parameters<typeof mountLocalRoutes>[0] &
    Parameters<typeof mountRecoveryRoute>[0],
): void {
  const { routes, signInOptions, setup, passwords, withAudit } = options;

  routes.mount(operations.getSignInOptions, ({ query }, { http }) =>
    signInOptions.get(query, clientOf(http)),
  );

  mountLocalRoutes(options);
  mountRecoveryRoute(options);

  routes.mount(operations.readSetup, async ({ body }) => ({
    ...(await setup.read(body.key)),
    passwordMinLength: passwords.minLength,
  }));

  routes.mount(
    operations.completeSetup,
    withAudit(
      {
        eventId: 'setup',
        severityLevel: 'critical',
        meta: () => ({ queryType: 'first-administrator' }),
      },
      async ({ body }, { http }) => {
        const { ticket } = await setup.complete(body, clientOf(http));
        return { ticket };
      },
    ),
  );
}
