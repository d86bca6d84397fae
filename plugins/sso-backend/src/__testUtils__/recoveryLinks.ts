import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { RecoveryTokens } from '../recovery/RecoveryTokens';
import { deriveKey } from '../secrets/deriveKey';
import { PortalError } from './PortalClient';
import { ADMINISTRATOR, APP_URL, type TestPortal } from './startTestPortal';

/** The key of the portals of tests. */
export const keyRing = [
  { id: 'test', secret: 'a key for tests, 32 characters..' },
] as const;

/** The token in a link that the operator prints. */
export async function printedToken(
  entityRef = ADMINISTRATOR,
  options: Partial<Parameters<typeof RecoveryTokens.create>[0]> = {},
): Promise<string> {
  const tokens = RecoveryTokens.create({
    keyRing,
    appUrl: APP_URL,
    ...options,
  });
  const { link } = await tokens.makeLink(entityRef);
  return link.slice(`${APP_URL}/#sso-recovery=`.length);
}

/** The same token with other claims, signed anew with the key of the portal. */
export async function resign(
  token: string,
  changes: {
    header?: Record<string, unknown>;
    claims?: Record<string, unknown>;
    secret?: string;
  },
): Promise<string> {
  return new SignJWT({ ...decodeJwt(token), ...changes.claims })
    .setProtectedHeader({
      ...decodeProtectedHeader(token),
      alg: 'HS256',
      ...changes.header,
    })
    .sign(deriveKey(changes.secret ?? keyRing[0].secret, 'recovery-link'));
}

/** What the portal says to a token: a status, or the code of the refusal. */
export async function recover(
  portal: Pick<TestPortal, 'anonymous'>,
  token: string,
): Promise<string> {
  try {
    const { status } = await portal.anonymous.call(
      ssoPublicOperations.recover,
      { body: { token } },
    );
    return status;
  } catch (error) {
    if (!(error instanceof PortalError)) throw error;
    return error.body.refusal?.code ?? String(error.status);
  }
}
