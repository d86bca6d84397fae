import { SsoError } from '@latchkey/plugin-sso-common';
import type {
  SsoLogoutMessage,
  SsoLogoutMessageContext,
} from '@latchkey/plugin-sso-node';
import { principalOf } from '../attributes/principalOf';
import { entityIdOf } from '../entityIdOf';
import { keysOf } from '../keys/keysOf';
import { sendMessage } from '../requests/sendMessage';
import { signerOf } from '../requests/signerOf';
import type { SamlSettings } from '../settings';
import {
  VerifiedLogoutRequest,
  verifyLogoutRequest,
  verifyLogoutResponse,
} from '../verify';
import { logoutResponseXml } from './logoutMessages';
import { openLogoutMessage } from './openLogoutMessage';
import { logoutRefusal } from './logoutRefusal';

type Context = SsoLogoutMessageContext<SamlSettings>;

/** Twelve times what the standard allows (SAML bindings 3.4.3, 3.5.3). */
const MAX_RELAY_STATE_BYTES = 1024;

function verificationOf({ settings, logoutUrl }: Context, now: Date) {
  return { settings, signed: true, logoutUrl, now } as const;
}

async function answerOf(
  context: Context,
  { id }: VerifiedLogoutRequest,
  relayState: string | undefined,
  now: Date,
) {
  const { settings } = context;
  const endpoint = settings.logoutResponseUrl || settings.logoutUrl;
  if (!endpoint) {
    return undefined;
  }
  const isBounded =
    Buffer.byteLength(relayState ?? '') <= MAX_RELAY_STATE_BYTES;
  return sendMessage(
    {
      parameter: 'SAMLResponse',
      xml: logoutResponseXml(
        { issuer: entityIdOf(context), destination: endpoint, now },
        id,
      ).xml,
      endpoint,
      relayState: isBounded ? relayState : undefined,
      signer: signerOf(settings, now),
    },
    settings.logoutBinding,
  );
}

async function readRequest(
  context: Context,
  root: Element,
  relayState: string | undefined,
): Promise<SsoLogoutMessage> {
  const now = new Date();
  const verified = verifyLogoutRequest(root, {
    ...verificationOf(context, now),
    decryptionKeys: keysOf(context.settings, now).decryption,
  });
  const { id, issuer, nameId, sessionIndexes, expiresAt, checks } = verified;
  return {
    kind: 'request',
    sessions: {
      issuer,
      principal: principalOf(nameId, {
        issuer,
        audience: entityIdOf(context),
      }),
      sessionIds: sessionIndexes.length > 0 ? sessionIndexes : undefined,
    },
    singleUse: { id: JSON.stringify([issuer, id]), until: expiresAt },
    answer: await answerOf(context, verified, relayState, now),
    evidence: checks,
  };
}

function readResponse(context: Context, root: Element): SsoLogoutMessage {
  const requestId = context.pending?.memory.requestId;
  if (typeof requestId !== 'string') {
    throw new SsoError('saml-logout-invalid', {
      detail: 'The LogoutResponse answers to no sign-out of this portal',
    });
  }
  const { complete, checks } = verifyLogoutResponse(root, {
    ...verificationOf(context, new Date()),
    requestId,
  });
  return { kind: 'response', complete, evidence: checks };
}

/**
 * Verifies what came to the logout URL, by HTTP-Redirect or HTTP-POST.
 *
 * A request counts only with a valid signature. A response without any is not
 * even read, for everybody could have written it: when it comes with the state
 * of a sign-out of ours, that one has come to its end, but nothing is known of
 * what the provider did.
 *
 * @throws SsoError `callback-malformed`, `saml-logout-invalid`
 */
export async function readLogoutMessage(
  context: Context,
): Promise<SsoLogoutMessage> {
  try {
    const message = openLogoutMessage(context);
    if (message.kind === 'unsigned-response') {
      if (!context.pending) {
        throw new SsoError('saml-logout-invalid', {
          detail: 'The LogoutResponse is not signed',
        });
      }
      return {
        kind: 'response',
        complete: false,
        evidence: [
          {
            label: 'LogoutResponse: signed',
            value: { expected: true, received: false, passed: false },
          },
        ],
      };
    }
    return message.kind === 'request'
      ? await readRequest(context, message.root, message.relayState)
      : readResponse(context, message.root);
  } catch (error) {
    throw logoutRefusal(error);
  }
}
