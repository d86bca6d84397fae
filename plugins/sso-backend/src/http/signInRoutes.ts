import { randomBytes } from 'node:crypto';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { ssoConnectionIdSchema, SsoError } from '@latchkey/plugin-sso-common';
import { concealQuery, SsoCallbackRequest } from '@latchkey/plugin-sso-node';
import express, {
  ErrorRequestHandler,
  Request,
  Response,
  Router,
} from 'express';
import type { SsoSettings } from '../config/SsoSettings';
import type { RefusalRecorder } from '../signIn/RefusalRecorder';
import type { SignInService } from '../signIn/SignInService';
import { SignInTrace } from '../signIn/SignInTrace';
import { BrowserCookie } from './BrowserCookie';
import { readFields, readQuery } from './parameters';
import { renderFormPost } from './renderFormPost';

/** Providers answer with a few kilobytes; signed XML with up to this. */
const MAX_CALLBACK_BODY = '512kb';
/** SHA-256 in base64url. */
const BINDING = /^[A-Za-z0-9_-]{43}$/;

interface Options {
  readonly router: Router;
  readonly signIn: SignInService;
  readonly refusals: RefusalRecorder;
  readonly settings: SsoSettings;
  readonly auditor: AuditorService;
}

/** URLs as received; what the log may say of a request is less. */
const receivedUrls = new WeakMap<Request, string>();

/** The pages of a sign-in that browsers are sent through. */
export function mountSignInRoutes(options: Options): void {
  const { router, signIn, settings } = options;
  const cookie = BrowserCookie.create(settings.ssoUrl);

  router.use('/sign-in/:connectionId', (req, res, next) => {
    receivedUrls.set(req, concealQuery(req));
    if (req.method === 'HEAD') {
      // Express would answer it like a GET, and a state would be spent.
      res.status(405).set('Allow', 'GET, POST').end();
      return;
    }
    next();
  });

  router.get('/sign-in/:connectionId/start', async (req, res) => {
    const originalUrl = receivedUrls.get(req) ?? req.originalUrl;
    const trace = new SignInTrace();
    await answer(options, req, res, trace, 'sign-in-start', async () => {
      const connectionId = readConnectionId(req);
      const query = readQuery(originalUrl);
      const { binding, returnTo } = query;
      if (binding === undefined) {
        // Opened directly: the `auth` plugin has to bind the browser first.
        const target = new URL(`${settings.authUrl}/sso/start`);
        target.searchParams.set('connection', connectionId);
        if (returnTo) target.searchParams.set('returnTo', returnTo);
        res.redirect(302, target.toString());
        return;
      }
      if (!BINDING.test(binding)) {
        throw new SsoError('callback-malformed', {
          detail: 'The binding is not a SHA-256 in base64url.',
        });
      }
      const browser = cookie.readOrCreate(req, res);
      const result = await signIn.start(
        connectionId,
        { browser, binding, returnTo },
        trace,
      );
      if (result.kind === 'redirect') {
        res.redirect(302, result.location);
      } else {
        const nonce = randomBytes(16).toString('base64');
        res.setHeader(
          'Content-Security-Policy',
          `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
        );
        res.type('html').send(renderFormPost({ ...result, nonce }));
      }
    });
  });

  const callback =
    (method: SsoCallbackRequest['method']) =>
    async (req: Request, res: Response) => {
      const originalUrl = receivedUrls.get(req) ?? req.originalUrl;
      const trace = new SignInTrace();
      trace.enter('state');
      await answer(options, req, res, trace, 'sign-in', async () => {
        const connectionId = readConnectionId(req);
        const finished = await signIn.finish(
          connectionId,
          {
            method,
            originalUrl,
            query: readQuery(originalUrl),
            body: method === 'POST' ? readFields(req.body) : {},
          },
          cookie.read(req),
          trace,
        );
        const target = new URL(`${settings.authUrl}/sso/handler/frame`);
        target.searchParams.set('ticket', finished.ticket);
        res.redirect(303, target.toString());
        return {
          userEntityRef: finished.account.entityRef,
          accountCreated: String(finished.created),
        };
      });
    };
  router.get('/sign-in/:connectionId/callback', callback('GET'));
  router.post(
    '/sign-in/:connectionId/callback',
    // As text: qs and querystring would each read duplicates their own way.
    express.text({
      type: 'application/x-www-form-urlencoded',
      limit: MAX_CALLBACK_BODY,
    }),
    callback('POST'),
  );

  // A body that could not be read: too large, cut off, wrongly encoded.
  const unreadable: ErrorRequestHandler = async (_error, req, res, _next) => {
    const trace = new SignInTrace();
    trace.enter('state');
    await answer(options, req, res, trace, 'sign-in', async () => {
      throw new SsoError('callback-malformed', {
        detail: 'The body of the answer could not be read.',
      });
    });
  };
  router.use('/sign-in/:connectionId/callback', unreadable);
}

function readConnectionId(req: Request): string {
  const parsed = ssoConnectionIdSchema.safeParse(req.params.connectionId);
  if (!parsed.success) {
    throw new SsoError('connection-not-found');
  }
  return parsed.data;
}

/**
 * Runs a step of a sign-in; a refusal is recorded once and leads back to the
 * sign-in page, which says why.
 */
async function answer(
  { refusals, settings, auditor }: Options,
  req: Request,
  res: Response,
  trace: SignInTrace,
  eventId: string,
  run: () => Promise<Record<string, string> | void>,
): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Referrer-Policy', 'no-referrer');
  const { connectionId } = req.params;
  const audit = await auditor.createEvent({
    eventId,
    severityLevel: 'low',
    // Without the request: its query holds codes and tickets.
    meta: { connectionId: connectionId.slice(0, 40) },
  });
  try {
    const meta = await run();
    await audit.success({ meta: meta ?? {} });
  } catch (failure) {
    const { error, reference } = await refusals.record(failure, trace);
    await audit.fail({
      error: new Error(error.code),
      meta: { code: error.code, reference },
    });
    const target = new URL(`${settings.appUrl}${trace.returnTo ?? '/'}`);
    target.searchParams.set('sso_error', error.code);
    target.searchParams.set('sso_reference', reference);
    res.redirect(303, target.toString());
  }
}
