import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoCallbackRequest } from '@latchkey/plugin-sso-node';
import { ErrorRequestHandler, Request, Response, Router } from 'express';
import type { LogoutService } from '../logout/LogoutService';
import { SignInTrace } from '../signIn/SignInTrace';
import { answerBrowser, type BrowserAnswerOptions } from './answerBrowser';
import { readQuery } from './parameters';
import { mountProviderLogoutRoutes } from './providerLogoutRoutes';
import {
  readConnectionId,
  readProviderForm,
  readProviderRequest,
  receivedUrlOf,
  receiveProviderRequest,
} from './providerRequest';
import { sendBrowserStep } from './sendBrowserStep';

const TITLE = 'Signing out';

/** The pages of a sign-out that browsers are sent through. */
export function mountLogoutRoutes(
  options: BrowserAnswerOptions & {
    readonly router: Router;
    readonly logouts: LogoutService;
  },
): void {
  const { router, logouts, recorder, settings } = options;
  const path = '/sign-in/:connectionId/logout';

  router.use(path, receiveProviderRequest);
  // Before the others, whose refusals lead the browser to the portal.
  mountProviderLogoutRoutes(path, {
    ...options,
    providerLogout: logouts.byProvider,
  });

  router.get(`${path}/start`, async (req, res) => {
    const trace = new SignInTrace('sign-out');
    await answerBrowser(
      options,
      req,
      res,
      trace,
      'sign-out-start',
      async () => {
        const connectionId = readConnectionId(req);
        const { ticket } = readQuery(receivedUrlOf(req));
        const form = await logouts.start(connectionId, ticket, trace);
        sendBrowserStep(res, form, TITLE);
      },
    );
  });

  const receive =
    (method: SsoCallbackRequest['method']) =>
    async (req: Request, res: Response) => {
      const trace = new SignInTrace('sign-out');
      const run = async (): Promise<Record<string, string>> => {
        const received = await logouts.receive(
          readConnectionId(req),
          readProviderRequest(req, method),
          trace,
        );
        if (received.kind === 'response') {
          await recorder.recordSuccess(trace);
          res.redirect(303, `${settings.appUrl}/`);
          return { message: 'response' };
        }
        await recorder.recordSuccess(trace);
        if (received.answer) {
          sendBrowserStep(res, received.answer, TITLE);
        } else {
          res.redirect(303, `${settings.appUrl}/`);
        }
        const accounts = received.ended.map(session => session.accountId);
        return {
          message: 'request',
          endedSessions: String(accounts.length),
          accountIds: [...new Set(accounts)].join(' '),
        };
      };
      await answerBrowser(options, req, res, trace, 'sign-out', run);
    };
  router.get(path, receive('GET'));
  router.post(path, readProviderForm, receive('POST'));

  // A body that could not be read: too large, cut off, wrongly encoded.
  const unreadable: ErrorRequestHandler = async (_error, req, res, _next) => {
    const trace = new SignInTrace('sign-out');
    await answerBrowser(options, req, res, trace, 'sign-out', async () => {
      throw new SsoError('callback-malformed', {
        detail: 'The body of the message could not be read.',
      });
    });
  };
  router.use(path, unreadable);
}
