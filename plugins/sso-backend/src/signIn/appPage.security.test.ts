import { appPage } from './appPage';

describe('appPage', () => {
  it.each([
    ['https://portal.test', '/', 'https://portal.test/#x=1'],
    ['https://portal.test', '/a?b=1#part', 'https://portal.test/a?b=1#x=1'],
    ['https://portal.test/app', '/a', 'https://portal.test/app/a#x=1'],
    ['https://portal.test/app', '/', 'https://portal.test/app/#x=1'],
  ])('makes of %s and %s the address %s', (appUrl, path, address) => {
    expect(appPage(appUrl, path, 'x=1')).toBe(address);
  });

  it.each([
    '/../admin',
    '/%2e%2e/admin',
    '/a/../../admin',
    '/..\\admin',
    '@evil.test/',
    '.evil.test/',
    ':1/',
  ])('G03 does not leave the app by %s', path => {
    const target = new URL(appPage('https://portal.test/app', path, 'x=1'));
    expect(target.origin).toBe('https://portal.test');
    expect(target.pathname).toMatch(/^\/app\//);
    expect(target.hash).toBe('#x=1');
    const atRoot = new URL(appPage('https://portal.test', path, 'x=1'));
    expect(atRoot.origin).toBe('https://portal.test');
  });
});
