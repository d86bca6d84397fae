import { AddressRanges } from './AddressRanges';

describe('AddressRanges', () => {
  it('CONN-6 holds every address when nothing is said', () => {
    const all = AddressRanges.create(undefined);
    expect(all.has('203.0.113.9')).toBe(true);
    expect(all.has(undefined)).toBe(true);
  });

  it('CONN-6 an empty list holds none', () => {
    const none = AddressRanges.create([]);
    expect(none.has('127.0.0.1')).toBe(false);
    expect(none.has('::1')).toBe(false);
  });

  it.each([
    ['10.0.0.0/8', '10.255.0.1', '11.0.0.1'],
    ['10.0.0.0/8', '::ffff:10.1.2.3', '::ffff:11.1.2.3'],
    ['10.0.0.0/8', '::ffff:a01:203', '::ffff:b01:203'],
    ['192.0.2.7', '192.0.2.7', '192.0.2.8'],
    ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::c000:207'],
    ['::ffff:10.0.0.0/104', '10.1.2.3', '11.1.2.3'],
    ['::ffff:192.0.2.7', '192.0.2.7', '192.0.2.8'],
    ['2001:db8::/32', '2001:db8:1::5', '2001:db9::5'],
    ['::1', '::1', '127.0.0.1'],
    ['fe80::/10', 'fe80::1%eth0', 'fec0::1'],
    // The whole of IPv6 is not the whole of IPv4, nor the other way round.
    ['::/0', '2001:db8::1', '192.0.2.1'],
    ['0.0.0.0/0', '192.0.2.1', '2001:db8::1'],
  ])('CONN-6 %s holds %s and not %s', (range, inside, outside) => {
    const ranges = AddressRanges.create(['198.51.100.1', range]);
    expect(ranges.has(inside)).toBe(true);
    expect(ranges.has(outside)).toBe(false);
  });

  it.each(['', 'localhost', '10.0.0.1, 10.0.0.2', '10.0.0.0/8', 'unknown'])(
    'CONN-6 G13 %p is no address, and in no list',
    text => {
      expect(AddressRanges.create(['0.0.0.0/0', '::/0']).has(text)).toBe(false);
    },
  );
});
