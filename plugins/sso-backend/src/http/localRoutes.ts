import type { AuditorService } from '@backstage/backend-plugin-api';
import { ssoPublicOperations as operations } from '@latchkey/plugin-sso-common';
import type { AccountEntry } from '../entry/AccountEntry';
import type { LocalSignInService } from '../local/LocalSignInService';
import type { PasswordResetService } from '../local/PasswordResetService';
import type { PasswordService } from '../local/PasswordService';
import { auditAnonymous } from './auditAnonymous';
import { clientOf } from './clientOf';
import type { OperationRouter } from './operationRouter';

/** Signing in with a password or a code, and setting a new password. */
export function mountLocalRoutes(options: {
  routes: OperationRouter;
  local: LocalSignInService;
  entry: AccountEntry;
  passwords: PasswordService;
  passwordResets: PasswordResetService;
  auditor: AuditorService;
}): void {
  const { routes, local, entry, passwords, passwordResets, auditor } = options;

  routes.mount(operations.localSignIn, ({ body }, { http }) =>
    auditAnonymous(
      auditor,
      { eventId: 'local-sign-in', severityLevel: 'low', request: http },
      async () => {
        const { progress, account } = await local.signIn(
          body.username,
          body.password,
          clientOf(http),
        );
        return { answer: progress, userEntityRef: account.entityRef };
      },
    ),
  );

  routes.mount(operations.answerSecondFactor, ({ body }, { http }) =>
    auditAnonymous(
      auditor,
      { eventId: 'second-factor', severityLevel: 'low', request: http },
      async () => {
        const { ticket, bound, account } = await entry.answerChallenge(
          body.challenge,
          body.code,
        );
        return { answer: { ticket, bound }, userEntityRef: account.entityRef };
      },
    ),
  );

  routes.mount(operations.requestPasswordReset, ({ body }, { http }) =>
    auditAnonymous(
      auditor,
      {
        eventId: 'password-reset-request',
        severityLevel: 'low',
        request: http,
      },
      async () => ({
        answer: await passwordResets.request(body.username, clientOf(http)),
      }),
    ),
  );

  routes.mount(operations.readPasswordReset, ({ body }, { http }) =>
    auditAnonymous(
      auditor,
      { eventId: 'password-reset-read', severityLevel: 'low', request: http },
      async () => {
        const { username } = await passwordResets.read(body.key);
        const { minLength } = passwords;
        return { answer: { username, passwordMinLength: minLength } };
      },
    ),
  );

  routes.mount(operations.completePasswordReset, ({ body }, { http }) =>
    auditAnonymous(
      auditor,
      { eventId: 'password-reset', severityLevel: 'high', request: http },
      async () => {
        const account = await passwordResets.complete(body.key, body.password);
        return { answer: undefined, userEntityRef: account.entityRef };
      },
    ),
  );
}
