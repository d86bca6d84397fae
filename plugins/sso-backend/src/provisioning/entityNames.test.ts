import { groupEntityName, userEntityName } from './entityNames';

describe('userEntityName', () => {
  it.each([
    ['alice', 'alice'],
    ['Alice.Ferreira', 'alice.ferreira'],
    ['José Ñandú', 'jose-nandu'],
    ['a_b-c.d', 'a_b-c.d'],
    ['bob@example.test', 'bob-example.test'],
    ['a  b', 'a-b'],
    ['ﬁx', 'fix'],
    ['-x-', 'x'],
    ['../../etc', 'etc'],
    ['user:default/admin', 'user-default-admin'],
    ['x'.repeat(63), 'x'.repeat(63)],
  ])('GROUP-6 makes of %j the name %j', (username, name) => {
    expect(userEntityName(username)).toBe(name);
    expect(name).toMatch(/^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/);
  });

  it.each(['', ' ', '---', '日本', '\u0000', 'x'.repeat(64)])(
    'USER-3 makes nothing of %j: never a name that is cut',
    username => {
      expect(userEntityName(username)).toBeUndefined();
    },
  );
});

describe('groupEntityName', () => {
  it.each([
    ['Platform Team', 'platform-team'],
    ['R&D / Zürich', 'r-d-zurich'],
  ])('GROUP-6 makes of %j the name %j', (title, name) => {
    expect(groupEntityName(title)).toBe(name);
  });

  it.each(['日本', '中国', '!!', `${'x'.repeat(60)}-${'y'.repeat(60)}`])(
    'GROUP-6 makes of %j a name of its own with a digest',
    title => {
      const name = groupEntityName(title);
      expect(name).toMatch(/^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/);
      expect(name).toMatch(/-[0-9a-f]{8}$/);
      expect(groupEntityName(title)).toBe(name);
      expect(groupEntityName(`${title}x`)).not.toBe(name);
    },
  );
});
