import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Request, Response } from 'express';
import type { SsoSettings } from '../config/SsoSettings';
import type { SignInTrace } from '../signIn/SignInTrace';
import type { TraceRecorder } from '../signIn/TraceRecorder';

/** What {@link answerBrowser} needs of the plugin. */
export interface BrowserAnswerOptions {
  readonly recorder: TraceRecorder;
  readonly settings: SsoSettings;
  readonly auditor: AuditorService;
}

/**
 * Runs a step of a sign-in; a refusal is recorded once and leads back to the
 * sign-in page, which says why.
 *
 * @param run - answers the request; returns meta data for the audit event
 */
export async function answerBrowser(
  { recorder, settings, auditor }: BrowserAnswerOptions,
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
    const { error, reference } = await recorder.recordRefusal(failure, trace);
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
