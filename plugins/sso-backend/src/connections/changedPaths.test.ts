import { later, NOW, someConnection } from '../database/__testUtils__/stores';
import { changedPaths } from './changedPaths';

const secret = (fingerprint: string, setAt = NOW) => ({
  clientSecret: {
    sealed: { keyId: 'k', ciphertext: `sealed-${fingerprint}` },
    fingerprint,
    setAt,
  },
});

describe('changedPaths', () => {
  const before = someConnection({ secrets: secret('one') });

  it('CONN-12 names nothing when nothing changed, whatever its version', () => {
    expect(
      changedPaths(before, { ...before, version: 9, updatedAt: later(9) }),
    ).toEqual([]);
  });

  it('CONN-12 names what was changed, added and removed, deep', () => {
    const after = someConnection({
      displayName: 'New',
      comment: 'added',
      secondFactor: 'never',
      settings: { scope: 'openid' },
      policy: { ...before.policy, resolvers: ['createAccount'] },
      secrets: {},
    });
    expect(changedPaths(before, after)).toEqual([
      'comment',
      'displayName',
      'policy.resolvers',
      'secondFactor',
      'secrets.clientSecret',
      'settings.issuer',
      'settings.scope',
    ]);
  });

  it('CONN-11 tells a secret that was set again, not one that was sealed anew', () => {
    const again = { ...before, secrets: secret('one', later(1)) };
    expect(changedPaths(before, again)).toEqual(['secrets.clientSecret']);
    const other = { ...before, secrets: secret('two') };
    expect(changedPaths(before, other)).toEqual(['secrets.clientSecret']);
  });

  it('CONN-12 compares lists as a whole and in order', () => {
    const one = someConnection({ settings: { list: ['a', 'b'] } });
    const two = someConnection({ settings: { list: ['b', 'a'] } });
    expect(changedPaths(one, two)).toEqual(['settings.list']);
    const same = someConnection({ settings: { list: ['a', 'b'] } });
    expect(changedPaths(one, same)).toEqual([]);
  });

  it('CONN-11 of a new one has names only', () => {
    const paths = changedPaths(undefined, before);
    expect(paths).toContain('secrets.clientSecret');
    expect(paths).toContain('settings.issuer');
    expect(JSON.stringify(paths)).not.toMatch(/okta\.test|sealed/);
  });
});
