import {
  ssoAdminOperations as admin,
  ssoPublicOperations,
} from '@latchkey/plugin-sso-common';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { PortalError } from './__testUtils__/PortalClient';
import { refusalOf, signIn, start } from './__testUtils__/signInFlow';
import { APP_URL } from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const picture = `data:image/png;base64,${Buffer.from('picture').toString(
  'base64',
)}`;
const script = ['javascript', 'alert(1)'].join(':');

describe.each(mainEngine(databases))('their fields on %s', engine => {
  const fixture = usePortal(databases, engine);
  const options = async () =>
    (
      await fixture.portal.anonymous.call(
        ssoPublicOperations.getSignInOptions,
        {},
      )
    ).connections;
  const problemsOf = async (overrides: Record<string, unknown>) => {
    try {
      await connect(fixture, overrides);
      return [];
    } catch (error) {
      if (error instanceof PortalError && error.status === 400) {
        return error.body.fields?.map(({ path }) => path);
      }
      throw error;
    }
  };

  it('CONN-3 shows name and icon on the sign-in page, and the comment to administrators', async () => {
    const { id } = await connect(fixture, {
      displayName: ' École « Zürich » <b>日本</b> ',
      icon: picture,
      comment: 'Ask Dana.\nOr Bob.',
    });
    await connect(fixture, { id: 'named', icon: 'school' });

    expect(await options()).toEqual([
      { id, displayName: 'École « Zürich » <b>日本</b>', icon: picture },
      { id: 'named', displayName: 'Test provider', icon: 'school' },
    ]);
    const stored = await fixture.portal.admin.call(admin.getConnection, {
      params: { connectionId: id },
    });
    expect(stored.comment).toBe('Ask Dana.\nOr Bob.');
  });

  it.each([
    ['icon', `data:image/svg+xml;base64,${btoa('<svg onload="x()"/>')}`],
    ['icon', 'data:image/svg+xml,<svg/>'],
    ['icon', script],
    ['icon', 'https://evil.test/pixel.png'],
    ['icon', 'data:text/html;base64,AAAA'],
    ['icon', `${picture}" onerror="x()`],
    ['icon', `data:image/png;base64,${'A'.repeat(66_000)}`],
    ['icon', 'unknown-name'],
    ['displayName', ''],
    ['displayName', '   '],
    ['displayName', 'x'.repeat(81)],
    ['displayName', 'two\nlines'],
    ['comment', 'x'.repeat(2001)],
    ['hidden', 'yes'],
    ['id', 'Upper'],
    ['id', '-edge'],
    ['id', '../admin'],
    ['id', 'x'.repeat(41)],
    ['protocol', 'telepathy'],
    ['protocol', '__proto__'],
  ])('CONN-3 G17 refuses the %s %j', async (field, value) => {
    expect(await problemsOf({ [field]: value })).toContain(field);
    expect(await options()).toEqual([]);
  });

  it('CONN-3 a hidden one has no button and works by its link', async () => {
    const { id, signInUrl } = await connect(fixture, { hidden: true });
    expect(await options()).toEqual([]);
    expect(new URL(signInUrl).searchParams.get('connection')).toBe(id);

    const browser = new TestBrowser();
    const begun = await browser.request(signInUrl);
    expect(begun.location?.pathname).toBe(`/api/sso/sign-in/${id}/start`);
    expect(refusalOf(await signInAs(fixture, id))).toEqual({});
  });

  it('SAML-10 its page can be opened without the auth plugin first', async () => {
    const { portal } = fixture;
    const { id } = await connect(fixture);
    const browser = new TestBrowser();
    const opened = await browser.request(
      `${portal.apiUrl}/sso/sign-in/${id}/start?returnTo=%2Fdocs`,
    );
    expect(opened.location?.pathname).toBe('/api/auth/sso/start');
    expect(opened.location?.searchParams.get('returnTo')).toBe('/docs');
    expect(opened.location?.searchParams.get('connection')).toBe(id);
  });

  it('CONN-8 leads to the login success redirect, else to the page first asked for', async () => {
    const { portal, idp } = fixture;
    const fixed = await connect(fixture, {
      id: 'fixed',
      loginSuccessRedirect: '/welcome?from=sso#top',
    });
    const free = await connect(fixture, { id: 'free' });
    const land = async (connectionId: string, returnTo?: string) =>
      (
        await signIn({
          portal,
          browser: new TestBrowser(),
          connectionId,
          provider: idp,
          returnTo,
        })
      ).location?.href;

    expect(await land(fixed.id)).toBe(`${APP_URL}/welcome?from=sso#top`);
    expect(await land(fixed.id, '/docs')).toBe(
      `${APP_URL}/welcome?from=sso#top`,
    );
    idp.claims({ sub: 'x', preferred_username: 'x', email: 'x@example.test' });
    expect(await land(free.id, '/docs?a=%2F#b')).toBe(
      `${APP_URL}/docs?a=%2F#b`,
    );
    expect(await land(free.id)).toBe(`${APP_URL}/`);
  });

  const elsewhere = [
    '//evil.test',
    '/\\evil.test',
    '\\\\evil.test',
    'https://evil.test',
    'https:evil.test',
    script,
    '/\t/evil.test',
    '/\n/evil.test',
    '/.//evil.test',
    '/a/..//evil.test',
    'evil.test',
    '@evil.test',
    '',
    '/\u0000',
    '/\u2028',
    `/${'x'.repeat(2000)}`,
  ];

  it.each(elsewhere)('CONN-8 G03 refuses to save the target %j', async path => {
    expect(await problemsOf({ loginSuccessRedirect: path })).toContain(
      'loginSuccessRedirect',
    );
  });

  it.each(elsewhere.filter(path => path !== ''))(
    'G03 refuses to start a sign-in that returns to %j',
    async path => {
      const { portal, idp } = fixture;
      const { id } = await connect(fixture);
      const browser = new TestBrowser();
      const byAuth = await start(portal, browser, id, path);
      expect(byAuth.location?.origin).toBe(APP_URL);
      expect(refusalOf(byAuth).code).toBe('return-to-invalid');

      const url = new URL(`${portal.apiUrl}/sso/sign-in/${id}/start`);
      url.searchParams.set('binding', 'a'.repeat(43));
      url.searchParams.set('returnTo', path);
      const direct = await browser.request(url);
      expect(direct.location?.origin).toBe(APP_URL);
      expect(direct.location?.pathname).toBe('/');
      expect(refusalOf(direct).code).toBe('return-to-invalid');
      expect(idp.calls('authorization')).toBe(0);
      expect(await fixture.knex('sso_sign_in_states')).toEqual([]);
    },
  );
});
