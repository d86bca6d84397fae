import {
  hashBearer,
  looksLikeBearer,
  newBearer,
  newReference,
  parseReference,
  sameHash,
} from './bearer';

describe('bearer values', () => {
  it('G01 are 256 random bits, and hashed to something else', () => {
    const values = Array.from({ length: 1000 }, newBearer);
    expect(new Set(values).size).toBe(1000);
    for (const value of values) {
      expect(value).toMatch(/^[\w-]{43}$/);
      expect(Buffer.from(value, 'base64url')).toHaveLength(32);
    }
    expect(hashBearer('abc')).toBe(
      'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0',
    );
  });

  it('M26 are told from other texts by their form', () => {
    const value = newBearer();
    expect(looksLikeBearer(value)).toBe(true);
    for (const other of [
      '',
      value.slice(1),
      `${value}A`,
      `${value}\n`,
      `/${value.slice(1)}`,
      `${value.slice(1)}=`,
    ]) {
      expect(looksLikeBearer(other)).toBe(false);
    }
  });

  it('compares hashes', () => {
    expect(sameHash('abc', 'abc')).toBe(true);
    expect(sameHash('abc', 'abd')).toBe(false);
    expect(sameHash('abc', 'abcd')).toBe(false);
    expect(sameHash('', 'a')).toBe(false);
    expect(sameHash('é', 'e')).toBe(false);
  });
});

describe('references', () => {
  it('OPS-2 can be read out: eight letters without I, L, O and U', () => {
    const references = Array.from({ length: 1000 }, newReference);
    expect(new Set(references).size).toBe(1000);
    for (const reference of references) {
      expect(reference).toMatch(
        /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
      );
      expect(parseReference(reference)).toBe(reference);
    }
  });

  it.each([
    ['k7qm-3xdp', 'K7QM-3XDP'],
    ['K7QM3XDP', 'K7QM-3XDP'],
    [' k7qm 3xdp ', 'K7QM-3XDP'],
    ['K7QM–3XDP.', 'K7QM-3XDP'],
    ['ok7i-l3xd', '0K71-13XD'],
    ['', '-'],
  ])('OPS-2 reads %j as %s', (typed, reference) => {
    expect(parseReference(typed)).toBe(reference);
  });
});
