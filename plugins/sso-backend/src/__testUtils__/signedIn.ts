import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import { toDate } from '../database/rowValues';
import { redeem } from './administrator';
import { password } from './localAccounts';
import type { PortalClient } from './PortalClient';
import type { PortalFixture } from './portalFixture';
import { signedInAs } from './secondFactor';
import { refresh, refusalOf, signIn } from './signInFlow';
import type { TestPortal } from './startTestPortal';
import { TestBrowser } from './TestBrowser';

/** Somebody with a session, in a browser of their own. */
export interface SignedIn {
  readonly browser: TestBrowser;
  /** Calls with the token of the session. */
  readonly client: PortalClient;
}

/** Signs somebody in with a password. */
export async function signInLocally(
  portal: TestPortal,
  username = 'ada',
  typed = password,
): Promise<SignedIn> {
  const progress = await portal.anonymous.call(
    ssoPublicOperations.localSignIn,
    { body: { username, password: typed } },
  );
  if (progress.status !== 'signedIn') {
    throw new Error(`${username} is asked for a code`);
  }
  const browser = new TestBrowser();
  await redeem(portal, browser, progress.ticket);
  return { browser, client: await signedInAs(portal, browser) };
}

/** Signs the person of the fixture's provider in. */
export async function signInThrough(
  { portal, idp }: Pick<PortalFixture, 'portal' | 'idp'>,
  connectionId: string,
  claims?: Record<string, unknown>,
): Promise<SignedIn> {
  if (claims) idp.claims(claims);
  const browser = new TestBrowser();
  const page = await signIn({ portal, browser, connectionId, provider: idp });
  const { code } = refusalOf(page);
  if (code) throw new Error(`Refused with ${code}`);
  return { browser, client: await signedInAs(portal, browser) };
}

/** Whether the session of a browser still works, at any replica. */
export async function isSignedIn(
  portal: Pick<TestPortal, 'apiUrl'>,
  { browser }: Pick<SignedIn, 'browser'>,
): Promise<boolean> {
  const { status } = await refresh(portal, browser);
  return status === 200;
}

/** Id of the account with a username. */
export async function accountIdOf(
  knex: Knex,
  username: string,
): Promise<string> {
  const row = await knex('sso_accounts').where({ username }).first('id');
  if (!row) throw new Error(`There is no account ${username}`);
  return String(row.id);
}

/** Lets time pass for all sessions, in milliseconds. */
export async function ageSessions(knex: Knex, time: number): Promise<void> {
  for (const { id, created_at: createdAt } of await knex('sso_sessions')) {
    await knex('sso_sessions')
      .where({ id })
      .update({ created_at: new Date(toDate(createdAt).getTime() - time) });
  }
}

/** The key in the fragment of a password link. */
export function keyOf(link: { url: string }): string {
  const [, key] = /#sso-reset=([\w-]+)$/.exec(link.url) ?? [];
  if (!key) throw new Error(`No password link: ${link.url}`);
  return key;
}
