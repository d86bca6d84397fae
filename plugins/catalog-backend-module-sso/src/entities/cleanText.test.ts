import { cleanText } from './cleanText';

describe('cleanText', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada \r\n\t Lovelace ', 'Ada Lovelace'],
    ['a\u0000b\u007fc\u0085d', 'a b c d'],
    ['a\u2028b\u2029c', 'a b c'],
    ['\u202egnp.exe\u2069', 'gnp.exe'],
    ['\ud800x', 'x'],
    ['Zoë 👩‍🚀 李', 'Zoë 👩‍🚀 李'],
  ])('makes one line of %j', (value, expected) => {
    expect(cleanText(value, 100)).toBe(expected);
  });

  it.each([undefined, '', ' \n', '\u0000'])('leaves nothing of %j', value => {
    expect(cleanText(value, 100)).toBeUndefined();
  });

  it('cuts what is too long, between characters', () => {
    expect(cleanText('x'.repeat(10), 10)).toBe('x'.repeat(10));
    expect(cleanText('x'.repeat(11), 10)).toBe(`${'x'.repeat(9)}…`);
    const cut = cleanText('👍'.repeat(1_000_000), 10);
    expect(cut).toBe(`${'👍'.repeat(9)}…`);
  });
});
