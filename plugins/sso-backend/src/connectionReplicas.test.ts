import {
  type MisbehavingIdp,
  signInAt,
  startMisbehavingIdp,
} from '@latchkey/dev-idp';
import {
  ssoAdminOperations as admin,
  ssoPublicOperations,
} from '@latchkey/plugin-sso-common';
import { clearDatabase } from './__testUtils__/portalFixture';
import {
  activateOidc,
  finish,
  refresh,
  refusalOf,
  start,
} from './__testUtils__/signInFlow';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import { createTestDatabases } from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('two replicas on %s', engine => {
  let idp: MisbehavingIdp;
  let first: TestPortal;
  let second: TestPortal;

  beforeAll(async () => {
    idp = await startMisbehavingIdp();
    const knex = await databases.init(engine);
    first = await startTestPortal({ databases, knex });
    second = await startTestPortal({
      databases,
      knex,
      externalApiUrl: first.apiUrl,
    });
    await clearDatabase(knex);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([first?.stop(), second?.stop(), idp?.stop()]);
  });

  /** As the proxy in front of the replicas sends a request to the second. */
  const atSecond = (url: string | URL | undefined) =>
    String(url).replace(first.apiUrl, second.apiUrl);
  const options = async (portal: TestPortal) =>
    (
      await portal.anonymous.call(ssoPublicOperations.getSignInOptions, {})
    ).connections.map(({ displayName }) => displayName);

  it('CONN-2 OPS-6 serve every change on their next request', async () => {
    const created = await activateOidc(first, idp, { displayName: 'One' });
    const params = { connectionId: created.id };
    expect(await options(second)).toEqual(['One']);

    const changed = await second.admin.call(admin.updateConnection, {
      params,
      body: {
        displayName: 'Two',
        settings: { issuer: idp.issuer, clientId: idp.clientId },
        version: created.version,
      },
    });
    expect(await options(first)).toEqual(['Two']);

    await first.admin.call(admin.setConnectionActive, {
      params,
      body: { active: false, version: changed.version },
    });
    expect(await options(second)).toEqual([]);
    expect(
      refusalOf(await start(second, new TestBrowser(), created.id)).code,
    ).toBe('connection-inactive');

    await second.admin.call(admin.deleteConnection, { params });
    expect(
      refusalOf(await start(first, new TestBrowser(), created.id)).code,
    ).toBe('connection-not-found');
  });

  it('OPS-6 finish on one what was started on the other, and end sessions on both', async () => {
    const { id } = await activateOidc(first, idp);
    const browser = new TestBrowser();
    const begun = await start(first, browser, id, '/docs');
    const answer = await signInAt(idp, String(begun.location));

    const called = await browser.request(atSecond(answer.url), {
      crossSite: true,
    });
    const landed = await browser.request(atSecond(called.location));

    expect(landed.location?.pathname).toBe('/docs');
    expect((await refresh(first, browser)).status).toBe(200);
    expect((await refresh(second, browser)).status).toBe(200);

    const signedOut = await browser.request(
      `${second.apiUrl}/auth/sso/logout`,
      {
        method: 'POST',
        headers: { 'X-Requested-With': 'XMLHttpRequest' },
      },
    );
    expect(signedOut.status).toBe(204);
    expect((await refresh(first, browser)).status).toBe(401);
  });

  it('CONN-2 use a changed secret at the next sign-in, also the one that cached the old', async () => {
    const { id, version } = await activateOidc(second, {
      ...idp,
      issuer: idp.issuer,
      clientId: idp.clientId,
      clientSecret: 'wrong',
    });
    // Somebody who has no account of another connection yet.
    idp.claims({
      sub: 'newcomer',
      preferred_username: 'newcomer',
      email: 'newcomer@example.test',
    });
    const trySignIn = async () => {
      const browser = new TestBrowser();
      const begun = await start(first, browser, id);
      const answer = await signInAt(idp, String(begun.location));
      return refusalOf(await finish(browser, answer)).code;
    };
    expect(await trySignIn()).toBe('client-authentication-failed');
    await second.admin.call(admin.updateConnection, {
      params: { connectionId: id },
      body: {
        displayName: 'Right now',
        settings: { issuer: idp.issuer, clientId: idp.clientId },
        secrets: { clientSecret: idp.clientSecret },
        version,
      },
    });
    expect(await trySignIn()).toBeUndefined();
  });
});
