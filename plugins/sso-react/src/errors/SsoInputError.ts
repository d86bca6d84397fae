import { InputError } from '@backstage/errors';

/**
 * One value that the server did not accept, by its path in the request body:
 * `settings.issuer`.
 *
 * @public
 */
export interface SsoInputErrorField {
  readonly path: string;
  readonly message: string;
}

/**
 * The server did not accept the request, see {@link SsoInputError.fields}.
 *
 * @public
 */
export class SsoInputError extends InputError {
  /** Values that were not accepted; empty when the server named none. */
  readonly fields: readonly SsoInputErrorField[];

  constructor(message: string, fields: readonly SsoInputErrorField[] = []) {
    super(message);
    this.name = 'InputError';
    this.fields = fields;
  }
}
