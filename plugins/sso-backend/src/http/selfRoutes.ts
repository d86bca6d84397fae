import {
  type SsoMyAccount,
  ssoSelfOperations as operations,
} from '@latchkey/plugin-sso-common';
import type { MyAccountReader } from '../accounts/MyAccountReader';
import type { MyAccountService } from '../accounts/MyAccountService';
import type { MyLinks } from '../accounts/MyLinks';
import type {
  OwnAccounts,
  Person,
  PersonInSession,
} from '../accounts/OwnAccounts';
import type { PersonProof } from '../accounts/PersonProof';
import type { SecondFactorService } from '../secondFactor/SecondFactorService';
import type { OperationContext, OperationRouter } from './operationRouter';
import type { WithAudit } from './withAudit';

const EVENT = {
  eventId: 'my-account-mutate',
  severityLevel: 'medium',
} as const;
const meta = (queryType: string) => () => ({ queryType });

/**
 * Operations of signed-in people on their own account. No path and no body
 * names an account: it is that of the caller, always.
 */
export function mountSelfRoutes(options: {
  routes: OperationRouter;
  ownAccounts: OwnAccounts;
  myAccounts: MyAccountReader;
  myAccountService: MyAccountService;
  myLinks: MyLinks;
  personProof: PersonProof;
  secondFactors: SecondFactorService;
  withAudit: WithAudit;
}): void {
  const { routes, ownAccounts, withAudit, myLinks: links } = options;
  const { myAccountService: service, secondFactors, personProof } = options;
  const view = (person: Person): Promise<SsoMyAccount> =>
    options.myAccounts.get(person);
  const inSession = ({ http, caller }: OperationContext) =>
    ownAccounts.inSession(http, caller.ref);
  /** Does something and answers with the account as it is then. */
  const andView = async (
    context: OperationContext,
    change: (person: PersonInSession) => Promise<unknown>,
  ): Promise<SsoMyAccount> => {
    const person = await inSession(context);
    await change(person);
    return view(person);
  };

  routes.mount(operations.getMyAccount, async (_, { http, caller }) =>
    view(await ownAccounts.find(http, caller.ref)),
  );

  routes.mount(
    operations.updateMyProfile,
    withAudit({ ...EVENT, meta: meta('update-profile') }, ({ body }, context) =>
      andView(context, person => service.updateProfile(person, body)),
    ),
  );

  routes.mount(
    operations.changeMyPassword,
    withAudit(
      { ...EVENT, meta: meta('change-password') },
      ({ body }, context) =>
        andView(context, person => service.changePassword(person, body)),
    ),
  );

  routes.mount(
    operations.beginSecondFactor,
    withAudit(
      { ...EVENT, meta: meta('begin-second-factor') },
      async ({ body }, context) => {
        const person = await inSession(context);
        await personProof.assert(person, body.currentPassword);
        return secondFactors.begin(person.account);
      },
    ),
  );

  routes.mount(
    operations.confirmSecondFactor,
    withAudit(
      { ...EVENT, meta: meta('confirm-second-factor') },
      async ({ body }, context) => {
        const { account, session } = await inSession(context);
        const recoveryCodes = await secondFactors.confirm(account, body.code, {
          sessionId: session.id,
        });
        return { recoveryCodes };
      },
    ),
  );

  routes.mount(
    operations.renewRecoveryCodes,
    withAudit(
      { ...EVENT, meta: meta('renew-recovery-codes') },
      async ({ body }, context) => {
        const { account } = await inSession(context);
        return {
          recoveryCodes: await secondFactors.renewRecoveryCodes(
            account,
            body.code,
          ),
        };
      },
    ),
  );

  routes.mount(
    operations.removeSecondFactor,
    withAudit(
      { ...EVENT, meta: meta('remove-second-factor') },
      ({ body }, context) =>
        andView(context, ({ account }) =>
          secondFactors.remove(account, body.code),
        ),
    ),
  );

  routes.mount(
    operations.endMySession,
    withAudit(
      {
        ...EVENT,
        meta: ({ params }) => ({ queryType: 'end-session', ...params }),
      },
      ({ params }, context) =>
        andView(context, person =>
          service.endSession(person, params.sessionId),
        ),
    ),
  );

  routes.mount(
    operations.endMySessions,
    withAudit(
      { ...EVENT, meta: meta('end-sessions') },
      async ({ body }, context) => ({
        ended: await service.endSessions(await inSession(context), body),
      }),
    ),
  );

  routes.mount(
    operations.beginMyLink,
    withAudit(
      {
        ...EVENT,
        meta: ({ body }) => ({
          queryType: 'begin-link',
          connectionId: body.connectionId,
        }),
      },
      async ({ body }, context) => links.begin(await inSession(context), body),
    ),
  );

  routes.mount(
    operations.completeMyLink,
    withAudit({ ...EVENT, meta: meta('add-link') }, ({ body }, context) =>
      andView(context, person => links.complete(person, body.proof)),
    ),
  );

  routes.mount(
    operations.removeMyLink,
    withAudit(
      {
        ...EVENT,
        meta: ({ params }) => ({ queryType: 'remove-link', ...params }),
      },
      ({ params }, context) =>
        andView(context, person => links.remove(person, params.linkId)),
    ),
  );
}
