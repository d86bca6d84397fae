import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import { follow } from './__testUtils__/errandFlow';
import { insertOverride, optionsOf } from './__testUtils__/overrideFlow';
import {
  connect,
  type PortalFixture,
  usePortal,
} from './__testUtils__/portalFixture';
import { refusalOf } from './__testUtils__/signInFlow';
import { APP_URL, startTestPortal } from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

/** Where the page sends the browser, all the way to where it stays. */
async function goThrough(
  portal: PortalFixture['portal'],
  connectionId: string,
  browser = new TestBrowser(),
) {
  const url = new URL(`${portal.apiUrl}/auth/sso/start`);
  url.searchParams.set('connection', connectionId);
  url.searchParams.set('returnTo', '/docs');
  return follow(portal, browser, url);
}

describe.each(mainEngine(databases))(
  'override auth that fails on %s',
  engine => {
    const fixture = usePortal(databases, engine);

    it('CONN-5 the honest twin: goes to the provider', async () => {
      const { idp, knex, portal } = fixture;
      const { id } = await connect(fixture);
      await insertOverride(knex, id);
      const page = await goThrough(portal, id);
      expect(page.location?.href).toContain(idp.issuer);
    });

    it.each<
      [string, string, (id: string, version: number) => Promise<unknown>]
    >([
      [
        'deleted',
        'connection-not-found',
        id =>
          fixture.portal.admin.call(ssoAdminOperations.deleteConnection, {
            params: { connectionId: id },
          }),
      ],
      [
        'switched off',
        'connection-inactive',
        (id, version) =>
          fixture.portal.admin.call(ssoAdminOperations.setConnectionActive, {
            params: { connectionId: id },
            body: { active: false, version },
          }),
      ],
      [
        'without its module',
        'protocol-not-installed',
        () => fixture.knex('sso_connections').update({ protocol: 'ghost' }),
      ],
      [
        'without readable settings',
        'settings-invalid',
        () => fixture.knex('sso_connections').update({ settings: '{}' }),
      ],
      [
        'without a provider that is what it was',
        'issuer-mismatch',
        () => fixture.idp.misbehave('discoveryIssuerMismatch'),
      ],
      [
        'with a provider that answers nonsense',
        'discovery-failed',
        () => fixture.idp.misbehave('discoveryHtml'),
      ],
    ])(
      'CONN-5 one that is %s ends on the page with buttons, which says %s',
      async (_, code, spoil) => {
        const { knex, portal } = fixture;
        const { id, version } = await connect(fixture);
        await insertOverride(knex, id);
        await spoil(id, version);
        // Again and again, as somebody who does not believe it.
        const browser = new TestBrowser();
        for (let time = 0; time < 3; time += 1) {
          const page = await goThrough(portal, id, browser);
          expect(page.location?.origin).toBe(APP_URL);
          expect(page.location?.pathname).toBe('/docs');
          expect(refusalOf(page)).toEqual({
            code,
            reference: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
          });
        }
      },
    );

    it('CONN-6 one that is skipped is not gone to, and its address says so', async () => {
      const { knex } = fixture;
      const { id } = await connect(fixture);
      await insertOverride(knex, id);
      const skipping = await startTestPortal({
        databases,
        knex,
        config: { sso: { disablePlugins: [id] } },
      });
      try {
        expect(await optionsOf(skipping)).toEqual({
          connections: [],
          localSignIn: true,
          setupNeeded: true,
          passwordReset: false,
          nossoRefused: false,
          pluginsDisabled: 'some',
        });
        const page = await goThrough(skipping, id);
        expect(page.location?.origin).toBe(APP_URL);
        expect(refusalOf(page).code).toBe('connection-skipped');
      } finally {
        await skipping.stop();
      }
      expect((await optionsOf(fixture.portal)).override).toBe(id);
    });

    it('CONN-6 without any plugin there is no override, and settings stay', async () => {
      const { knex } = fixture;
      const { id } = await connect(fixture);
      await insertOverride(knex, id);
      const bare = await startTestPortal({
        databases,
        knex,
        config: { sso: { disablePlugins: true } },
      });
      try {
        const options = await optionsOf(bare);
        expect(options.override).toBeUndefined();
        expect(options).toMatchObject({
          connections: [],
          localSignIn: true,
          pluginsDisabled: 'all',
        });
      } finally {
        await bare.stop();
      }
      expect(await knex('sso_overrides')).toHaveLength(1);
    });
  },
);
