import { memoizeByText } from './memoizeByText';

describe('memoizeByText', () => {
  it('makes something of each text once', () => {
    const make = jest.fn((text: string) => ({ text }));
    const memoized = memoizeByText(make);
    expect(memoized('a')).toBe(memoized('a'));
    expect(memoized('b')).toEqual({ text: 'b' });
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('forgets what was used least recently', () => {
    const make = jest.fn((text: string) => text);
    const memoized = memoizeByText(make);
    memoized('kept');
    memoized('forgotten');
    for (let index = 0; index < 499; index++) {
      memoized(`other ${index}`);
      memoized('kept');
    }
    make.mockClear();
    memoized('kept');
    expect(make).not.toHaveBeenCalled();
    memoized('forgotten');
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('does not remember a failure', () => {
    const memoized = memoizeByText((text: string, isBroken: boolean) => {
      if (isBroken) {
        throw new Error('broken');
      }
      return text;
    });
    expect(() => memoized('a', true)).toThrow('broken');
    expect(memoized('a', false)).toBe('a');
  });
});
