/** Answers 413; the message says what the caller can do instead. */
export class BodyTooLargeError extends Error {
  override readonly name = 'PayloadTooLargeError';
}
