import { withTimeLimit } from './withTimeLimit';

describe('withTimeLimit', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('SAML-8 maintenance does not wait for ever', async () => {
    const waiting = withTimeLimit(new Promise(() => {}), 60_000);
    await Promise.all([
      expect(waiting).rejects.toThrow('60000 ms'),
      jest.advanceTimersByTimeAsync(60_000),
    ]);
  });

  it('SAML-8 maintenance takes what comes in time, and leaves no timer', async () => {
    await expect(withTimeLimit(Promise.resolve('x'), 60_000)).resolves.toBe(
      'x',
    );
    await expect(
      withTimeLimit(Promise.reject(new Error('no')), 60_000),
    ).rejects.toThrow('no');
    expect(jest.getTimerCount()).toBe(0);
  });
});
