import { readFields, readQuery } from './parameters';

const malformed = expect.objectContaining({ code: 'callback-malformed' });
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `p${index}=1`).join('&');

describe('parameters of a callback', () => {
  it('C12 are read once each, decoded', () => {
    expect({ ...readQuery('/cb?code=a%2Bb+c&state=x&empty=') }).toEqual({
      code: 'a+b c',
      state: 'x',
      empty: '',
    });
    expect({ ...readFields('a=1&b=%C3%A9') }).toEqual({ a: '1', b: 'é' });
    expect({ ...readQuery('/cb') }).toEqual({});
    expect({ ...readQuery('/cb?') }).toEqual({});
    expect({ ...readFields('') }).toEqual({});
    expect({ ...readQuery('/cb?a=1?b=2') }).toEqual({ a: '1?b=2' });
  });

  it.each([
    'state=a&state=b',
    'state=a&state=a',
    'state=a&st%61te=b',
    'a&a',
    '__proto__=1&__proto__=2',
    'constructor=1&constructor=2',
  ])('C12 refuses %s', text => {
    expect(() => readQuery(`/cb?${text}`)).toThrow(malformed);
    expect(() => readFields(text)).toThrow(malformed);
  });

  it('C12 takes 50, and no more', () => {
    expect(Object.keys(readFields(many(50)))).toHaveLength(50);
    expect(() => readFields(many(51))).toThrow(malformed);
    expect(() => readQuery(`/cb?${many(51)}`)).toThrow(malformed);
  });

  it('G08 names of Object are names like others, and reach nothing', () => {
    const fields = readFields('__proto__=x&constructor=y&toString=z');
    expect(Object.getPrototypeOf(fields)).toBeNull();
    expect(Object.keys(fields)).toEqual([
      '__proto__',
      'constructor',
      'toString',
    ]);
    expect(readFields('a=1').hasOwnProperty).toBeUndefined();
  });

  it.each([[undefined], [null], [{}], [{ state: 'x' }], [['a=1']], [5]])(
    'C12 refuses the body %j, which is no form',
    body => {
      expect(() => readFields(body)).toThrow(malformed);
    },
  );

  it('G21 says nothing of the values', () => {
    const read = () => readFields('code=secret-value&code=secret-value');
    expect(read).toThrow(malformed);
    expect(read).toThrow(/^(?!.*secret-value)/);
  });
});
