import {
  ssoAdminOperations as admin,
  ssoSelfOperations as operations,
} from '@latchkey/plugin-sso-common';
import { proveIdentity } from './__testUtils__/linkFlow';
import { eventsOf, insertLocal, password } from './__testUtils__/localAccounts';
import { connect, countRows, usePortal } from './__testUtils__/portalFixture';
import {
  accountIdOf,
  isSignedIn,
  type SignedIn,
  signInLocally,
  signInThrough,
} from './__testUtils__/signedIn';
import {
  createTestDatabases,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const currentPassword = password;

describe.each(mainEngine(databases))('my links on %s', engine => {
  const fixture = usePortal(databases, engine);
  const view = ({ client }: SignedIn) =>
    client.call(operations.getMyAccount, {});
  const complete = ({ client }: SignedIn, proof: string) =>
    client.send(operations.completeMyLink, { body: { proof } });
  const remove = ({ client }: SignedIn, linkId: string) =>
    client.send(operations.removeMyLink, { params: { linkId } });
  const codeOf = (answer: { body: unknown }) =>
    (answer.body as { refusal?: { code: string } }).refusal?.code;

  it('USER-1 links a provider to the own account, which then lets the person in', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const { id } = await connect(fixture, { displayName: 'Company' });
    const person = await signInLocally(portal);
    expect((await view(person)).linkable).toEqual([
      { id, displayName: 'Company' },
    ]);

    const proof = await proveIdentity(fixture, person, id, { currentPassword });
    expect(await countRows(knex)).toMatchObject({ accounts: 1, identities: 0 });
    const linked = await complete(person, proof);

    expect(linked).toMatchObject({
      status: 200,
      body: { links: [{ connectionId: id, connection: 'Company' }] },
    });
    expect((await view(person)).linkable).toEqual([]);
    await signInThrough(fixture, id);
    expect(await countRows(knex)).toMatchObject({ accounts: 1, identities: 1 });
    expect(await eventsOf(knex, accountId)).toContain('link-added');
    expect(codeOf(await complete(person, proof))).toBe('proof-invalid');
  });

  it('USER-1 asks for the password before, and offers only what can be linked', async () => {
    const { knex, portal } = fixture;
    await insertLocal(knex);
    const hidden = await connect(fixture, { hidden: true });
    const inactive = await connect(fixture, { active: false });
    const open = await connect(fixture);
    const person = await signInLocally(portal);
    const begin = (connectionId: string, typed?: string) =>
      person.client.send(operations.beginMyLink, {
        body: { connectionId, currentPassword: typed },
      });

    expect((await view(person)).linkable.map(({ id }) => id)).toEqual([
      open.id,
    ]);
    expect(codeOf(await begin(open.id))).toBe('password-wrong');
    expect(codeOf(await begin(open.id, 'not it'))).toBe('password-wrong');
    for (const id of [hidden.id, inactive.id, 'unknown']) {
      expect((await begin(id, password)).status).toBe(404);
    }
    expect((await begin(open.id, password)).status).toBe(200);
  });

  it('USER-8 an account of an SSO connection links no other', async () => {
    const first = await connect(fixture);
    const second = await connect(fixture);
    const person = await signInThrough(fixture, first.id);
    expect(await view(person)).toMatchObject({
      links: [{ connectionId: first.id }],
      linkable: [],
    });
    const answer = await person.client.send(operations.beginMyLink, {
      body: { connectionId: second.id },
    });
    expect(codeOf(answer)).toBe('account-source-other');
  });

  it('USER-1 an identity of somebody else is not linked', async () => {
    const { knex, portal } = fixture;
    const { id } = await connect(fixture);
    await signInThrough(fixture, id);
    await insertLocal(knex);
    const person = await signInLocally(portal);
    const proof = await proveIdentity(fixture, person, id, { currentPassword });
    expect(codeOf(await complete(person, proof))).toBe('link-taken');
    expect((await view(person)).links).toEqual([]);
  });

  it('USER-1 removes a link with the sessions made by it', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const { id } = await connect(fixture);
    const person = await signInLocally(portal);
    await complete(
      person,
      await proveIdentity(fixture, person, id, { currentPassword }),
    );
    const bySso = await signInThrough(fixture, id);
    const [link] = (await view(person)).links;

    expect(await remove(person, link.id)).toMatchObject({
      status: 200,
      body: { links: [], linkable: [{ id }] },
    });

    expect(await isSignedIn(portal, bySso)).toBe(false);
    expect(await isSignedIn(portal, person)).toBe(true);
    expect((await remove(person, link.id)).status).toBe(404);
    expect(await eventsOf(knex, accountId)).toContain('link-removed');
  });

  it('USER-1 the last way in stays', async () => {
    const { knex, portal } = fixture;
    const { id, version } = await connect(fixture);
    const person = await signInThrough(fixture, id);
    const accountId = await accountIdOf(knex, 'alice');
    const [link] = (await view(person)).links;
    expect(codeOf(await remove(person, link.id))).toBe('link-last');

    const { accounts } = await persistenceOf(knex);
    await accounts.setSource([accountId], 'local', new Date());
    expect(codeOf(await remove(person, link.id))).toBe('link-last');

    // Another link counts, but not one whose connection is switched off.
    const other = await connect(fixture);
    await accounts.link([
      {
        connectionId: other.id,
        issuer: fixture.idp.issuer,
        subject: 'alice elsewhere',
        accountId,
        at: new Date(),
      },
    ]);
    await portal.admin.call(admin.setConnectionActive, {
      params: { connectionId: other.id },
      body: { active: false, version: other.version },
    });
    expect(codeOf(await remove(person, link.id))).toBe('link-last');
    await portal.admin.call(admin.setConnectionActive, {
      params: { connectionId: other.id },
      body: { active: true, version: other.version + 1 },
    });
    expect((await remove(person, link.id)).status).toBe(200);
    expect(version).toBe(1);
  });

  it('G20 two last links that are removed at once: one stays', async () => {
    const { knex } = fixture;
    const first = await connect(fixture);
    const second = await connect(fixture);
    const person = await signInThrough(fixture, first.id);
    const accountId = await accountIdOf(knex, 'alice');
    const { accounts } = await persistenceOf(knex);
    await accounts.setSource([accountId], 'local', new Date());
    await accounts.link([
      {
        connectionId: second.id,
        issuer: fixture.idp.issuer,
        subject: 'alice elsewhere',
        accountId,
        at: new Date(),
      },
    ]);
    const { links } = await view(person);
    // Not ended with a link, so that both are really tried.
    await knex('sso_sessions').update({ connection_id: null, way: 'recovery' });

    const answers = await Promise.all(
      links.map(link => remove(person, link.id)),
    );

    expect(
      answers.map(codeOf).filter(code => code === 'link-last'),
    ).toHaveLength(1);
    expect(await accounts.listLinks(accountId)).toHaveLength(1);
  });
});
