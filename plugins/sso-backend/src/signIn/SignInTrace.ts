import type { SsoEvidence, SsoTraceStep } from '@latchkey/plugin-sso-common';

/** Steps of a sign-in in their order, as traces show them. */
export const signInSteps = [
  'start',
  'state',
  'verify',
  'admit',
  'resolve',
  'apply',
  'gate',
  'session',
] as const;

export type SignInStep = (typeof signInSteps)[number];

/**
 * Collects what the steps of one sign-in returned. It is written once, at the
 * end, and only when the sign-in was refused.
 */
export class SignInTrace {
  /** The SSO connection, once it is known to exist. */
  connectionId: string | undefined;
  /** The page first asked for, once it is known to be a good one. */
  returnTo: string | undefined;

  readonly #passed: SsoTraceStep[] = [];
  #current: SignInStep = 'start';

  /** The step that begins now; a refusal from here on is its refusal. */
  enter(step: SignInStep): void {
    this.#current = step;
  }

  pass(step: SignInStep, evidence: readonly SsoEvidence[] = []): void {
    this.#passed.push({ step, outcome: 'passed', evidence: [...evidence] });
  }

  /** All steps up to the one that refused. */
  refused(evidence: readonly SsoEvidence[]): SsoTraceStep[] {
    const passed = new Map(this.#passed.map(entry => [entry.step, entry]));
    const begin = passed.has('start') || this.#current === 'start' ? 0 : 1;
    const end = signInSteps.indexOf(this.#current);
    const before = signInSteps
      .slice(begin, end)
      .map(
        (step): SsoTraceStep =>
          passed.get(step) ?? { step, outcome: 'passed', evidence: [] },
      );
    return [
      ...before,
      { step: this.#current, outcome: 'refused', evidence: [...evidence] },
    ];
  }
}
