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

/** A sign-out has one step, whoever began it. */
export const signOutSteps = ['logout'] as const;

export type SignInStep =
  | (typeof signInSteps)[number]
  | (typeof signOutSteps)[number];

/**
 * Collects what the steps of one sign-in returned. It is written once, at the
 * end: when the sign-in was refused, and in debug mode when it succeeded.
 */
export class SignInTrace {
  /** The SSO connection, once it is known to exist. */
  connectionId: string | undefined;
  /** The account that somebody signs in to, once it is known to exist. */
  accountId: string | undefined;
  /** Whether that is in debug mode: more is kept then. */
  debug = false;
  /**
   * Whether it began with a message that nobody here waited for. Anyone can
   * send one, so its refusal says nothing of how the SSO connection fares.
   */
  unsolicited = false;
  /** The page first asked for, once it is known to be a good one. */
  returnTo: string | undefined;

  readonly #passed: SsoTraceStep[] = [];
  readonly #steps: readonly SignInStep[];
  #current: SignInStep;

  /** @param kind - what is traced; it also names the event of a refusal */
  constructor(readonly kind: 'sign-in' | 'sign-out' = 'sign-in') {
    this.#steps = kind === 'sign-out' ? signOutSteps : signInSteps;
    this.#current = this.#steps[0];
  }

  /** Says which SSO connection it is, as soon as that is known. */
  through(connection: { readonly id: string; readonly debug: boolean }): void {
    this.connectionId = connection.id;
    this.debug = connection.debug;
  }

  /** The step that begins now; a refusal from here on is its refusal. */
  enter(step: SignInStep): void {
    this.#current = step;
  }

  pass(step: SignInStep, evidence: readonly SsoEvidence[] = []): void {
    this.#passed.push({ step, outcome: 'passed', evidence: [...evidence] });
  }

  /** All steps up to the one that refused. */
  refused(evidence: readonly SsoEvidence[]): SsoTraceStep[] {
    return [
      ...this.#before(this.#steps.indexOf(this.#current)),
      { step: this.#current, outcome: 'refused', evidence: [...evidence] },
    ];
  }

  /** All steps up to the last one that was entered or passed. */
  succeeded(): SsoTraceStep[] {
    const steps = [this.#current, ...this.#passed.map(({ step }) => step)];
    const last = Math.max(
      ...steps.map(step => this.#steps.indexOf(step as SignInStep)),
    );
    return this.#before(last + 1);
  }

  #before(end: number): SsoTraceStep[] {
    const passed = new Map(this.#passed.map(entry => [entry.step, entry]));
    const [first] = this.#steps;
    const begin = passed.has(first) || this.#current === first ? 0 : 1;
    return this.#steps
      .slice(begin, end)
      .map(
        (step): SsoTraceStep =>
          passed.get(step) ?? { step, outcome: 'passed', evidence: [] },
      );
  }
}
