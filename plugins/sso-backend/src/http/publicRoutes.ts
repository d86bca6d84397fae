import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  isSsoError,
  ssoPublicOperations as operations,
} from '@latchkey/plugin-sso-common';
import type { LocalSignInService } from '../local/LocalSignInService';
import { PASSWORD_MIN_LENGTH, SetupService } from '../local/SetupService';
import type { SignInOptionsService } from '../signIn/SignInOptionsService';
import type { OperationRouter } from './operationRouter';
import type { WithAudit } from './withAudit';

/** What the sign-in page calls, before anyone is signed in. */
export function mountPublicRoutes(options: {
  routes: OperationRouter;
  signInOptions: SignInOptionsService;
  local: LocalSignInService;
  setup: SetupService;
  auditor: AuditorService;
  withAudit: WithAudit;
}): void {
  const { routes, signInOptions, local, setup, auditor, withAudit } = options;

  routes.mount(operations.getSignInOptions, () => signInOptions.get());

  routes.mount(operations.localSignIn, async ({ body }, { http }) => {
    const audit = await auditor.createEvent({
      eventId: 'local-sign-in',
      severityLevel: 'low',
      request: http,
    });
    try {
      const { ticket, account } = await local.signIn(
        body.username,
        body.password,
      );
      await audit.success({ meta: { userEntityRef: account.entityRef } });
      return { ticket };
    } catch (error) {
      // What was typed stays out: people type passwords as usernames.
      await audit.fail({
        error: new Error(isSsoError(error) ? error.code : 'internal'),
      });
      throw error;
    }
  });

  routes.mount(operations.readSetup, async ({ body }) => ({
    ...(await setup.read(body.key)),
    passwordMinLength: PASSWORD_MIN_LENGTH,
  }));

  routes.mount(
    operations.completeSetup,
    withAudit(
      {
        eventId: 'setup',
        severityLevel: 'critical',
        meta: () => ({ queryType: 'first-administrator' }),
      },
      async ({ body }) => {
        const { ticket } = await setup.complete(body);
        return { ticket };
      },
    ),
  );
}
