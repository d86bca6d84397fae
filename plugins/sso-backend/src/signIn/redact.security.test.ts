import { redact } from './redact';

const jwt = [
  Buffer.from('{"alg":"RS256"}').toString('base64url'),
  Buffer.from('{"sub":"x"}').toString('base64url'),
  'c2lnbmF0dXJl',
].join('.');
const jwe = `${jwt}.abcdef.ghijkl`;
const secret = 'dGhpcyBpcyBhIHNlY3JldA';

describe('redact', () => {
  it.each([
    'access_token',
    'refresh_token',
    'id_token',
    'token',
    'tokens',
    'client_secret',
    'clientSecret',
    'password',
    'code',
    'code_verifier',
    'codeVerifier',
    'nonce',
    'state',
    'SAMLResponse',
    'RelayState',
    'client_assertion',
    'Authorization',
    'set-cookie',
    'sessionTicket',
    'private-key',
  ])('G21 hides the value of %s', name => {
    const text = JSON.stringify(
      redact({
        [name]: secret,
        deep: [{ [name]: [secret, [secret]] }],
        pair: { label: name, value: secret },
        list: { label: name, value: [secret] },
      }),
    );
    expect(text).not.toContain(secret);
    expect(text.match(/\[hidden\]/g)).toHaveLength(5);
  });

  it.each([
    ['a JWT', jwt],
    ['a JWE', jwe],
    ['a JWT inside a text', `The provider sent "${jwt}" here`],
    ['a bearer header', `Authorization: Bearer ${secret}`],
    ['a basic header', `authorization: basic ${secret}`],
    ['a query', `https://x.test/cb?code=${secret}&a=b`],
    ['a fragment', `https://x.test/cb#access_token=${secret}`],
    ['a form', `grant_type=x&client_secret=${secret}`],
    ['a SAML answer', `SAMLResponse=${secret}%3D`],
    ['a state', `/callback?state=${secret}`],
    ['a key of an object', { [`x ${jwt}`]: 1 }],
  ])('G21 takes %s out of texts, however deep', (_, text) => {
    const result = JSON.stringify(redact({ a: [{ b: text }] }));
    expect(result).not.toContain(secret);
    expect(result).not.toContain(jwt.slice(0, 20));
    expect(result).toContain('[hidden]');
  });

  it('OPS-2 keeps what administrators need', () => {
    const value = {
      email: 'alice@example.test',
      groups: ['engineering', 'state-of-the-art'],
      issuer: 'https://login.example.test/?tenant=x',
      count: 3,
      yes: true,
      nothing: null,
      pair: { label: 'Issuer in the settings', value: 'https://x.test' },
      token: { issuer: 'https://x.test', audience: ['a'] },
    };
    expect(redact(value)).toEqual(value);
    expect(redact(undefined)).toBeUndefined();
    expect(redact({ at: new Date(0) })).toEqual({
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('G21 bounds its size', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 1000; level += 1) deep = { deep };
    const result = JSON.stringify(
      redact({
        long: 'x'.repeat(1_000_000),
        many: Array.from({ length: 100_000 }, () => 'y'),
        wide: Object.fromEntries(
          Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 'z']),
        ),
        deep,
      }),
    );
    expect(result.length).toBeLessThan(20_000);
    expect(result).toContain('1000000 characters');
    expect(result).toContain('100000 entries');
    expect(result).not.toContain('bottom');
  });

  it('OPS-2 makes texts storable, so that the trace can be written', () => {
    expect(redact({ 'a\u0000': 'b\u0000c', d: '\ud800e', f: '😀' })).toEqual({
      'a\ufffd': 'b\ufffdc',
      d: '\ufffde',
      f: '😀',
    });
  });

  it('G08 is not polluted, and shows what tried to', () => {
    const value = JSON.parse('{"__proto__":{"polluted":1},"constructor":"x"}');
    const result = redact(value);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(JSON.stringify(result)).toBe(
      '{"__proto__":{"polluted":1},"constructor":"x"}',
    );
  });
});
