import {
  defaultSsoSignInResolvers,
  ssoProvisioningPolicySchema,
  ssoSignInResolverNames,
} from './policy';

describe('the provisioning policy', () => {
  it('USER-5 GROUP-3 has a default for everything', () => {
    expect(ssoProvisioningPolicySchema.parse({})).toEqual({
      fields: {
        displayName: 'always',
        givenName: 'always',
        familyName: 'always',
        email: 'always',
        idNumber: 'always',
      },
      migrateLocalAccounts: false,
      editableFields: [],
      groups: {
        mode: 'mirror',
        unknown: 'create',
        existing: 'own',
        kind: 'team',
        category: 'Single sign-on',
      },
    });
  });

  it('USER-13 matches by default nobody who can choose the value themselves', () => {
    expect(defaultSsoSignInResolvers).toEqual([
      'linkedIdentity',
      'emailMatchingAccount',
      'createAccount',
    ]);
    for (const name of defaultSsoSignInResolvers) {
      expect(ssoSignInResolverNames).toContain(name);
    }
  });

  it('USER-5 completes what is left out of a part', () => {
    const policy = ssoProvisioningPolicySchema.parse({
      fields: { email: 'never' },
      groups: { mode: 'firstSignIn' },
    });
    expect(policy.fields).toMatchObject({
      email: 'never',
      givenName: 'always',
    });
    expect(policy.groups).toMatchObject({
      mode: 'firstSignIn',
      existing: 'own',
    });
  });

  it.each([
    [{ unknown: 1 }],
    [{ admission: {} }],
    [{ admission: { attribute: ' ', values: ['x'] } }],
    [{ admission: { attribute: 'a', values: [] } }],
    [{ admission: { attribute: 'a', values: [' '] } }],
    [{ resolvers: [] }],
    [{ fields: { username: 'always' } }],
    [{ fields: { email: true } }],
    [{ groups: { mode: 'mirrored' } }],
    [{ groups: { category: ' ' } }],
    [null],
    [[]],
  ])('USER-7 refuses %j', value => {
    expect(ssoProvisioningPolicySchema.safeParse(value).success).toBe(false);
  });
});
