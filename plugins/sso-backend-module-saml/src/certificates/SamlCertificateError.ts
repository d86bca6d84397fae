/** Why one certificate of several cannot be used. */
export interface SamlCertificateProblem {
  /** Position in the text, from 1. */
  readonly position: number;
  /** A sentence that repeats nothing of the text. */
  readonly message: string;
}

/** A text does not hold usable certificates. */
export class SamlCertificateError extends Error {
  readonly problems: readonly SamlCertificateProblem[];

  /** @param count - how many certificates the text seems to hold */
  constructor(problems: readonly SamlCertificateProblem[], count = 1) {
    super(
      problems
        .map(({ position, message }) =>
          count > 1 ? `Certificate ${position}: ${message}` : message,
        )
        .join(' '),
    );
    this.name = 'SamlCertificateError';
    this.problems = problems;
  }
}
