import {
  ssoPublicOperations,
  ssoSelfOperations,
} from '@latchkey/plugin-sso-common';
import { Secret, TOTP } from 'otpauth';
import type { PortalClient } from './PortalClient';
import { refresh } from './signInFlow';
import type { TestPortal } from './startTestPortal';
import type { PageAnswer, TestBrowser } from './TestBrowser';

/** How long a code lasts, in milliseconds. */
export const STEP = 30_000;

/** What an authenticator app shows at a time. */
export function codeAt(secret: string, date: Date): string {
  return TOTP.generate({
    secret: Secret.fromBase32(secret),
    timestamp: date.getTime(),
  });
}

/**
 * The code of the next step, which is taken already: the one of this step is
 * spent by turning the second factor on.
 */
export function nextCode(secret: string): string {
  return codeAt(secret, new Date(Date.now() + STEP));
}

/** A code that is wrong in every step that counts now. */
export function wrongCode(secret: string): string {
  const right = [-2, -1, 0, 1, 2].map(steps =>
    codeAt(secret, new Date(Date.now() + steps * STEP)),
  );
  const wrong = ['000000', '111111', '222222', '333333', '444444', '555555'];
  return String(wrong.find(code => !right.includes(code)));
}

/** The Backstage token of whoever is signed in in a browser. */
export async function tokenOf(
  portal: Pick<TestPortal, 'apiUrl'>,
  browser: TestBrowser,
): Promise<string> {
  const { status, text } = await refresh(portal, browser);
  if (status !== 200) throw new Error(`Nobody is signed in: ${text}`);
  return JSON.parse(text).backstageIdentity.token;
}

/** Calls as whoever is signed in in a browser, from their session. */
export async function signedInAs(
  portal: Pick<TestPortal, 'apiUrl' | 'signedIn'>,
  browser: TestBrowser,
): Promise<PortalClient> {
  return portal.signedIn(await tokenOf(portal, browser));
}

/** An authenticator that is set up, with its recovery codes. */
export interface Enrolled {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Turns the second factor on, the way a person does. */
export async function enrolSecondFactor(
  client: PortalClient,
  proof: { currentPassword?: string } = {},
): Promise<Enrolled> {
  const { secret } = await client.call(ssoSelfOperations.beginSecondFactor, {
    body: proof,
  });
  const { recoveryCodes } = await client.call(
    ssoSelfOperations.confirmSecondFactor,
    { body: { code: codeAt(secret, new Date()) } },
  );
  return { secret, recoveryCodes };
}

/** The challenge in the fragment of the page that asks for the code. */
export function challengeOf(page: PageAnswer): string {
  const [, challenge] =
    /^#sso-challenge=([\w-]{43})$/.exec(page.location?.hash ?? '') ?? [];
  if (!challenge) throw new Error(`No challenge: ${page.location?.href}`);
  return challenge;
}

/** Sends a code. @returns the code of the refusal, or the ticket */
export async function answerChallenge(
  portal: Pick<TestPortal, 'anonymous'>,
  challenge: string,
  code: string,
): Promise<{ refused?: string; ticket?: string; bound?: boolean }> {
  const { status, body } = await portal.anonymous.send(
    ssoPublicOperations.answerSecondFactor,
    { body: { challenge, code } },
  );
  return status === 200
    ? (body as { ticket: string; bound: boolean })
    : { refused: (body as { refusal: { code: string } }).refusal.code };
}

/** Where the page sends the browser with a ticket that is bound to it. */
export function landWithTicket(
  portal: Pick<TestPortal, 'apiUrl'>,
  browser: TestBrowser,
  ticket: string,
): Promise<PageAnswer> {
  const url = new URL(`${portal.apiUrl}/auth/sso/handler/frame`);
  url.searchParams.set('ticket', ticket);
  return browser.request(url);
}
