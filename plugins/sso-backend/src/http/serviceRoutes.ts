import {
  SsoError,
  ssoServiceOperations as operations,
} from '@latchkey/plugin-sso-common';
import type { SessionService } from '../sessions/SessionService';
import type { RefusalRecorder } from '../signIn/RefusalRecorder';
import { SignInTrace } from '../signIn/SignInTrace';
import type { DirectoryPageRequest } from '../stores/DirectoryStore';
import type { SsoPersistence } from '../stores/SsoStores';
import type { OperationRouter } from './operationRouter';

/** What other backend plugins call, with service credentials. */
export function mountServiceRoutes(options: {
  routes: OperationRouter;
  sessions: SessionService;
  refusals: RefusalRecorder;
  directory: SsoPersistence['directory'];
}): void {
  const { routes, sessions, refusals, directory } = options;

  routes.mount(operations.redeemTicket, async ({ body }) => {
    let session;
    try {
      session = await sessions.redeem(body);
    } catch (failure) {
      const trace = new SignInTrace();
      trace.enter('session');
      const { error, reference } = await refusals.record(failure, trace);
      throw new SsoError(error.code, { detail: error.detail, reference });
    }
    return { ...session, expiresAt: session.expiresAt.toISOString() };
  });

  routes.mount(operations.refreshSession, ({ body }) =>
    sessions.refresh(body.sessionToken),
  );

  routes.mount(operations.endSession, async ({ body }) => {
    await sessions.end(body.sessionToken);
  });

  routes.mount(operations.readDirectoryUsers, async ({ query }) => {
    const asOf = new Date().toISOString();
    const { items, nextCursor } = await directory.readUsers(toPage(query));
    return { users: items, nextCursor, asOf };
  });

  routes.mount(operations.readDirectoryGroups, async ({ query }) => {
    const asOf = new Date().toISOString();
    const { items, nextCursor } = await directory.readGroups(toPage(query));
    return { groups: items, nextCursor, asOf };
  });
}

function toPage(query: {
  changedSince?: string;
  cursor?: string;
  limit: number;
}): DirectoryPageRequest {
  return {
    ...query,
    changedSince: query.changedSince ? new Date(query.changedSince) : undefined,
  };
}
