import {
  SsoError,
  ssoServiceOperations as operations,
} from '@latchkey/plugin-sso-common';
import type { LogoutService } from '../logout/LogoutService';
import type { SessionService } from '../sessions/SessionService';
import { SignInTrace } from '../signIn/SignInTrace';
import type { TraceRecorder } from '../signIn/TraceRecorder';
import type { DirectoryPageRequest } from '../stores/DirectoryStore';
import type { SsoPersistence } from '../stores/SsoStores';
import type { OperationRouter } from './operationRouter';

/** What other backend plugins call, with service credentials. */
export function mountServiceRoutes(options: {
  routes: OperationRouter;
  sessions: SessionService;
  logouts: LogoutService;
  recorder: TraceRecorder;
  directory: SsoPersistence['directory'];
}): void {
  const { routes, sessions, logouts, recorder, directory } = options;

  routes.mount(operations.redeemTicket, async ({ body }) => {
    let session;
    try {
      session = await sessions.redeem(body);
    } catch (failure) {
      const trace = new SignInTrace();
      trace.enter('session');
      const { error, reference } = await recorder.recordRefusal(failure, trace);
      throw new SsoError(error.code, { detail: error.detail, reference });
    }
    return { ...session, expiresAt: session.expiresAt.toISOString() };
  });

  routes.mount(operations.refreshSession, ({ body }) =>
    sessions.refresh(body.sessionToken),
  );

  routes.mount(operations.endSession, async ({ body }) => ({
    providerLogoutUrl: await logouts.endSession(body),
  }));

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
