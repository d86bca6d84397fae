/**
 * Waits for a result, but not for ever. What is behind it may go on; its
 * result is dropped then.
 *
 * @param limit - in milliseconds
 * @throws Error when the time is over
 */
export async function withTimeLimit<T>(
  result: Promise<T>,
  limit: number,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`There was no result within ${limit} ms`)),
      limit,
    );
  });
  try {
    return await Promise.race([result, expired]);
  } finally {
    clearTimeout(timer);
  }
}
