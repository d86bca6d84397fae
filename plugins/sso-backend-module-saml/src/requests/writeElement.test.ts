import { writeElement } from './writeElement';

describe('writeElement', () => {
  it('writes elements inside elements', () => {
    expect(
      writeElement('a', { one: '1', none: undefined }, [
        writeElement('b', {}, 'text'),
        writeElement('c', { two: '2' }),
      ]).xml,
    ).toBe('<a one="1"><b>text</b><c two="2"/></a>');
  });

  it('escapes what would be markup', () => {
    const evil = `"><x y='&amp;'>]]>\r\n\t`;
    expect(writeElement('a', { b: evil }, evil).xml).toBe(
      `<a b="&quot;&gt;&lt;x y='&amp;amp;'&gt;]]&gt;&#13;&#10;&#9;">` +
        `&quot;&gt;&lt;x y='&amp;amp;'&gt;]]&gt;&#13;&#10;&#9;</a>`,
    );
  });

  it.each(['\u0000', '\u001b', '\ud800', '\uffff'])(
    'refuses %j, which no XML document can hold',
    character => {
      expect(() => writeElement('a', {}, `x${character}`)).toThrow(TypeError);
      expect(() => writeElement('a', { b: `x${character}` })).toThrow(
        TypeError,
      );
    },
  );

  it('keeps characters beyond the basic plane', () => {
    expect(writeElement('a', {}, 'Zoë 😀').xml).toBe('<a>Zoë 😀</a>');
  });
});
