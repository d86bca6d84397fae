import { readClaimPath } from './readClaimPath';

const claims = JSON.parse(`{
  "groups": ["a", "b"],
  "realm_access": { "roles": ["admin"], "a/b": { "c~d": 1 } },
  "https://example.com/roles": ["r"],
  "https://example.com/claims": { "team.name": "x" },
  "urn:oid:0.9.2342": "uid",
  "a.b": "exact",
  "a": { "b": "nested", "c": "other" },
  "/slash": "exact slash",
  "__proto__": { "polluted": true },
  "constructor": "mine"
}`);

describe('readClaimPath', () => {
  it.each([
    ['groups', ['a', 'b']],
    ['realm_access.roles', ['admin']],
    ['/realm_access/roles', ['admin']],
    ['/realm_access/roles/0', 'admin'],
    ['/realm_access/a~1b/c~0d', 1],
    ['https://example.com/roles', ['r']],
    ['https://example.com/claims.team.name', 'x'],
    ['urn:oid:0.9.2342', 'uid'],
    ['a.b', 'exact'],
    ['a.c', 'other'],
    ['/slash', 'exact slash'],
  ])('OIDC-7 reads %s', (path, value) => {
    expect(readClaimPath(claims, path)).toEqual(value);
  });

  it.each([
    '',
    '/',
    '.',
    'missing',
    'realm_access.missing',
    '/groups/-1',
    '/groups/length',
    'groups.length',
    '__proto__',
    '__proto__.polluted',
    '/__proto__/polluted',
    'constructor',
    'toString',
    'a.constructor.name',
    '/a/__proto__/constructor',
    'urn:oid:0.9.2342.length',
  ])('OIDC-7 finds nothing at "%s"', path => {
    expect(readClaimPath(claims, path)).toBeUndefined();
  });

  it.each([undefined, null, 'text', 7])('finds nothing in %p', value => {
    expect(readClaimPath(value, 'length')).toBeUndefined();
  });
});
