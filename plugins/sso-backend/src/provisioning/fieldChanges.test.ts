import { ssoProvisioningPolicySchema } from '@latchkey/plugin-sso-common';
import type { Account } from '../stores/AccountStore';
import { planFields } from './fieldChanges';

const account: Account = {
  id: '1',
  username: 'ada',
  entityRef: 'user:default/ada',
  catalogOwned: false,
  email: 'ada@example.test',
  emailVerified: true,
  displayName: 'Ada',
  source: 'okta',
  state: 'active',
  resetPending: false,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};

function plan(
  said: object,
  options: { fields?: object; stored?: Partial<Account>; owner?: string } = {},
) {
  return planFields(
    ssoProvisioningPolicySchema.parse({ fields: options.fields ?? {} }),
    {
      issuer: 'i',
      subject: 's',
      emailVerified: false,
      attributes: {},
      ...said,
    },
    { ...account, ...options.stored },
    options.owner,
  );
}

describe('planFields', () => {
  it('USER-5 changes nothing when nothing is new', () => {
    const same = {
      displayName: ' Ada ',
      email: account.email,
      emailVerified: true,
    };
    expect(plan(same)).toEqual({ changed: [], skipped: [] });
    expect(plan({})).toEqual({ changed: [], skipped: [] });
  });

  it('USER-5 follows the mode of each field', () => {
    const said = {
      displayName: 'New',
      givenName: 'Given',
      familyName: 'Family',
    };
    const fields = {
      displayName: 'whenEmpty',
      givenName: 'whenEmpty',
      familyName: 'never',
    };
    expect(plan(said, { fields })).toEqual({
      change: { accountId: '1', givenName: 'Given' },
      changed: ['givenName'],
      skipped: [],
    });
  });

  it.each(['', '   ', undefined])('USER-5 empties nothing by %j', value => {
    expect(plan({ displayName: value, email: value }).change).toBeUndefined();
  });

  it.each(['x'.repeat(501), 'a\u0000', 'a\nb', 'half\ud800'])(
    'USER-6 skips a bad value and takes the others',
    value => {
      const result = plan({ displayName: value, givenName: 'Given' });
      expect(result.changed).toEqual(['givenName']);
      expect(result.skipped).toEqual([
        { field: 'displayName', why: expect.any(String) },
      ]);
    },
  );

  it('USER-4 a new email is as verified as the provider says', () => {
    const email = 'new@example.test';
    expect(plan({ email, emailVerified: true }).change).toEqual({
      accountId: '1',
      email,
      emailVerified: true,
    });
    expect(plan({ email }).change).toMatchObject({ emailVerified: false });
  });

  it('USER-4 leaves the email of another account to it', () => {
    const said = { email: 'new@example.test', emailVerified: true };
    expect(plan(said, { owner: '2' })).toEqual({
      changed: [],
      skipped: [{ field: 'email', why: expect.any(String) }],
    });
    expect(plan(said, { owner: '1' }).changed).toEqual(['email']);
  });

  it('USER-4 marks the same email as verified once it is proved', () => {
    const stored = { emailVerified: false };
    const said = { email: account.email, emailVerified: true };
    expect(plan(said, { stored }).change).toEqual({
      accountId: '1',
      email: account.email,
      emailVerified: true,
    });
    expect(plan(said, { stored, owner: '2' }).change).toBeUndefined();
    expect(plan(said, { stored, fields: { email: 'never' } }).change).toBe(
      undefined,
    );
  });
});
