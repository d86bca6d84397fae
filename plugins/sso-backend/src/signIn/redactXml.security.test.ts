import { redact } from './redact';
import { redactXml } from './redactXml';

const proof = 'cHJvb2Ygb2YgdGhlIG1lc3NhZ2U';
const whole = <T>(value: T) => redact(value, { wholeMessages: true });

describe('redactXml', () => {
  it.each(['SignatureValue', 'DigestValue', 'CipherValue', 'X509Certificate'])(
    'SAML-11 G21 takes the content of %s, however it is written',
    name => {
      for (const xml of [
        `<${name}>${proof}</${name}>`,
        `<ds:${name}>${proof}</ds:${name}>`,
        `<é:${name}>${proof}</é:${name}>`,
        `<ds:${name} Id="a>b" >\n${proof}\n</ds:${name} >`,
        `<ds:${name}><!-- -->${proof}</ds:${name}>`,
        `<ds:${name}><![CDATA[${proof}]]></ds:${name}>`,
        `<ds:${name}><x>${proof}</x></ds:${name}>`,
        `<a:${name}>1</a:${name}><b:${name}>${proof}</b:${name}>`,
        `<a:${name}/><b:${name}>${proof}</b:${name}>`,
        `<ds:${name}>${proof}`,
        `<ds:${name} <${proof}>`,
      ]) {
        const result = redactXml(`<a>${xml}`, '[hidden]');
        expect([xml, result.includes(proof)]).toEqual([xml, false]);
        expect(result).toContain('[hidden]');
      }
    },
  );

  it('SAML-11 keeps everything else as it is', () => {
    const xml = `<a:SignatureValues>1</a:SignatureValues><ds:SignatureValue/>
      <NameID Format="x">alice</NameID><ds:SignatureMethod Algorithm="y"/>
      <DigestValue>x</DigestValue><Attribute Name="DigestValue">2</Attribute>`;
    expect(redactXml(xml, '[hidden]')).toBe(
      xml.replace('<DigestValue>x<', '<DigestValue>[hidden]<'),
    );
    expect(redactXml('no XML', '[hidden]')).toBe('no XML');
  });

  it('SAML-11 G21 whole messages lose tokens and parameters as well', () => {
    const jwt = `eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.${proof}`;
    const filler = '<filler>some text</filler>'.repeat(500);
    const xml = `${filler}<a url="https://x.test/?code=${proof}&amp;state=${proof}">${jwt}</a>`;
    const result = whole({ evidence: [{ label: 'Message', value: xml }] });
    const text = JSON.stringify(result);
    expect(text).toContain(filler);
    expect(text).not.toContain(proof);
    expect(text).not.toContain(jwt.slice(0, 20));
  });

  it('SAML-11 G21 what is named a secret stays hidden in debug mode', () => {
    expect(
      whole([
        { label: 'SAMLResponse', value: proof.repeat(200) },
        { label: 'Message', value: { client_secret: proof } },
      ]),
    ).toEqual([
      { label: 'SAMLResponse', value: '[hidden]' },
      { label: 'Message', value: { client_secret: '[hidden]' } },
    ]);
  });

  it('SAML-11 bounds each message and all of them', () => {
    const text = (length: number) => 'ab '.repeat(length / 3);
    const [small, large] = whole([text(59_997), text(90_000)]);
    expect(small).toBe(text(59_997));
    expect(large).toMatch(/ … \(90000 characters\)$/);
    expect(large.length).toBeLessThan(60_100);

    const many = whole(Array.from({ length: 100 }, () => text(90_000)));
    expect(JSON.stringify(many).length).toBeLessThan(240_000 + 100 * 2_100);
    // Without debug mode as ever.
    expect(redact(text(59_997)).length).toBeLessThan(2_100);
  });

  it('SAML-11 leaves no half of a character where it cuts', () => {
    for (const options of [{}, { wholeMessages: true }]) {
      for (const start of ['', 'x']) {
        const result = redact(`${start}${'😀'.repeat(50_000)}`, options);
        expect(result).not.toMatch(/\p{Surrogate}/u);
      }
    }
  });

  // With work that grows with the square of the length, each would take
  // minutes and so end the test.
  it.each([
    ['beginnings of a JWT', 'eyJ-'],
    ['beginnings of a long JWT', 'eyJhbGciOi-'],
    ['beginnings of signatures', '<ds:SignatureValue '],
    ['signatures without an end', '<ds:SignatureValue>'],
    ['prefixes', '<a-'],
    ['a long prefix', 'a'],
    ['end tags', '</'],
    ['parameters', '?token_'],
    ['spaces', ' '],
    ['schemes', 'Bearer '],
  ])('SAML-11 G18 does not stall at %s', (_, part) => {
    for (const start of ['', '<', '<ds:SignatureValue>', 'Bearer', '?']) {
      const text = start + part.repeat(60_000 / part.length);
      expect(whole(Array.from({ length: 10 }, () => text))).toHaveLength(10);
      expect(redactXml(start + part.repeat(500_000), '')).toBeDefined();
    }
  });
});
