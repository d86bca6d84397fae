import { isPortalPath, portalPathSchema } from './portalPath';

const script = ['javascript', 'alert(1)'].join(':');

describe('isPortalPath', () => {
  it.each([
    '/',
    '/catalog',
    '/catalog?filters[kind]=x&a=%2F%2Fb#top',
    '/docs//page',
    '/@evil.test',
    '/https://evil.test',
    '/?next=https://evil.test',
    '/%2F%2Fevil.test',
    '/é/日本',
    '/a..b/.c/d.',
    '/catalog?up=/../x#/../y',
    `/${'x'.repeat(1999)}`,
  ])('CONN-8 G03 honest twin: takes %j', path => {
    expect(isPortalPath(path)).toBe(true);
    expect(portalPathSchema.safeParse(path).success).toBe(true);
    expect(new URL(path, 'https://portal.test').host).toBe('portal.test');
  });

  it.each([
    '',
    ' ',
    ' /catalog',
    'catalog',
    '?x',
    '#x',
    '//evil.test',
    '///evil.test',
    '/\\evil.test',
    '\\/evil.test',
    '\\\\evil.test',
    '/a\\..\\evil',
    '/..',
    '/../evil',
    '/a/../../evil',
    '/./evil',
    '/%2e%2E/evil',
    '/a/.%2e?x',
    '/\t/evil.test',
    '/\n/evil.test',
    '/\r\nSet-Cookie: a=b',
    '\t//evil.test',
    '/\u0000',
    '/\u007f',
    '/\u0085',
    '/\u2028/evil.test',
    '/\u2029/evil.test',
    '/.//evil.test',
    '/a/../b',
    '/a/..//evil.test',
    '/%2e//evil.test',
    '/a/%2E%2e//evil.test',
    'https://evil.test',
    'https:/evil.test',
    'https:evil.test',
    'HTTPS://evil.test',
    'data:text/html,x',
    'blob:https://evil.test/x',
    script,
    '@evil.test',
    'user@evil.test',
    '.evil.test',
    ':80/x',
    `/${'x'.repeat(2000)}`,
  ])('CONN-8 G03 refuses %j', path => {
    expect(isPortalPath(path)).toBe(false);
    expect(portalPathSchema.safeParse(path).success).toBe(false);
  });

  it.each([[undefined], [null], [5], [['/a']], [{}]])(
    'CONN-8 G03 the schema refuses %j',
    value => {
      expect(portalPathSchema.safeParse(value).success).toBe(false);
    },
  );
});
