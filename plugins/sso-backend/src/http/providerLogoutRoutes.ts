import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoCallbackRequest } from '@latchkey/plugin-sso-node';
import express, {
  ErrorRequestHandler,
  Request,
  RequestHandler,
  Response,
  Router,
} from 'express';
import type {
  ProviderLogout,
  ProviderLogoutChannel,
} from '../logout/ProviderLogout';
import { SignInTrace } from '../signIn/SignInTrace';
import type { RecordedRefusal } from '../signIn/TraceRecorder';
import type { BrowserAnswerOptions } from './answerBrowser';
import { readConnectionId, readProviderRequest } from './providerRequest';

/** A logout token has a few hundred bytes. */
const MAX_BODY = '64kb';

/**
 * There is nothing on the page, so anybody may frame it; what it was asked for
 * has happened before a browser looks at these headers.
 */
const FRAME_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors *";

interface Options extends Pick<BrowserAnswerOptions, 'recorder' | 'auditor'> {
  readonly router: Router;
  readonly providerLogout: ProviderLogout;
}

/** @returns what was refused, if it was */
async function receive(
  { providerLogout, recorder, auditor }: Options,
  channel: ProviderLogoutChannel,
  req: Request,
  read: () => SsoCallbackRequest,
): Promise<RecordedRefusal | undefined> {
  const trace = new SignInTrace('sign-out');
  const audit = await auditor.createEvent({
    eventId: 'sign-out',
    severityLevel: 'low',
    // Without the request: its query can name a session.
    meta: { connectionId: req.params.connectionId.slice(0, 40) },
  });
  try {
    const connectionId = readConnectionId(req);
    const ended = await providerLogout.receive(
      channel,
      connectionId,
      read(),
      trace,
    );
    await recorder.recordSuccess(trace);
    const accounts = ended.map(session => session.accountId);
    await audit.success({
      meta: {
        message: channel,
        endedSessions: String(accounts.length),
        accountIds: [...new Set(accounts)].join(' '),
      },
    });
    return undefined;
  } catch (failure) {
    const refusal = await recorder.recordRefusal(failure, trace);
    const { error, reference } = refusal;
    await audit.fail({
      error: new Error(error.code),
      meta: { message: channel, code: error.code, reference },
    });
    return refusal;
  }
}

/** For the server of the provider (Back-Channel Logout 1.0 §2.8). */
function answerServer(res: Response, refusal?: RecordedRefusal): void {
  res.setHeader('Cache-Control', 'no-store');
  if (!refusal) {
    res.status(200).end();
    return;
  }
  const { error, reference } = refusal;
  res.status(400).json({
    error: 'invalid_request',
    error_description: `${error.description.reason} Reference ${reference}`,
  });
}

/** For a frame that nobody sees. */
function answerFrame(res: Response, refusal?: RecordedRefusal): void {
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('Content-Security-Policy', FRAME_POLICY);
  res.removeHeader('X-Frame-Options');
  res
    .status(refusal ? 400 : 200)
    .type('html')
    .end();
}

const onlyBy =
  (method: string): RequestHandler =>
  (_req, res) => {
    res.status(405).set('Allow', method).end();
  };

/**
 * Where providers say that sessions have ended: from server to server (OpenID
 * Connect Back-Channel Logout 1.0 §2.5) or by a hidden frame (Front-Channel
 * Logout 1.0 §3). Nobody is led anywhere from here.
 *
 * @param path - of the logout URL
 */
export function mountProviderLogoutRoutes(
  path: string,
  options: Options,
): void {
  const { router } = options;
  const backChannel = `${path}/back-channel`;
  const frontChannel = `${path}/front-channel`;

  router.post(
    backChannel,
    // As text, as for all forms of providers.
    express.text({
      type: 'application/x-www-form-urlencoded',
      limit: MAX_BODY,
    }),
    async (req, res) => {
      const refusal = await receive(options, 'back-channel', req, () =>
        readProviderRequest(req, 'POST'),
      );
      answerServer(res, refusal);
    },
  );
  router.all(backChannel, onlyBy('POST'));

  // A body that could not be read: too large, cut off, wrongly encoded.
  const unreadable: ErrorRequestHandler = async (_error, req, res, _next) => {
    const refusal = await receive(options, 'back-channel', req, () => {
      throw new SsoError('callback-malformed', {
        detail: 'The body of the message could not be read.',
      });
    });
    answerServer(res, refusal);
  };
  router.use(backChannel, unreadable);

  router.get(frontChannel, async (req, res) => {
    const refusal = await receive(options, 'front-channel', req, () =>
      readProviderRequest(req, 'GET'),
    );
    answerFrame(res, refusal);
  });
  router.all(frontChannel, onlyBy('GET'));
}
