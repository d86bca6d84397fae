import { prefixRange } from './prefixRange';

describe('prefixRange', () => {
  it.each([
    ['a', 'b'],
    ['ada', 'adb'],
    ['a%_', 'a%`'],
    ['zo\u00eb', 'zo\u00ec'],
    ['a\ud7ff', 'a\ue000'],
    ['a\uffff', 'a\u{10000}'],
    ['a\u{1f511}', 'a\u{1f512}'],
    ['a\u{10ffff}', 'b'],
    ['\u{10ffff}', undefined],
    ['', undefined],
  ])('of %j ends before %j', (prefix, to) => {
    expect(prefixRange(prefix)).toEqual({ from: prefix, to });
  });
});
