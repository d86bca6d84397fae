import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import { ssoProvisioningPolicySchema } from '@latchkey/plugin-sso-common';
import { admit } from './admission';

const identity = (attributes: AssertedIdentity['attributes']) => ({
  issuer: 'i',
  subject: 's',
  emailVerified: false,
  attributes,
});
const policy = (attribute: string, ...values: string[]) =>
  ssoProvisioningPolicySchema.parse({ admission: { attribute, values } });

describe('admit', () => {
  it('USER-7 takes everyone without a rule', () => {
    expect(admit(ssoProvisioningPolicySchema.parse({}), identity({}))).toEqual({
      admitted: true,
    });
  });

  it.each<[AssertedIdentity['attributes'][string], boolean]>([
    ['staff', true],
    [['student', 'staff'], true],
    [[['staff']], false],
    ['Staff', false],
    ['staff ', false],
    ['staffer', false],
    ['', false],
    [null, false],
    [[], false],
    [{ staff: true }, false],
    [{ toString: 'staff' }, false],
    [1, true],
    [false, false],
  ])('USER-7 compares %j exactly', (value, admitted) => {
    const rule = policy('role', 'staff', '1', 'true');
    expect(admit(rule, identity({ role: value })).admitted).toBe(admitted);
  });

  it('USER-7 OIDC-7 finds the attribute by its path too', () => {
    const attributes = { realm_access: { roles: ['staff'] } };
    for (const path of ['realm_access.roles', '/realm_access/roles']) {
      expect(admit(policy(path, 'staff'), identity(attributes)).admitted).toBe(
        true,
      );
      expect(admit(policy(path, 'other'), identity(attributes)).admitted).toBe(
        false,
      );
    }
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])(
    'G08 an inherited %s is no attribute',
    name => {
      const result = admit(policy(name, 'x'), identity({ role: 'x' }));
      expect(result).toEqual({
        admitted: false,
        detail: expect.stringContaining('no attribute'),
      });
    },
  );

  it('USER-7 says which attribute, never its value', () => {
    const result = admit(policy('role', 'staff'), identity({ role: 'pupil' }));
    expect(JSON.stringify(result)).toContain('role');
    expect(JSON.stringify(result)).not.toContain('pupil');
  });
});
