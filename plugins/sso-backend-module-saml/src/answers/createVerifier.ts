import type { SsoProtocolContext } from '@latchkey/plugin-sso-node';
import { readCertificates } from '../certificates/readCertificates';
import { entityIdOf } from '../entityIdOf';
import { toSsoError } from '../toSsoError';
import { withMessage } from './withMessage';
import { keysOf } from '../keys/keysOf';
import type { SamlSettings } from '../settings';
import { VerifiedAnswer, verifyAnswer } from '../verify';
import { decodeSamlMessage } from '../xml';

/** The AuthnRequest of a sign-in. */
export interface SentRequest {
  readonly id: string;
  readonly sentAt: Date;
}

/**
 * The verification of answers for one sign-in. In debug mode its evidence
 * holds the message as well.
 *
 * @param request - that is answered; none when the answer is unsolicited
 */
export function createVerifier(
  context: SsoProtocolContext<SamlSettings>,
  request?: SentRequest,
): (message: string) => VerifiedAnswer {
  const { settings, callbackUrl, debug } = context;
  return message => {
    const xml = decodeSamlMessage(message, 'base64');
    const now = new Date();
    try {
      return verifyAnswer({
        xml,
        settings,
        certificates: readCertificates(settings.certificates ?? ''),
        decryptionKeys: keysOf(settings, now).decryption,
        acsUrl: callbackUrl,
        audience: entityIdOf(context),
        requestId: request?.id,
        requestedAt: request?.sentAt,
        now,
        debug,
      });
    } catch (error) {
      const refusal = toSsoError(
        error,
        'saml-structure-invalid',
        'The answer cannot be processed',
      );
      throw debug ? withMessage(refusal, xml) : refusal;
    }
  };
}
