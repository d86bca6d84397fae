import { isSsoError, SsoError } from '@latchkey/plugin-sso-common';
import type { KeyObject } from 'node:crypto';
import type { SamlSettings } from '../settings';
import {
  childrenNamed,
  isNamed,
  optionalAttribute,
  requiredAttribute,
} from '../xml/elements';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';
import { timeOf } from '../xml/time';
import { checkDestination, checkIssuer, checkVersion } from './checkMessage';
import { readStatus } from './checkStatus';
import { readNameId } from './readNameId';
import { VerificationClock } from './VerificationClock';
import { VerificationLog } from './VerificationLog';
import type {
  VerifiedLogoutRequest,
  VerifiedLogoutResponse,
} from './VerifiedMessage';

const code = 'saml-logout-invalid';

/** A message about logging out is new, or it is refused. */
const maximalAge = 5 * 60 * 1000;

/** What a logout message is verified against. */
export interface VerifyLogoutOptions {
  readonly settings: Pick<
    SamlSettings,
    'entityId' | 'clockToleranceSeconds' | 'allowLegacyAlgorithms'
  >;
  /**
   * Whether a signature over this message was verified: `verifySignature` of
   * its root, or `verifyRedirectSignature` of the query it came in.
   */
  readonly signed: boolean;
  /** Address that the message came to. */
  readonly logoutUrl: string;
  readonly now: Date;
}

/** Further options of {@link verifyLogoutRequest}. */
export interface VerifyLogoutRequestOptions extends VerifyLogoutOptions {
  /** Private keys of the portal, for an EncryptedID. */
  readonly decryptionKeys: ReadonlyArray<KeyObject | string>;
}

/** Further options of {@link verifyLogoutResponse}. */
export interface VerifyLogoutResponseOptions extends VerifyLogoutOptions {
  /** Id of the LogoutRequest of the portal. */
  readonly requestId: string;
}

/** Runs checks of which each refusal becomes one about logging out. */
function run<T>(log: VerificationLog, checks: () => T): T {
  return log.run(() => {
    try {
      return checks();
    } catch (error) {
      throw isSsoError(error)
        ? new SsoError(code, {
            detail: error.detail,
            evidence: error.evidence,
            cause: error,
          })
        : error;
    }
  });
}

/** @returns from when on the message is refused for its age */
function checkMessage(
  root: Element,
  name: string,
  options: VerifyLogoutOptions,
  log: VerificationLog,
): { readonly expiresAt: Date; readonly clock: VerificationClock } {
  const { settings, signed, logoutUrl, now } = options;
  if (!isNamed(root, ['samlp', name])) {
    refuse(code, `The message is ${root.localName}, not ${name}`);
  }
  log.expect(`${name}: signed`, { expected: true, received: signed }, signed, {
    code,
    detail: `${name} is not signed`,
  });
  checkVersion(root, log);
  checkIssuer(root, { expected: settings.entityId, required: true, log });
  checkDestination(root, { expected: logoutUrl, required: true, log });
  const clock = VerificationClock.create({
    now,
    toleranceSeconds: settings.clockToleranceSeconds,
    log,
  });
  const issuedAt = clock.readIssueInstant(
    root.getAttribute('IssueInstant') ?? '',
    name,
  );
  const end = new Date(issuedAt.getTime() + maximalAge);
  clock.checkEnd(end, `The end of the five minutes after IssueInstant`);
  return { expiresAt: clock.lastMomentOf(end), clock };
}

/**
 * Verifies what a LogoutRequest of the provider says (SAML core 3.7.1).
 *
 * @throws SsoError `saml-logout-invalid`
 */
export function verifyLogoutRequest(
  root: Element,
  options: VerifyLogoutRequestOptions,
): VerifiedLogoutRequest {
  const log = VerificationLog.create();
  return run(log, () => {
    const { clock, expiresAt } = checkMessage(
      root,
      'LogoutRequest',
      options,
      log,
    );
    const notOnOrAfter = optionalAttribute(root, 'NotOnOrAfter');
    if (notOnOrAfter !== undefined) {
      clock.checkEnd(
        timeOf(notOnOrAfter, 'NotOnOrAfter'),
        'LogoutRequest NotOnOrAfter',
      );
    }
    const nameId = readNameId(root, {
      keys: options.decryptionKeys,
      allowLegacyAlgorithms: options.settings.allowLegacyAlgorithms,
    });
    const sessionIndexes = childrenNamed(root, ['samlp', 'SessionIndex']).map(
      textOf,
    );
    if (sessionIndexes.includes('')) {
      refuse(code, 'A SessionIndex is empty');
    }
    log.note('LogoutRequest: subject', { nameId, sessionIndexes });
    return {
      id: requiredAttribute(root, 'ID'),
      issuer: options.settings.entityId,
      nameId,
      sessionIndexes,
      expiresAt,
      checks: log.entries,
    };
  });
}

/**
 * Verifies the answer of the provider to a LogoutRequest of the portal (SAML
 * core 3.7.2). A status other than success is no refusal: the provider could
 * not end all of its sessions.
 *
 * @throws SsoError `saml-logout-invalid`
 */
export function verifyLogoutResponse(
  root: Element,
  options: VerifyLogoutResponseOptions,
): VerifiedLogoutResponse {
  const log = VerificationLog.create();
  return run(log, () => {
    const { expiresAt } = checkMessage(root, 'LogoutResponse', options, log);
    const received = optionalAttribute(root, 'InResponseTo');
    log.expect(
      'LogoutResponse: in response to',
      { expected: options.requestId, received },
      received === options.requestId,
      { code, detail: 'LogoutResponse answers to another request' },
    );
    const status = readStatus(root);
    log.note('Status', { reported: status.codes, message: status.message });
    return {
      id: requiredAttribute(root, 'ID'),
      issuer: options.settings.entityId,
      status,
      complete: status.success && status.codes.length === 1,
      expiresAt,
      checks: log.entries,
    };
  });
}
