import { SsoErrorCode, SsoErrorDescription, ssoErrors } from './errorCodes';

/**
 * One observation of a step, for the trace: a label and a redacted value.
 *
 * @public
 */
export interface SsoEvidence {
  readonly label: string;
  /** Anything JSON can hold. Never a token, code, assertion or secret. */
  readonly value: unknown;
}

/**
 * Options of {@link SsoError}.
 *
 * @public
 */
export interface SsoErrorOptions {
  /** One sentence for the administrator about this occurrence; no secrets. */
  readonly detail?: string;
  /** What was observed, for the trace; no secrets. */
  readonly evidence?: readonly SsoEvidence[];
  /** Short code of the trace, once the refusal is recorded. */
  readonly reference?: string;
  /** What led to it; goes to the log of the backend, never to a browser. */
  readonly cause?: unknown;
}

/**
 * A refusal with a stable code. Thrown by every step of a sign-in; the person
 * sees {@link SsoErrorDescription.reason}, administrators also see the detail
 * and the evidence in the trace.
 *
 * @public
 */
export class SsoError extends Error {
  readonly code: SsoErrorCode;
  readonly detail?: string;
  readonly evidence: readonly SsoEvidence[];
  readonly reference?: string;
  readonly cause?: unknown;

  constructor(code: SsoErrorCode, options: SsoErrorOptions = {}) {
    super(options.detail ? `${code}: ${options.detail}` : code);
    this.name = 'SsoError';
    this.code = code;
    this.detail = options.detail;
    this.evidence = options.evidence ?? [];
    this.reference = options.reference;
    this.cause = options.cause;
  }

  get description(): SsoErrorDescription {
    return ssoErrors[this.code];
  }
}

/**
 * Recognises an {@link SsoError}, also one of another copy of this package.
 *
 * @public
 */
export function isSsoError(error: unknown): error is SsoError {
  return error instanceof Error && error.name === 'SsoError' && 'code' in error;
}
