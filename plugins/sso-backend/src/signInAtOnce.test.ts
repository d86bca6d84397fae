import { signInAt } from '@latchkey/dev-idp';
import { connect, countRows, usePortal } from './__testUtils__/portalFixture';
import { finish, refresh, refusalOf, start } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import { createTestDatabases } from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('sign-ins at once on %s', engine => {
  const fixture = usePortal(databases, engine);
  const begin = async (connectionId: string, browser: TestBrowser) => {
    const begun = await start(fixture.portal, browser, connectionId);
    return signInAt(fixture.idp, String(begun.location));
  };

  it('OIDC-5 G20 one session of a callback that comes 20 times at once', async () => {
    const { knex, idp, portal } = fixture;
    const { id } = await connect(fixture);
    const browser = new TestBrowser();
    const answer = await begin(id, browser);

    const pages = await Promise.all(
      Array.from({ length: 20 }, () => finish(browser, answer)),
    );

    const refused = pages.map(page => refusalOf(page).code);
    expect(refused.filter(code => code === undefined)).toHaveLength(1);
    expect(refused.filter(code => code === 'state-unknown')).toHaveLength(19);
    expect(idp.calls('token')).toBe(1);
    expect(await countRows(knex)).toEqual({
      accounts: 1,
      identities: 1,
      sessions: 1,
      tickets: 0,
    });
    expect((await refresh(portal, browser)).status).toBe(200);
  });

  it('OPS-6 two tabs sign in at once', async () => {
    const { id } = await connect(fixture);
    const browser = new TestBrowser();
    const tabs = [await begin(id, browser), await begin(id, browser)];
    const pages = await Promise.all(tabs.map(tab => finish(browser, tab)));
    expect(pages.map(refusalOf)).toEqual([{}, {}]);
    expect((await refresh(fixture.portal, browser)).status).toBe(200);
    expect(await countRows(fixture.knex)).toMatchObject({ accounts: 1 });
  });
});
