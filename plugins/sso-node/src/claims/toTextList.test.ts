import { toText } from './toText';
import { toTextList } from './toTextList';

describe('toText', () => {
  it.each([
    ['alice', 'alice'],
    [' a ', ' a '],
    [42, '42'],
    [0, '0'],
  ])('takes %p', (value, text) => {
    expect(toText(value)).toBe(text);
  });

  it.each([undefined, null, '', '  ', true, NaN, Infinity, ['a'], {}])(
    'leaves %p out',
    value => {
      expect(toText(value)).toBeUndefined();
    },
  );
});

describe('toTextList', () => {
  it.each([
    [['a', 'b'], ['a', 'b'], 0],
    [['a', 7, 'a'], ['a', '7'], 0],
    ['one, two', ['one, two'], 0],
    [7, ['7'], 0],
    [[], [], 0],
    ['', [], 0],
    [['a', null, {}, ['b'], true], ['a'], 4],
  ])('OIDC-7 makes a list of %p', (value, values, ignored) => {
    expect(toTextList(value)).toEqual({ values, ignored });
  });

  it.each([undefined, null, true, {}, { 0: 'a' }])(
    'makes no list of %p',
    value => {
      expect(toTextList(value)).toBeUndefined();
    },
  );

  it('takes at most 10,000 values and counts the others', () => {
    const list = toTextList(Array.from({ length: 10_500 }, (_, i) => `g${i}`));
    expect(list?.values).toHaveLength(10_000);
    expect(list?.ignored).toBe(500);
  });
});
