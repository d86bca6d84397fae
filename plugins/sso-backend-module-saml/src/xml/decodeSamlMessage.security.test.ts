import { deflateRawSync } from 'node:zlib';
import { refusalOf } from '../__testUtils__/refusalOf';
import { decodeSamlMessage } from './decodeSamlMessage';

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');

describe('decodeSamlMessage', () => {
  it('decodes both bindings', () => {
    expect(decodeSamlMessage(base64('<a>ä</a>'), 'base64')).toBe('<a>ä</a>');
    expect(
      decodeSamlMessage(base64(deflateRawSync('<a>ä</a>')), 'deflate'),
    ).toBe('<a>ä</a>');
  });

  it('tolerates line breaks and a byte order mark', () => {
    const lines = base64(`\uFEFF<a>${'b'.repeat(200)}</a>`).replace(
      /.{64}/g,
      '$&\r\n',
    );
    expect(decodeSamlMessage(lines, 'base64')).toMatch(/^<a>b{200}<\/a>$/);
  });

  it.each([
    [
      'S31 a deflate bomb',
      base64(deflateRawSync('a'.repeat(50_000_000))),
      'deflate',
    ],
    ['S31 3 MB', base64('a'.repeat(3_000_000)), 'base64'],
    ['S31 a little more than allowed', base64('a'.repeat(262_145)), 'base64'],
    ['something not deflated', base64('<a/>'), 'deflate'],
    ['characters out of base64', '<a/>', 'base64'],
    ['base64url', base64('<<???>>').replace(/\//g, '_'), 'base64'],
    ['missing padding', base64('<a/>').replace(/=/g, ''), 'base64'],
    ['loose bits', 'PGEvPh==', 'base64'],
    ['nothing', '', 'base64'],
    ['octets that are not UTF-8', base64(Buffer.from([0x3c, 0xff])), 'base64'],
  ] as const)('refuses %s', (_, parameter, encoding) => {
    expect(refusalOf(() => decodeSamlMessage(parameter, encoding)).code).toBe(
      'saml-xml-refused',
    );
  });

  it('S31 accepts the largest message', () => {
    const largest = 'a'.repeat(262_144);
    expect(decodeSamlMessage(base64(largest), 'base64')).toBe(largest);
    expect(decodeSamlMessage(base64(deflateRawSync(largest)), 'deflate')).toBe(
      largest,
    );
  });
});
