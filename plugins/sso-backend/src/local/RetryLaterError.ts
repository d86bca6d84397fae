import { SsoError, type SsoErrorCode } from '@latchkey/plugin-sso-common';

/** A refusal that is over soon, and is known to be. */
export class RetryLaterError extends SsoError {
  /** @param seconds - after which to try again, for `Retry-After` */
  constructor(code: SsoErrorCode, readonly seconds: number) {
    super(code);
  }
}
