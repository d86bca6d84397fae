import {
  type SsoAccount,
  ssoAccountOperations as operations,
} from '@latchkey/plugin-sso-common';
import type { AccountAccess } from '../accounts/AccountAccess';
import type { AccountCreator } from '../accounts/AccountCreator';
import type { AccountEditor } from '../accounts/AccountEditor';
import type { AccountReader } from '../accounts/AccountReader';
import type { PersonProof } from '../accounts/PersonProof';
import type { CallerSession } from '../sessions/CallerSession';
import type { OperationContext, OperationRouter } from './operationRouter';
import type { WithAudit } from './withAudit';

const ofAccount =
  (queryType: string) =>
  ({ params }: { params: object }) => ({ queryType, ...params });

/** Operations of administrators on accounts. */
export function mountAccountRoutes(options: {
  routes: OperationRouter;
  accounts: AccountReader;
  accountCreator: AccountCreator;
  accountEditor: AccountEditor;
  accountAccess: AccountAccess;
  callers: CallerSession;
  personProof: PersonProof;
  withAudit: WithAudit;
}): void {
  const { routes, accounts, callers, personProof, withAudit } = options;
  const { accountCreator: creator, accountEditor: editor } = options;
  const { accountAccess: access } = options;

  /** The account as it is now, with the caller's own session marked. */
  const view = async (
    accountId: string,
    { caller, http }: OperationContext,
  ): Promise<SsoAccount> => {
    const own = await callers.find(http, caller.ref);
    return accounts.get(accountId, own?.session.id);
  };

  routes.mount(operations.listAccounts, ({ query }) => accounts.list(query));

  routes.mount(operations.getAccount, ({ params }, context) =>
    view(params.accountId, context),
  );

  routes.mount(
    operations.createAccount,
    withAudit(
      {
        eventId: 'account-mutate',
        severityLevel: 'medium',
        meta: ({ body }) => ({ queryType: 'create', username: body.username }),
      },
      async ({ body }, context) => {
        const { accountId, passwordLink } = await creator.createAccount(
          body,
          context.caller.ref,
        );
        return { account: await view(accountId, context), passwordLink };
      },
    ),
  );

  routes.mount(
    operations.updateAccount,
    withAudit(
      {
        eventId: 'account-mutate',
        severityLevel: 'medium',
        meta: ofAccount('update'),
      },
      async ({ params: { accountId }, body }, context) => {
        await editor.updateProfile(accountId, body, context.caller.ref);
        return view(accountId, context);
      },
    ),
  );

  routes.mount(
    operations.setAccountActive,
    withAudit(
      {
        eventId: 'account-mutate',
        severityLevel: 'high',
        meta: ({ params, body }) => ({
          queryType: body.active ? 'enable' : 'disable',
          ...params,
        }),
      },
      async ({ params: { accountId }, body }, context) => {
        await editor.setActive(accountId, body.active, context.caller.ref);
        return view(accountId, context);
      },
    ),
  );

  routes.mount(
    operations.unlockAccount,
    withAudit(
      {
        eventId: 'account-mutate',
        severityLevel: 'medium',
        meta: ofAccount('unlock'),
      },
      async ({ params: { accountId } }, context) => {
        await access.unlock(accountId, context.caller.ref);
        return view(accountId, context);
      },
    ),
  );

  routes.mount(
    operations.resetAccountPassword,
    withAudit(
      {
        eventId: 'account-mutate',
        severityLevel: 'high',
        meta: ofAccount('reset-password'),
      },
      ({ params: { accountId } }, { caller }) =>
        access.resetPassword(accountId, caller.ref),
    ),
  );

  routes.mount(
    operations.removeAccountSecondFactor,
    withAudit(
      {
        eventId: 'account-mutate',
        severityLevel: 'high',
        meta: ofAccount('remove-second-factor'),
      },
      async ({ params: { accountId } }, context) => {
        const { caller, http } = context;
        const own = await callers.find(http, caller.ref);
        await access.removeSecondFactor(accountId, caller.ref, {
          isRecovered: personProof.isRecovered(own?.session),
        });
        return view(accountId, context);
      },
    ),
  );

  routes.mount(
    operations.endAccountSessions,
    withAudit(
      {
        eventId: 'account-mutate',
        severityLevel: 'medium',
        meta: ofAccount('end-sessions'),
      },
      async ({ params: { accountId } }, context) => {
        await access.endSessions(accountId, context.caller.ref);
        return view(accountId, context);
      },
    ),
  );

  routes.mount(
    operations.endAccountSession,
    withAudit(
      {
        eventId: 'account-mutate',
        severityLevel: 'medium',
        meta: ofAccount('end-session'),
      },
      async ({ params: { accountId, sessionId } }, context) => {
        await access.endSession(accountId, sessionId, context.caller.ref);
        return view(accountId, context);
      },
    ),
  );

  routes.mount(
    operations.setAccountSource,
    withAudit(
      {
        eventId: 'account-mutate',
        severityLevel: 'high',
        meta: ofAccount('set-source-local'),
      },
      async ({ params: { accountId } }, context) => {
        await editor.setSourceLocal(accountId, context.caller.ref);
        return view(accountId, context);
      },
    ),
  );

  routes.mount(
    operations.removeAccountLink,
    withAudit(
      {
        eventId: 'account-mutate',
        severityLevel: 'high',
        meta: ofAccount('remove-link'),
      },
      async ({ params: { accountId, linkId } }, context) => {
        await editor.removeLink(accountId, linkId, context.caller.ref);
        return view(accountId, context);
      },
    ),
  );
}
