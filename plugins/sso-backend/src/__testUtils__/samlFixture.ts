import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { DevPerson, SamlForge } from '@latchkey/dev-idp';
import samlModule from '@latchkey/plugin-sso-backend-module-saml';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { startOver } from './logoutFlow';
import { countRows, noRows, traceOf } from './portalFixture';
import { createForge, personNamed, signInBySaml, whoIs } from './samlFlow';
import { refusalOf } from './signInFlow';
import { APP_URL, startTestPortal, type TestPortal } from './startTestPortal';
import { type PageAnswer, TestBrowser } from './TestBrowser';

/** Two replicas of a portal with SAML, and two providers. */
export interface SamlFixture {
  knex: Knex;
  /** The replica that people reach. */
  portal: TestPortal;
  second: TestPortal;
  forge: SamlForge;
  otherForge: SamlForge;
  /** What came of an answer, to hold against {@link refusedWith}. */
  outcomeOf(page: PageAnswer): Promise<object>;
  /** The honest twin, in a new browser. */
  signInHonestly(
    connectionId: string,
    options?: { forge?: SamlForge; person?: DevPerson },
  ): Promise<TestBrowser>;
}

/** Refused, with a trace of the same code, and nothing made of it. */
export function refusedWith(code: string): object {
  return { code, origin: APP_URL, trace: code, rows: noRows };
}

/**
 * Starts a {@link SamlFixture} for all tests of a `describe` block; each of
 * them begins without SSO connections and accounts.
 */
export function useSaml(
  databases: TestDatabases,
  engine: TestDatabaseId,
  options: { config?: JsonObject } = {},
): SamlFixture {
  const fixture: SamlFixture = {
    async outcomeOf(page: PageAnswer) {
      const { code } = refusalOf(page);
      return {
        code,
        origin: page.location?.origin,
        trace: code && (await traceOf(fixture.portal, page)).code,
        rows: await countRows(fixture.knex),
      };
    },
    async signInHonestly(connectionId, { forge, person } = {}) {
      const { portal } = fixture;
      const browser = new TestBrowser();
      const who = person ?? personNamed('alice');
      const page = await signInBySaml({
        portal,
        browser,
        connectionId,
        forge: forge ?? fixture.forge,
        person: who,
      });
      expect(refusalOf(page)).toEqual({});
      expect(await whoIs(portal, browser)).toBe(`user:default/${who.username}`);
      return browser;
    },
  } as SamlFixture;
  beforeAll(async () => {
    fixture.knex = await databases.init(engine);
    const { knex } = fixture;
    const features = [samlModule];
    fixture.portal = await startTestPortal({
      ...options,
      databases,
      knex,
      features,
    });
    fixture.second = await startTestPortal({
      ...options,
      databases,
      knex,
      features,
      externalApiUrl: fixture.portal.apiUrl,
    });
    fixture.forge = await createForge('idp-a');
    fixture.otherForge = await createForge('idp-b');
  }, 60_000);
  afterAll(async () => {
    await Promise.all([fixture.portal?.stop(), fixture.second?.stop()]);
  });
  beforeEach(() => startOver(fixture.knex));
  return fixture;
}
