/** The error of a promise that has to fail. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const nothing = Symbol('nothing');
  const error = await promise.then(
    () => nothing,
    reason => reason,
  );
  if (error === nothing) {
    throw new Error('Expected a refusal');
  }
  return error;
}
