import type { AuditorService } from '@backstage/backend-plugin-api';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoCallbackRequest } from '@latchkey/plugin-sso-node';
import { ErrorRequestHandler, Request, Response, Router } from 'express';
import type { SsoSettings } from '../config/SsoSettings';
import { appPage } from '../signIn/appPage';
import type { SignInService } from '../signIn/SignInService';
import { SignInTrace } from '../signIn/SignInTrace';
import type { TraceRecorder } from '../signIn/TraceRecorder';
import { answerBrowser } from './answerBrowser';
import { BrowserCookie } from './BrowserCookie';
import { clientOf } from './clientOf';
import { readQuery } from './parameters';
import {
  readConnectionId,
  readProviderForm,
  readProviderRequest,
  receivedUrlOf,
  receiveProviderRequest,
} from './providerRequest';
import { sendBrowserStep } from './sendBrowserStep';

/** SHA-256 in base64url. */
const BINDING = /^[A-Za-z0-9_-]{43}$/;

interface Options {
  readonly router: Router;
  readonly signIn: SignInService;
  readonly recorder: TraceRecorder;
  readonly settings: SsoSettings;
  readonly auditor: AuditorService;
}

/** The pages of a sign-in that browsers are sent through. */
export function mountSignInRoutes(options: Options): void {
  const { router, signIn, recorder, settings } = options;
  const cookie = BrowserCookie.create(settings.ssoUrl);

  router.use('/sign-in/:connectionId', receiveProviderRequest);

  router.get('/sign-in/:connectionId/start', async (req, res) => {
    const trace = new SignInTrace();
    await answerBrowser(options, req, res, trace, 'sign-in-start', async () => {
      const connectionId = readConnectionId(req);
      const query = readQuery(receivedUrlOf(req));
      const { binding, returnTo, errand } = query;
      if (binding === undefined) {
        // Opened directly: the `auth` plugin has to bind the browser first.
        if ('unsolicited' in query) {
          await signIn.assertNoLoop(connectionId, cookie.read(req), trace);
        }
        const target = new URL(`${settings.authUrl}/sso/start`);
        target.searchParams.set('connection', connectionId);
        if (returnTo) target.searchParams.set('returnTo', returnTo);
        if (errand !== undefined) target.searchParams.set('errand', errand);
        res.redirect(302, target.toString());
        return;
      }
      if (!BINDING.test(binding)) {
        throw new SsoError('callback-malformed', {
          detail: 'The binding is not a SHA-256 in base64url.',
        });
      }
      const browser = cookie.readOrCreate(req, res);
      sendBrowserStep(
        res,
        await signIn.start(
          connectionId,
          { browser, binding, returnTo, errand },
          trace,
        ),
      );
    });
  });

  const finish = async (
    req: Request,
    res: Response,
    method: SsoCallbackRequest['method'],
    trace: SignInTrace,
  ): Promise<Record<string, string>> => {
    const connectionId = readConnectionId(req);
    const finished = await signIn.finish(
      connectionId,
      readProviderRequest(req, method),
      { browser: cookie.read(req), client: clientOf(req) },
      trace,
    );
    if (finished.kind === 'restart') {
      // Not to `auth` at once: only our own pages get our cookie, which tells
      // a browser that is sent around in circles, and a form post does not
      // bring it along.
      res.redirect(
        303,
        `${settings.ssoUrl}/sign-in/${connectionId}/start?unsolicited`,
      );
      return { unsolicited: 'true' };
    }
    if (finished.kind === 'errand') {
      res.redirect(303, finished.location);
      return { errand: finished.errand };
    }
    const { account, created, entry } = finished;
    const meta = {
      userEntityRef: account.entityRef,
      accountCreated: String(created),
    };
    if (entry.kind === 'challenge') {
      await recorder.recordSuccess(trace);
      res.redirect(
        303,
        appPage(
          settings.appUrl,
          finished.returnTo,
          `sso-challenge=${entry.challenge}`,
        ),
      );
      return { ...meta, secondFactor: 'asked for' };
    }
    await recorder.recordSuccess(trace, account.entityRef);
    const target = new URL(`${settings.authUrl}/sso/handler/frame`);
    target.searchParams.set('ticket', entry.ticket);
    res.redirect(303, target.toString());
    return meta;
  };
  const callback =
    (method: SsoCallbackRequest['method']) =>
    async (req: Request, res: Response) => {
      const trace = new SignInTrace();
      trace.enter('state');
      await answerBrowser(options, req, res, trace, 'sign-in', () =>
        finish(req, res, method, trace),
      );
    };
  router.get('/sign-in/:connectionId/callback', callback('GET'));
  router.post(
    '/sign-in/:connectionId/callback',
    readProviderForm,
    callback('POST'),
  );

  // A body that could not be read: too large, cut off, wrongly encoded.
  const unreadable: ErrorRequestHandler = async (_error, req, res, _next) => {
    const trace = new SignInTrace();
    trace.enter('state');
    await answerBrowser(options, req, res, trace, 'sign-in', async () => {
      throw new SsoError('callback-malformed', {
        detail: 'The body of the answer could not be read.',
      });
    });
  };
  router.use('/sign-in/:connectionId/callback', unreadable);
}
