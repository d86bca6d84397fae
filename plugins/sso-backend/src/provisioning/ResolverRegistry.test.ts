import { defaultSsoSignInResolvers } from '@latchkey/plugin-sso-common';
import { ResolverRegistry } from './ResolverRegistry';

const extra = {
  name: 'badge',
  title: 'Badge',
  description: 'Of a test.',
  resolve: async () => [],
};
const namesOf = (registry: ResolverRegistry, names?: string[]) =>
  registry.inOrder(names).map(({ name }) => name);

describe('ResolverRegistry', () => {
  it('USER-13 takes the order of the policy, of app-config, or its own', () => {
    const plain = ResolverRegistry.create({});
    expect(namesOf(plain)).toEqual(defaultSsoSignInResolvers);
    const configured = ResolverRegistry.create({
      additional: [extra],
      defaultOrder: ['linkedIdentity', 'badge'],
    });
    expect(namesOf(configured)).toEqual(['linkedIdentity', 'badge']);
    expect(namesOf(configured, ['linkedIdentity', 'createAccount'])).toEqual([
      'linkedIdentity',
      'createAccount',
    ]);
  });

  it.each([
    [['createAccount'], ['linkedIdentity', 'createAccount']],
    [
      ['emailMatchingAccount', 'linkedIdentity'],
      ['linkedIdentity', 'emailMatchingAccount'],
    ],
  ])('USER-1 puts the link first in %j', (names, order) => {
    expect(namesOf(ResolverRegistry.create({}), names)).toEqual(order);
  });

  it('USER-13 refuses unknown and doubled names where they are set', () => {
    const registry = ResolverRegistry.create({});
    expect(() => registry.assertKnown(['badge'], 'here')).toThrow(
      /here names the sign-in resolver "badge", which is not installed/,
    );
    expect(() => registry.assertKnown(['toString'], 'here')).toThrow(
      /toString/,
    );
    expect(() =>
      registry.assertKnown(['createAccount', 'createAccount'], 'here'),
    ).toThrow('here names "createAccount" twice');
    expect(() => ResolverRegistry.create({ defaultOrder: ['badge'] })).toThrow(
      /sso\.signIn\.resolvers/,
    );
  });

  it('USER-13 says settings-invalid of one that is gone at a sign-in', () => {
    expect(() => namesOf(ResolverRegistry.create({}), ['badge'])).toThrow(
      expect.objectContaining({ code: 'settings-invalid' }),
    );
  });

  it('USER-13 describes all of them, the default order first', () => {
    const described = ResolverRegistry.create({
      additional: [extra],
      defaultOrder: ['badge', 'linkedIdentity'],
    }).describe();
    expect(described.slice(0, 2).map(({ name }) => name)).toEqual([
      'badge',
      'linkedIdentity',
    ]);
    expect(described).toHaveLength(8);
    expect(described.filter(entry => entry.default)).toHaveLength(2);
  });
});
