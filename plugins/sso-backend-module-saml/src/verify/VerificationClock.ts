import { refuse } from '../xml/refuse';
import { timeOf } from '../xml/time';
import type { VerificationLog } from './VerificationLog';

/** More would let proofs live on that the provider has let go (profiles 4.1). */
const maximalTolerance = 180;

const seconds = (milliseconds: number) => Math.round(milliseconds / 1000);

/** Start and end of a period as an element has them. */
export interface Period {
  readonly notBefore?: string;
  readonly notOnOrAfter?: string;
}

/** Compares times of a provider with the clock of the portal. */
export class VerificationClock {
  readonly #log: VerificationLog;
  readonly now: Date;
  readonly toleranceSeconds: number;
  #issuedAt: Date | undefined;

  static create(options: {
    readonly now: Date;
    readonly toleranceSeconds: number;
    readonly log: VerificationLog;
  }): VerificationClock {
    return new VerificationClock(options);
  }

  private constructor(options: {
    readonly now: Date;
    readonly toleranceSeconds: number;
    readonly log: VerificationLog;
  }) {
    this.now = options.now;
    this.toleranceSeconds = Math.min(
      options.toleranceSeconds,
      maximalTolerance,
    );
    this.#log = options.log;
  }

  get #tolerance(): number {
    return this.toleranceSeconds * 1000;
  }

  /** Until when a message that ends at a time is taken at the latest. */
  lastMomentOf(end: Date): Date {
    return new Date(end.getTime() + this.#tolerance);
  }

  /**
   * Reads when a message was made; shows what the clocks of both sides say.
   *
   * @throws SsoError `saml-time-invalid`, `saml-not-yet-valid`
   */
  readIssueInstant(text: string, label: string): Date {
    const issuedAt = timeOf(text, `${label} IssueInstant`);
    this.#issuedAt = issuedAt;
    this.#log.note(`${label}: clocks`, {
      provider: issuedAt.toISOString(),
      portal: this.now.toISOString(),
      differenceSeconds: seconds(issuedAt.getTime() - this.now.getTime()),
      toleranceSeconds: this.toleranceSeconds,
    });
    this.checkStart(issuedAt, `${label} IssueInstant`);
    return issuedAt;
  }

  /** @throws SsoError `saml-not-yet-valid` when a time lies in the future */
  checkStart(start: Date, label: string): void {
    const early = start.getTime() - this.now.getTime();
    if (early > this.#tolerance) {
      refuse(
        'saml-not-yet-valid',
        `${label} is ${seconds(
          early,
        )} seconds in the future by the clock of the portal; ${this.#explain()}`,
      );
    }
  }

  /** @throws SsoError `saml-expired` when a time has passed */
  checkEnd(end: Date, label: string): void {
    const late = this.now.getTime() - end.getTime();
    if (late >= this.#tolerance) {
      refuse(
        'saml-expired',
        `${label} was ${seconds(
          late,
        )} seconds ago by the clock of the portal; ${this.#explain()}`,
      );
    }
  }

  /**
   * Checks both ends of a period.
   *
   * @returns its end, if it has one
   * @throws SsoError `saml-time-invalid`, `saml-not-yet-valid`, `saml-expired`
   */
  checkPeriod(period: Period, label: string): Date | undefined {
    const { notBefore, notOnOrAfter } = period;
    const start =
      notBefore === undefined
        ? undefined
        : timeOf(notBefore, `${label} NotBefore`);
    const end =
      notOnOrAfter === undefined
        ? undefined
        : timeOf(notOnOrAfter, `${label} NotOnOrAfter`);
    this.#log.note(`${label}: period`, {
      notBefore: start?.toISOString(),
      notOnOrAfter: end?.toISOString(),
      portal: this.now.toISOString(),
      secondsLeft: end && seconds(end.getTime() - this.now.getTime()),
      toleranceSeconds: this.toleranceSeconds,
    });
    if (start && end && start >= end) {
      refuse('saml-time-invalid', `${label} ends before it begins`);
    }
    if (start) {
      this.checkStart(start, `${label} NotBefore`);
    }
    if (end) {
      this.checkEnd(end, `${label} NotOnOrAfter`);
    }
    return end;
  }

  #explain(): string {
    const tolerated = `${this.toleranceSeconds} seconds are tolerated`;
    if (!this.#issuedAt) {
      return tolerated;
    }
    const difference = this.#issuedAt.getTime() - this.now.getTime();
    return `${tolerated}. The message was made ${Math.abs(
      seconds(difference),
    )} seconds ${
      difference > 0 ? 'after' : 'before'
    } it came, by the clocks of both sides`;
  }
}
