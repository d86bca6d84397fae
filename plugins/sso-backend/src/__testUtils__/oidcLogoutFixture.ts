import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { type MisbehavingIdp, startMisbehavingIdp } from '@latchkey/dev-idp';
import samlModule from '@latchkey/plugin-sso-backend-module-saml';
import type { Knex } from 'knex';
import { startOver } from './logoutFlow';
import { activateOidc, refusalOf, signIn } from './signInFlow';
import { startTestPortal, type TestPortal } from './startTestPortal';
import { TestBrowser } from './TestBrowser';

/** Replicas of a portal, and two providers that make any logout token. */
export interface OidcLogoutFixture {
  knex: Knex;
  idp: MisbehavingIdp;
  other: MisbehavingIdp;
  /** The replica that people reach. */
  first: TestPortal;
  /** The one with Backstage's own HTTP server. */
  second: TestPortal;
  /** One that was started without the SSO connection `okta`. */
  without: TestPortal;
  /** Signs somebody in. @returns the browser */
  signInAs(
    claims: { sub: string; sid?: string },
    options?: { connectionId?: string; provider?: MisbehavingIdp },
  ): Promise<TestBrowser>;
}

/**
 * Starts an {@link OidcLogoutFixture} for all tests of a `describe` block; each
 * of them begins with the SSO connection `okta` and nothing else.
 */
export function useOidcLogout(
  databases: TestDatabases,
  engine: TestDatabaseId,
): OidcLogoutFixture {
  const fixture: OidcLogoutFixture = {
    async signInAs(claims, { connectionId = 'okta', provider } = {}) {
      const { first: portal, idp } = fixture;
      const asked = provider ?? idp;
      // Without an email address, which would make all of them one account.
      asked.claims({
        preferred_username: claims.sub,
        email: undefined,
        ...claims,
      });
      const browser = new TestBrowser();
      const page = await signIn({
        portal,
        browser,
        connectionId,
        provider: asked,
      });
      expect(refusalOf(page)).toEqual({});
      return browser;
    },
  } as OidcLogoutFixture;
  beforeAll(async () => {
    fixture.knex = await databases.init(engine);
    fixture.idp = await startMisbehavingIdp();
    fixture.other = await startMisbehavingIdp();
    const options = {
      databases,
      knex: fixture.knex,
      features: [samlModule],
    };
    fixture.first = await startTestPortal(options);
    const externalApiUrl = fixture.first.apiUrl;
    fixture.second = await startTestPortal({
      ...options,
      externalApiUrl,
      backstageHttp: true,
    });
    fixture.without = await startTestPortal({
      ...options,
      externalApiUrl,
      config: { sso: { disablePlugins: ['okta'] } },
    });
  }, 90_000);
  afterAll(async () => {
    const { first, second, without, idp, other } = fixture;
    await Promise.all([first?.stop(), second?.stop(), without?.stop()]);
    await Promise.all([idp?.stop(), other?.stop()]);
  });
  beforeEach(async () => {
    await startOver(fixture.knex);
    await activateOidc(fixture.first, fixture.idp, { id: 'okta' });
  });
  return fixture;
}
