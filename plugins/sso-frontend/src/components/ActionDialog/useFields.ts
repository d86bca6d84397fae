import { SsoApiError, SsoInputError } from '@latchkey/plugin-sso-react';
import { useState } from 'react';

/** What checks the values of a form, such as the schema of a request. */
interface Check {
  safeParse(value: unknown): {
    readonly error?: {
      readonly issues: readonly {
        readonly path: readonly PropertyKey[];
        readonly message: string;
      }[];
    };
  };
}

/** Values and messages of a small form, by the names of its fields. */
export interface Fields<TName extends string> {
  readonly values: Readonly<Record<TName, string>>;
  /** What a control needs beside its label. */
  readonly bind: (name: TName) => {
    name: string;
    value: string;
    onChange: (value: string) => void;
    validate: () => string | undefined;
    validationBehavior: 'aria';
  };
  /** Shows what the schema does not accept; false when that is something. */
  readonly check: (schema: Check, value: unknown) => boolean;
  /** Shows a message of our own. */
  readonly fail: (name: TName, message: string) => void;
  /**
   * Shows what the server did not accept, at the fields it named or, by the
   * code of the refusal, at the one given; false when there is none for it.
   */
  readonly failWith: (
    error: unknown,
    codes?: Readonly<Partial<Record<string, TName>>>,
  ) => boolean;
  /** Counts what was not accepted. */
  readonly failures: number;
}

/** Holds a small form. Messages go as soon as their field is changed. */
export function useFields<TName extends string>(
  initial: Readonly<Record<TName, string>>,
): Fields<TName> {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Record<string, string | undefined>>({});
  const [failures, setFailures] = useState(0);

  const show = (found: readonly (readonly [string, string])[]) => {
    setErrors(Object.fromEntries([...found].reverse()));
    setFailures(before => before + (found.length > 0 ? 1 : 0));
  };

  return {
    values,
    failures,
    bind: name => ({
      name,
      value: values[name],
      onChange: value => {
        setValues(before => ({ ...before, [name]: value }));
        setErrors(before => ({ ...before, [name]: undefined }));
      },
      validate: () => errors[name],
      // Messages come from us, so the browser's own check stays out.
      validationBehavior: 'aria',
    }),
    check: (schema, value) => {
      const issues = schema.safeParse(value).error?.issues ?? [];
      show(issues.map(({ path, message }) => [String(path[0]), message]));
      return issues.length === 0;
    },
    fail: (name, message) => show([[name, message]]),
    failWith: (error, codes = {}) => {
      const named =
        error instanceof SsoInputError
          ? error.fields.filter(({ path }) => Object.hasOwn(values, path))
          : [];
      if (named.length > 0) {
        show(named.map(({ path, message }) => [path, message]));
        return true;
      }
      const code =
        error instanceof SsoApiError ? error.refusal?.code : undefined;
      const field = code && Object.hasOwn(codes, code) && codes[code];
      if (field) {
        show([[field, (error as Error).message]]);
        return true;
      }
      return false;
    },
  };
}
