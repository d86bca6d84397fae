import { PortalRedirects } from './PortalRedirects';

describe('PortalRedirects', () => {
  it.each([
    ['http://localhost:3000', '/catalog?x=1#y', '/catalog?x=1#y'],
    ['http://localhost:3000/', '/', '/'],
    ['http://localhost:3000/portal', '/catalog', '/portal/catalog'],
    ['http://localhost:3000/portal/', '/', '/portal/'],
  ])('finds below %s the page %s', (appUrl, path, expected) => {
    expect(PortalRedirects.create({ appUrl }).toPage(path)).toBe(
      `http://localhost:3000${expected}`,
    );
  });

  it.each(['/../admin', '/%2e%2e/admin', '/a/../../admin', '//evil.example'])(
    'G03 does not leave the path of the app by %s',
    path => {
      const portal = PortalRedirects.create({
        appUrl: 'http://localhost:3000/portal',
      });
      expect(portal.toPage(path)).toBe('http://localhost:3000/portal/');
    },
  );

  it('names a refusal and its short code', () => {
    const portal = PortalRedirects.create({
      appUrl: 'http://localhost:3000/portal',
    });
    expect(portal.toRefusal({ code: 'state-expired' })).toBe(
      'http://localhost:3000/portal?sso_error=state-expired',
    );
    expect(
      portal.toRefusal({ code: 'state-expired', reference: 'K7&Q2' }),
    ).toBe(
      'http://localhost:3000/portal?sso_error=state-expired&sso_reference=K7%26Q2',
    );
  });
});
