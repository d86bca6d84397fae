import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ssoAdminOperations as admin } from '@latchkey/plugin-sso-common';
import {
  connect,
  countRows,
  signInAs,
  traceOf,
  usePortal,
} from './__testUtils__/portalFixture';
import { refusalOf } from './__testUtils__/signInFlow';
import {
  createTestDatabases,
  insertAccount,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const withoutCreation = ['linkedIdentity', 'emailMatchingAccount'];
const byUsername = {
  resolvers: ['linkedIdentity', 'usernameMatchingAccount', 'createAccount'],
};

/** `User` entities of another Catalog provider. */
const catalogUser = (name: string, email?: string, namespace = 'default') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name,
    namespace,
    annotations: {
      'backstage.io/managed-by-origin-location': 'url:https://org.test/x.yaml',
    },
  },
  spec: { profile: { displayName: name, email }, memberOf: [] },
});

describe.each(databases.eachSupportedId())('new accounts on %s', engine => {
  const fixture = usePortal(databases, engine, {
    catalog: catalogServiceMock({
      entities: [
        catalogUser('grace', 'Grace@example.test'),
        catalogUser('twin-one', 'twins@example.test'),
        catalogUser('twin-two', 'twins@example.test'),
        catalogUser('admin', 'root@example.test'),
        catalogUser('far', 'far@example.test', 'abroad'),
      ],
    }),
  });
  const persistence = () => persistenceOf(fixture.knex);
  const codeOf = async (id: string, claims?: Record<string, unknown>) =>
    refusalOf(await signInAs(fixture, id, claims)).code;

  it('USER-3 refuses people without an account where none are made', async () => {
    const { id } = await connect(fixture, {
      policy: { resolvers: withoutCreation },
    });
    const page = await signInAs(fixture, id);
    expect(refusalOf(page).code).toBe('no-account');
    const trace = await traceOf(fixture.portal, page);
    expect(trace.steps.map(({ step, outcome }) => [step, outcome])).toEqual([
      ['state', 'passed'],
      ['verify', 'passed'],
      ['admit', 'passed'],
      ['resolve', 'refused'],
    ]);
    expect(trace.steps.at(-1)?.evidence).toEqual([
      expect.objectContaining({ value: withoutCreation }),
    ]);
    expect(await countRows(fixture.knex)).toMatchObject({ accounts: 0 });
  });

  it('G10 a new account never becomes a foreign Catalog user', async () => {
    const { id } = await connect(fixture);
    const page = await signInAs(fixture, id, {
      preferred_username: 'grace',
      email: 'mallory@example.test',
    });
    expect(refusalOf(page).code).toBe('username-taken');
    expect((await traceOf(fixture.portal, page)).detail).toContain(
      'user:default/grace',
    );
    expect(await countRows(fixture.knex)).toMatchObject({ accounts: 0 });
  });

  it.each([
    [undefined, 'username-missing'],
    ['日本', 'username-invalid'],
    ['---', 'username-invalid'],
    ['x'.repeat(64), 'username-invalid'],
    ['line\nbreak', 'username-invalid'],
    ['nul\u0000', 'username-invalid'],
    ['half \ud800', 'username-invalid'],
  ])('USER-3 refuses the username %j with %s', async (username, code) => {
    const { id } = await connect(fixture);
    const page = await signInAs(fixture, id, {
      preferred_username: username,
      email: undefined,
    });
    expect(refusalOf(page).code).toBe(code);
    expect((await traceOf(fixture.portal, page)).code).toBe(code);
  });

  it('USER-3 an email that belongs to somebody else is no second account', async () => {
    await insertAccount(await persistence(), 'someone', {
      email: 'alice.ferreira@example.test',
      emailVerified: true,
    });
    const { id } = await connect(fixture, { policy: byUsername });
    expect(await codeOf(id)).toBe('email-taken');
    expect(await countRows(fixture.knex)).toMatchObject({ identities: 0 });
  });

  it('LOCAL-3 a disabled account is refused after a good sign-in, and gets no link', async () => {
    const { knex } = fixture;
    await insertAccount(await persistence(), 'alice', { state: 'disabled' });
    const { id } = await connect(fixture, { policy: byUsername });
    const page = await signInAs(fixture, id);
    expect(refusalOf(page).code).toBe('account-disabled');
    expect((await traceOf(fixture.portal, page)).steps.at(-1)?.step).toBe(
      'gate',
    );
    expect(await countRows(knex)).toMatchObject({ identities: 0, sessions: 0 });
    await knex('sso_accounts').update({ state: 'active' });
    expect(await codeOf(id)).toBeUndefined();
  });

  it('USER-7 admits by an attribute, and shows which', async () => {
    const { id } = await connect(fixture, {
      policy: {
        admission: { attribute: 'department', values: ['R&D', 'Sales'] },
      },
    });
    for (const department of [undefined, 'r&d', 'R&D ', [], ['x'], { a: 1 }]) {
      const page = await signInAs(fixture, id, { department });
      expect(refusalOf(page).code).toBe('not-admitted');
      expect((await traceOf(fixture.portal, page)).detail).toContain(
        'department',
      );
    }
    expect(await codeOf(id, { department: ['x', 'Sales'] })).toBeUndefined();
    expect(await codeOf(id, { department: 'R&D' })).toBeUndefined();
    // Also people who were admitted before.
    expect(await codeOf(id, { department: 'HR' })).toBe('not-admitted');
  });

  it('USER-13 lists its resolvers with the protocol', async () => {
    const { protocols } = await fixture.portal.admin.call(
      admin.listProtocols,
      {},
    );
    expect(protocols[0].resolvers.map(({ name }) => name)).toEqual([
      'linkedIdentity',
      'emailMatchingAccount',
      'createAccount',
      'usernameMatchingAccount',
      'idNumberMatchingAccount',
      'emailMatchingCatalogUser',
      'usernameMatchingCatalogUser',
    ]);
  });
});
