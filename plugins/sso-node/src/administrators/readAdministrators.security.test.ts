import { ConfigReader } from '@backstage/config';
import { readAdministrators } from './readAdministrators';

const read = (administrators?: unknown) =>
  readAdministrators(new ConfigReader({ sso: { administrators } as never }));

describe('readAdministrators', () => {
  it('CONN-9 reads user references, in lower case', () => {
    expect(read(['user:default/admin', 'User:People/Ada.L_ovelace'])).toEqual([
      'user:default/admin',
      'user:people/ada.l_ovelace',
    ]);
    expect(read()).toEqual([]);
    expect(read([])).toEqual([]);
  });

  it.each([
    'group:default/admins',
    'Group:default/admins',
    'admin',
    'default/admin',
    'user:admin',
    'user:default/*',
    'user:default/.*',
    'user:default/admin ',
    'user:default/admin\n',
    'user:default/a/b',
    'user:/admin',
    'user:default/',
    '*',
    '',
  ])('CONN-9 G08 refuses %j', ref => {
    expect(() => read(['user:default/ok', ref])).toThrow(
      /sso\.administrators\[1\]|sso\.administrators/,
    );
  });

  it('CONN-9 refuses what is no list of texts', () => {
    for (const value of ['user:default/admin', [5], [['x']], {}]) {
      expect(() => read(value)).toThrow();
    }
  });
});
