import { act, renderHook } from '@testing-library/react';
import { useSsoAction } from './useSsoAction';

describe('useSsoAction', () => {
  it('runs once for two calls at a time', async () => {
    let finish = () => {};
    const action = jest.fn(
      () => new Promise<void>(resolve => (finish = resolve)),
    );
    const { result } = renderHook(() => useSsoAction(action));

    act(() => {
      result.current.run();
      result.current.run();
    });
    expect(result.current.isPending).toBe(true);
    expect(action).toHaveBeenCalledTimes(1);

    await act(async () => finish());
    expect(result.current.isPending).toBe(false);
    act(() => {
      result.current.run();
    });
    expect(action).toHaveBeenCalledTimes(2);
  });

  it('keeps the failure until the next run', async () => {
    const action = jest.fn().mockRejectedValueOnce(new Error('no'));
    const { result } = renderHook(() => useSsoAction(action));

    await act(() => result.current.run());
    expect(result.current.error).toEqual(new Error('no'));

    await act(() => result.current.run());
    expect(result.current.error).toBeUndefined();
  });
});
