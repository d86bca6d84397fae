import { TestApiProvider } from '@backstage/frontend-test-utils';
import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { ssoApiRef } from '../api';
import { useSsoOperation } from './useSsoOperation';

const call = jest.fn();
const ssoApi = { call };
const wrapper = ({ children }: { children: ReactNode }) => (
  <TestApiProvider apis={[[ssoApiRef, ssoApi]]}>{children}</TestApiProvider>
);

describe('useSsoOperation', () => {
  beforeEach(() => call.mockReset());

  const setup = () =>
    renderHook(
      ({ connectionId }) =>
        useSsoOperation(ssoAdminOperations.getConnection, {
          params: { connectionId },
        }),
      { wrapper, initialProps: { connectionId: 'one' } },
    );

  it('loads, and loads again when the input changes', async () => {
    call.mockImplementation(async (_, { params }) => ({
      id: params.connectionId,
    }));
    const { result, rerender } = setup();

    expect(result.current.state).toEqual({ status: 'loading' });
    await waitFor(() =>
      expect(result.current.state).toEqual({
        status: 'loaded',
        value: { id: 'one' },
      }),
    );
    rerender({ connectionId: 'one' });
    expect(call).toHaveBeenCalledTimes(1);

    rerender({ connectionId: 'two' });
    expect(result.current.state).toEqual({ status: 'loading' });
    await waitFor(() =>
      expect(result.current.state).toMatchObject({ value: { id: 'two' } }),
    );
  });

  it('ignores an answer that comes too late', async () => {
    const answers = new Map<string, (value: unknown) => void>();
    call.mockImplementation(
      (_, { params }) =>
        new Promise(resolve => answers.set(params.connectionId, resolve)),
    );
    const { result, rerender } = setup();
    rerender({ connectionId: 'two' });

    await act(async () => answers.get('two')?.({ id: 'two' }));
    await act(async () => answers.get('one')?.({ id: 'one' }));

    expect(result.current.state).toMatchObject({ value: { id: 'two' } });
  });

  it('fails with the error and recovers with a reload', async () => {
    call.mockRejectedValueOnce(new Error('down'));
    call.mockResolvedValueOnce({ id: 'one' });
    const { result } = setup();

    await waitFor(() =>
      expect(result.current.state).toMatchObject({
        status: 'failed',
        error: new Error('down'),
      }),
    );
    act(() => result.current.reload());
    expect(result.current.state).toEqual({ status: 'loading' });
    await waitFor(() => expect(result.current.state.status).toBe('loaded'));
  });
});
