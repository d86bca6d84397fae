import { retry } from './retry';

const failing = (times: number) => {
  let runs = 0;
  return jest.fn(async () => {
    runs += 1;
    if (runs <= times) {
      throw new Error(`Run ${runs}`);
    }
    return runs;
  });
};

const options = { isRetryable: () => true, attempts: 4, baseDelay: 1 };

describe('retry', () => {
  it('runs again until it works', async () => {
    const run = failing(3);
    expect(await retry(run, options)).toBe(4);
  });

  it('gives up with the error of the last run', async () => {
    const run = failing(10);
    await expect(retry(run, options)).rejects.toThrow('Run 4');
    expect(run).toHaveBeenCalledTimes(4);
  });

  it('does not run again after another error', async () => {
    const run = failing(10);
    await expect(
      retry(run, { ...options, isRetryable: () => false }),
    ).rejects.toThrow('Run 1');
    expect(run).toHaveBeenCalledTimes(1);
  });
});
