import { TestApiProvider } from '@backstage/frontend-test-utils';
import { ssoApiRef } from '@latchkey/plugin-sso-react';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { fakeSsoApi } from '../../__testUtils__';
import { useInspections } from './useInspections';

function render(value: string) {
  const { api, callsOf } = fakeSsoApi({
    inspectSetting: ({ body }) => ({
      inspections: [{ title: body.value, outcome: 'note', facts: [] }],
    }),
  });
  const wrapper = (props: { children: ReactNode }) => (
    <TestApiProvider apis={[[ssoApiRef, api]]}>
      {props.children}
    </TestApiProvider>
  );
  const hook = renderHook(
    props =>
      useInspections({ protocolId: 'saml', name: 'certificates', ...props }),
    { wrapper, initialProps: { value, isEnabled: true } },
  );
  return {
    ...hook,
    type: (typed: string) => hook.rerender({ value: typed, isEnabled: true }),
    asked: () => callsOf('inspectSetting').map(({ body }) => body.value),
  };
}

const pass = (milliseconds: number) =>
  act(async () => jest.advanceTimersByTime(milliseconds));

describe('useInspections', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('SAML-2 asks about what is there at once', async () => {
    const { result, asked } = render(' saved\n');
    await pass(0);

    expect(asked()).toEqual(['saved']);
    expect(result.current).toMatchObject({
      value: 'saved',
      inspections: [{ title: 'saved' }],
    });
  });

  it('SAML-2 waits for a pause in typing', async () => {
    const { result, type, asked } = render('');
    await pass(0);
    expect(asked()).toEqual([]);

    type('a');
    await pass(399);
    type('ab');
    await pass(399);
    expect(asked()).toEqual([]);
    expect(result.current).toBeUndefined();

    await pass(1);
    expect(asked()).toEqual(['ab']);
    expect(result.current?.value).toBe('ab');
  });

  it('SAML-2 forgets what it knew when the value is gone', async () => {
    const { result, type, asked } = render('saved');
    await pass(0);
    expect(result.current?.value).toBe('saved');

    type(' ');
    expect(result.current).toBeUndefined();
    await pass(1_000);
    expect(asked()).toEqual(['saved']);
  });
});
