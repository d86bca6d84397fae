/** A request that the provider refuses with a page, never with an answer. */
export class IdpError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'IdpError';
    this.code = code;
  }
}
