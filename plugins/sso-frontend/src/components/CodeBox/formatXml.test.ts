import { formatXml, isXml } from './formatXml';

describe('formatXml', () => {
  it('gives each element a line and keeps text to the letter', () => {
    expect(
      formatXml(
        '<?xml version="1.0"?><a x="1>0">\n <b> text </b><c/><d></d><e>1<f/>2</e></a>',
      ),
    ).toBe(
      [
        '<?xml version="1.0"?>',
        '<a x="1>0">',
        '  <b> text </b>',
        '  <c/>',
        '  <d></d>',
        '  <e>1',
        '    <f/>',
        '    2',
        '  </e>',
        '</a>',
      ].join('\n'),
    );
  });

  it.each(['<a', '</a></a>', '<a>text', `<a b="${'<'.repeat(10)}`])(
    'shows all of the broken %s',
    broken => {
      expect(formatXml(broken).replace(/\s/g, '')).toBe(
        broken.replace(/\s/g, ''),
      );
    },
  );

  it('does not let a deep document grow out of proportion', () => {
    const deep = '<a>'.repeat(5_000);

    expect(formatXml(deep).length).toBeLessThan(deep.length * 20);
  });
});

describe('isXml', () => {
  it.each([
    ['<samlp:Response/>', true],
    [' <?xml version="1.0"?>\n<a></a>\n', true],
    ['a < b', false],
    ['<3 is > 2', false],
    ['', false],
  ])('of %j is %s', (text, expected) => {
    expect(isXml(text)).toBe(expected);
  });
});
