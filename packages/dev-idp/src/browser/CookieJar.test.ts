import { CookieJar } from './CookieJar';

function jarWith(...cookies: string[]): CookieJar {
  const jar = CookieJar.create();
  const headers = new Headers();
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  jar.store(headers);
  return jar;
}

describe('CookieJar', () => {
  it('sends a cookie to its path and below', () => {
    const jar = jarWith('a=1; path=/auth/x; httponly', 'b=2');
    expect(jar.headerFor('/auth/x')).toBe('a=1; b=2');
    expect(jar.headerFor('/auth/x/y')).toBe('a=1; b=2');
    expect(jar.headerFor('/auth/xy')).toBe('b=2');
    expect(jar.headerFor('/')).toBe('b=2');
  });

  it('replaces and forgets cookies', () => {
    const jar = jarWith('a=1; path=/', 'a=2=3; path=/');
    expect(jar.headerFor('/')).toBe('a=2=3');
    jar.store(
      new Headers({
        'set-cookie': 'a=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT',
      }),
    );
    expect(jar.headerFor('/')).toBe('');
  });
});
