import {
  connect,
  readDirectory,
  signInAs,
  usePortal,
} from './__testUtils__/portalFixture';
import { resolverModule } from './__testUtils__/resolverModule';
import { refusalOf } from './__testUtils__/signInFlow';
import { startTestPortal } from './__testUtils__/startTestPortal';
import {
  createTestDatabases,
  insertAccount,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const fields = ['displayName', 'givenName', 'familyName', 'email', 'idNumber'];
const before = {
  name: 'Alice Before',
  given_name: 'Alice',
  family_name: 'Before',
  email: 'before@example.test',
  email_verified: true,
  student: 'S-1',
};
const after = {
  name: 'Alice After',
  given_name: 'Alicia',
  family_name: 'After',
  email: 'after@example.test',
  email_verified: true,
  student: 'S-2',
};

describe.each(mainEngine(databases))('profile fields on %s', engine => {
  const fixture = usePortal(databases, engine);
  const profile = async () => {
    const [row] = await fixture.knex('sso_accounts').orderBy('id');
    return {
      displayName: row.display_name,
      givenName: row.given_name,
      familyName: row.family_name,
      email: row.email,
      emailVerified: Boolean(row.email_verified),
      idNumber: row.id_number,
    };
  };
  const connectWith = (mode: string) =>
    connect(fixture, {
      settings: { idNumberClaim: 'student' },
      policy: {
        fields: Object.fromEntries(fields.map(field => [field, mode])),
      },
    });

  it('USER-5 always: everything is as the provider says', async () => {
    const { id } = await connectWith('always');
    await signInAs(fixture, id, before);
    await signInAs(fixture, id, after);
    expect(await profile()).toEqual({
      displayName: 'Alice After',
      givenName: 'Alicia',
      familyName: 'After',
      email: 'after@example.test',
      emailVerified: true,
      idNumber: 'S-2',
    });
  });

  it.each(['whenEmpty', 'never'])(
    'USER-5 %s: what is there stays',
    async mode => {
      const { id } = await connectWith(mode);
      await signInAs(fixture, id, before);
      const first = await profile();
      expect(first).toMatchObject({ displayName: 'Alice Before' });
      await signInAs(fixture, id, after);
      expect(await profile()).toEqual(first);
    },
  );

  it('USER-5 whenEmpty fills what is empty, and never does not', async () => {
    const whenEmpty = await connectWith('whenEmpty');
    const empty = {
      name: undefined,
      given_name: undefined,
      family_name: undefined,
      email: undefined,
    };
    await signInAs(fixture, whenEmpty.id, empty);
    await signInAs(fixture, whenEmpty.id, after);
    expect(await profile()).toMatchObject({
      displayName: 'Alice After',
      email: 'after@example.test',
      idNumber: 'S-2',
    });

    const never = await connectWith('never');
    await fixture.knex('sso_accounts').delete();
    await signInAs(fixture, never.id, empty);
    await signInAs(fixture, never.id, after);
    expect(await profile()).toMatchObject({
      displayName: null,
      email: null,
      idNumber: null,
    });
  });

  it.each([
    ['missing', undefined],
    ['blank', '  '],
    ['null', null],
    ['an object', { a: 1 }],
    ['too long', 'x'.repeat(501)],
    ['with control characters', 'a\u0000b'],
    ['half a character', 'a\ud800'],
  ])('USER-5 a value that is %s empties nothing', async (_, value) => {
    const { id } = await connectWith('always');
    await signInAs(fixture, id, before);
    const first = await profile();
    const page = await signInAs(fixture, id, {
      ...before,
      name: value,
      given_name: value,
      family_name: value,
      email: value,
      student: value,
    });
    expect(refusalOf(page)).toEqual({});
    expect(await profile()).toEqual(first);
  });

  it('USER-3 a new account leaves values out that cannot be kept', async () => {
    const { id } = await connectWith('always');
    const page = await signInAs(fixture, id, {
      name: 'a\u0000b',
      given_name: 'x'.repeat(501),
      family_name: 'half \ud800',
      email: 'nul\u0000@example.test',
      email_verified: true,
    });
    expect(refusalOf(page)).toEqual({});
    expect(await profile()).toMatchObject({
      displayName: null,
      givenName: null,
      familyName: null,
      email: null,
      emailVerified: false,
    });
  });

  it('USER-4 an email is never taken away from another account', async () => {
    const persistence = await persistenceOf(fixture.knex);
    const { id } = await connectWith('always');
    await signInAs(fixture, id, before);
    await insertAccount(persistence, 'owner', {
      email: 'After@Example.test',
      emailVerified: true,
    });
    expect(refusalOf(await signInAs(fixture, id, after))).toEqual({});
    expect(await profile()).toMatchObject({
      displayName: 'Alice After',
      email: 'before@example.test',
      emailVerified: true,
    });
  });

  it('USER-4 an email becomes verified when the provider proves it, and loses that with a new one', async () => {
    const { id } = await connectWith('always');
    await signInAs(fixture, id, { ...before, email_verified: false });
    expect((await profile()).emailVerified).toBe(false);
    await signInAs(fixture, id, before);
    expect((await profile()).emailVerified).toBe(true);
    await signInAs(fixture, id, { ...after, email_verified: undefined });
    expect(await profile()).toMatchObject({
      email: 'after@example.test',
      emailVerified: false,
    });
  });

  it('GROUP-6 the Catalog hears of a change, and of nothing when there is none', async () => {
    const { id } = await connectWith('always');
    await signInAs(fixture, id, before);
    const updated = () => fixture.knex('sso_accounts').pluck('updated_at');
    const first = await updated();
    await signInAs(fixture, id, before);
    expect(await updated()).toEqual(first);
    await signInAs(fixture, id, after);
    expect(await updated()).not.toEqual(first);
    const { users } = await readDirectory(fixture.portal);
    expect(users[0]).toMatchObject({ displayName: 'Alice After' });
  });
});

describe.each(mainEngine(databases))('resolvers on %s', engine => {
  const byDepartment = resolverModule({
    name: 'departmentAccount',
    async resolve(identities, directory) {
      const found = await directory.findAccountsByUsername(
        identities.map(({ attributes }) => String(attributes.department)),
      );
      return found.map(([account]) =>
        account ? { kind: 'account', account } : undefined,
      );
    },
  });
  const fixture = usePortal(databases, engine, {
    features: [byDepartment],
    config: {
      sso: { signIn: { resolvers: ['departmentAccount', 'linkedIdentity'] } },
    },
  });
  const linkedTo = () =>
    fixture
      .knex('sso_identities')
      .join('sso_accounts', 'sso_accounts.id', 'sso_identities.account_id')
      .pluck('username');

  it('USER-13 uses the order of app-config, with the resolver of a module', async () => {
    await insertAccount(await persistenceOf(fixture.knex), 'lab');
    const { id } = await connect(fixture);
    const other = await signInAs(fixture, id, { department: 'none' });
    // app-config has left out createAccount.
    expect(refusalOf(other).code).toBe('no-account');
    const page = await signInAs(fixture, id, { department: 'lab' });
    expect(refusalOf(page)).toEqual({});
    expect(await linkedTo()).toEqual(['lab']);
  });

  it('USER-13 uses the order of the connection before that of app-config', async () => {
    const { id } = await connect(fixture, {
      policy: { resolvers: ['createAccount'] },
    });
    expect(refusalOf(await signInAs(fixture, id))).toEqual({});
    expect(await linkedTo()).toEqual(['alice']);
  });

  it('USER-13 a resolver that is gone: settings-invalid, not a guess', async () => {
    const { knex, idp } = fixture;
    const { id } = await connect(fixture, {
      policy: { resolvers: ['departmentAccount', 'createAccount'] },
    });
    const without = await startTestPortal({ databases, knex });
    const page = await signInAs({ portal: without, idp }, id);
    expect(refusalOf(page).code).toBe('settings-invalid');
    expect(await knex('sso_accounts')).toEqual([]);
    await without.stop();
  });

  it('USER-13 app-config with an unknown resolver does not start', async () => {
    const config = { sso: { signIn: { resolvers: ['telepathy'] } } };
    await expect(
      startTestPortal({ databases, knex: fixture.knex, config }),
    ).rejects.toThrow(/sso\.signIn\.resolvers names .*"telepathy"/);
  });
});
