import {
  beginLink,
  completeLink,
  linkIdentity,
  proofOf,
  refusalCodeOf,
  runErrand,
  signInLocally,
} from './__testUtils__/errandFlow';
import { eventsOf } from './__testUtils__/localAccounts';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { tokenOf } from './__testUtils__/secondFactor';
import { refusalOf, signIn } from './__testUtils__/signInFlow';
import { ADMINISTRATOR } from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const person = {
  sub: 'grace',
  preferred_username: 'grace',
  email: 'grace@example.test',
  email_verified: true,
};

describe.each(mainEngine(databases))('links to oneself on %s', engine => {
  const fixture = usePortal(databases, engine);

  it('USER-1 USER-4 an administrator links an identity, and signs in by it', async () => {
    const { idp, knex, portal } = fixture;
    const { id } = await connect(fixture);
    const admin = await signInLocally(fixture, 'admin');
    idp.claims({ ...person, email: 'admin@example.test' });
    // By email alone, no administrator is ever linked.
    expect(refusalOf(await signInAs(fixture, id)).code).toBe(
      'link-needs-administrator',
    );

    await linkIdentity(fixture, admin, id);

    expect(await knex('sso_identities')).toMatchObject([
      { connection_id: id, issuer: idp.issuer, subject: 'grace' },
    ]);
    expect(await eventsOf(knex, admin.accountId)).toContain('link-added');
    const browser = new TestBrowser();
    const page = await signIn({
      portal,
      browser,
      connectionId: id,
      provider: idp,
    });
    expect(refusalOf(page)).toEqual({});
    const payload = JSON.parse(
      Buffer.from(
        (await tokenOf(portal, browser)).split('.')[1],
        'base64url',
      ).toString(),
    );
    expect(payload.sub).toBe(ADMINISTRATOR);
  });

  it('USER-1 linking the same identity again changes nothing', async () => {
    const { idp, knex } = fixture;
    const { id } = await connect(fixture);
    const ada = await signInLocally(fixture, 'ada');
    idp.claims(person);
    const [first, second] = await Promise.all([
      beginLink(ada.client, id),
      beginLink(ada.client, id),
    ]);
    for (const url of [first, second]) {
      const page = await runErrand(fixture, url, ada.browser);
      await completeLink(ada.client, proofOf(page));
    }
    expect(await knex('sso_identities')).toHaveLength(1);
    const events = await eventsOf(knex, ada.accountId);
    expect(events.filter(type => type === 'link-added')).toHaveLength(1);
  });

  it('USER-1 an identity of another account is not taken from it', async () => {
    const { idp, knex } = fixture;
    const { id } = await connect(fixture);
    idp.claims(person);
    const ada = await signInLocally(fixture, 'ada');
    const eve = await signInLocally(fixture, 'eve');
    await linkIdentity(fixture, ada, id);

    expect(await refusalCodeOf(linkIdentity(fixture, eve, id))).toBe(
      'link-taken',
    );
    expect(
      (await knex('sso_identities').pluck('account_id')).map(String),
    ).toEqual([ada.accountId]);
    expect(await eventsOf(knex, eve.accountId)).not.toContain('link-added');
  });

  it('USER-7 a person who is not admitted is not linked', async () => {
    const { idp, knex } = fixture;
    const { id } = await connect(fixture, {
      policy: { admission: { attribute: 'department', values: ['staff'] } },
    });
    idp.claims({ ...person, department: 'students' });
    const ada = await signInLocally(fixture, 'ada');
    const page = await runErrand(
      fixture,
      await beginLink(ada.client, id),
      ada.browser,
    );
    expect(refusalOf(page).code).toBe('not-admitted');
    expect(page.location?.pathname).toBe('/my-security');
    expect(await knex('sso_identities')).toEqual([]);

    idp.claims({ ...person, department: 'staff' });
    await linkIdentity(fixture, ada, id);
    expect(await knex('sso_identities')).toHaveLength(1);
  });
});
