import {
  isSsoError,
  SsoError,
  type SsoErrorCode,
  type SsoEvidence,
} from '@latchkey/plugin-sso-common';
import { refuse } from '../xml/refuse';

const maximalText = 500;

/** Text of a message as a trace may show it: one bounded line. */
export function cleanText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, maximalText);
}

const clean = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.slice(0, 20).map(clean);
  }
  return typeof value === 'string' ? cleanText(value) : value;
};

/** Each check of one message with what it saw, in order. */
export class VerificationLog {
  readonly #entries: SsoEvidence[] = [];

  static create(): VerificationLog {
    return new VerificationLog();
  }

  private constructor() {}

  get entries(): readonly SsoEvidence[] {
    return [...this.#entries];
  }

  note(label: string, value: unknown): void {
    this.#entries.push({ label, value });
  }

  /** Notes what was expected and received, and refuses unless it is right. */
  expect(
    label: string,
    values: { readonly expected: unknown; readonly received: unknown },
    passed: boolean,
    refusal: { readonly code: SsoErrorCode; readonly detail: string },
  ): void {
    this.note(label, {
      expected: clean(values.expected),
      received: clean(values.received),
      passed,
    });
    if (!passed) {
      refuse(refusal.code, refusal.detail);
    }
  }

  /** Runs a verification; its refusal carries all that was seen before. */
  run<T>(verification: () => T): T {
    try {
      return verification();
    } catch (error) {
      if (!isSsoError(error)) {
        throw error;
      }
      throw new SsoError(error.code, {
        detail: error.detail,
        evidence: [...this.#entries, ...error.evidence],
        cause: error.cause,
      });
    }
  }
}
