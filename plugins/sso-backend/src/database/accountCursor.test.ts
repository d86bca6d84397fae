import { decodeAccountCursor, encodeAccountCursor } from './accountCursor';

const encode = (value: unknown) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

describe('cursors of accounts', () => {
  it('come back as they were', () => {
    const name = encodeAccountCursor(['username', 'zoë 🔑']);
    expect(decodeAccountCursor(name, 'username')).toEqual([
      'username',
      'zoë 🔑',
    ]);
    const use = encodeAccountCursor(['use', 1_795_255_200_123, 7]);
    expect(decodeAccountCursor(use, 'use')).toEqual([
      'use',
      1_795_255_200_123,
      7,
    ]);
  });

  it.each([
    ['no text of ours', 'x'],
    ['nothing', ''],
    ['another order', encodeAccountCursor(['use', 1, 1])],
    ['a number as the name', encode(['username', 7])],
    ['more than it may', encode(['username', 'a', 'b'])],
    ['NUL', encode(['username', 'a\0'])],
    ['half a character', encode(['username', 'a\ud800'])],
  ])('are refused with %s', (_what, text) => {
    expect(() => decodeAccountCursor(text, 'username')).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it.each([
    ['a moment that is none', encode(['use', 1e300, 1])],
    ['half an id', encode(['use', 1, 1.5])],
    ['a name', encodeAccountCursor(['username', 'a'])],
  ])('of uses are refused with %s', (_what, text) => {
    expect(() => decodeAccountCursor(text, 'use')).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});
