import { InputError } from '@backstage/errors';
import type { z } from 'zod/v4';

/** One value that is not accepted, by its path in the request body. */
export interface FieldProblem {
  /** `displayName`, `settings.issuer`, `secrets.clientSecret` … */
  readonly path: string;
  readonly message: string;
}

/** So that an answer never gets much larger than its request. */
const MAX_PROBLEMS = 50;
const MAX_KEY_LENGTH = 100;

/** Answers 400 and names every field that is wrong, up to 50. */
export class FieldErrors extends InputError {
  readonly fields: readonly FieldProblem[];

  constructor(fields: readonly FieldProblem[]) {
    const named = fields.slice(0, MAX_PROBLEMS);
    super(named.map(({ path, message }) => `${path}: ${message}`).join('; '));
    this.fields = named;
  }

  /** @param pathOf - turns the path of an issue into that of the request */
  static fromZod(
    error: z.ZodError,
    pathOf: (path: PropertyKey[]) => string = path => path.join('.'),
  ): FieldErrors {
    return new FieldErrors(
      error.issues.flatMap(issue => {
        const keys =
          issue.code === 'unrecognized_keys'
            ? issue.keys
                .slice(0, MAX_PROBLEMS)
                .map(key => key.slice(0, MAX_KEY_LENGTH))
            : [''];
        return keys.map(key => ({
          path: pathOf(key ? [...issue.path, key] : issue.path) || '(body)',
          message: key ? 'This field is not known here.' : issue.message,
        }));
      }),
    );
  }
}
