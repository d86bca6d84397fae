import type { SsoRefusal } from '@latchkey/plugin-sso-common';

/**
 * A failure that the `sso` plugin answered with. The message is fit for
 * people: the reason of the refusal when there is one.
 *
 * @public
 */
export class SsoApiError extends Error {
  /** Status of the HTTP answer. */
  readonly status: number;
  /** Coded reason, when a sign-in was refused. */
  readonly refusal?: SsoRefusal;

  constructor(
    message: string,
    options: { status: number; refusal?: SsoRefusal },
  ) {
    super(message);
    this.name = 'SsoApiError';
    this.status = options.status;
    this.refusal = options.refusal;
  }
}
