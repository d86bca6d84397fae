import { SsoError } from '@latchkey/plugin-sso-common';
import { PasswordHasher } from './PasswordHasher';

// Hashes passwords by the dozen, perhaps on a busy machine.
jest.setTimeout(60_000);

describe('PasswordHasher', () => {
  it('G12 makes Argon2id hashes with 19 MiB and 2 passes, salted', async () => {
    const hasher = PasswordHasher.create();
    const [first, second] = [await hasher.hash('x'), await hasher.hash('x')];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await hasher.verify('x', first)).toBe(true);
    expect(await hasher.verify('X', first)).toBe(false);
    expect(await hasher.verify('', first)).toBe(false);
  });

  it('G12 refuses everything for an unknown account, also the decoy itself', async () => {
    const hasher = PasswordHasher.create();
    for (const password of ['x', '', 'no account has this password']) {
      expect(await hasher.verify(password, undefined)).toBe(false);
    }
  });

  it('G13 answers a flood with a bounded queue, and works afterwards', async () => {
    const hasher = PasswordHasher.create();
    const expected = await hasher.hash('right');
    const results = await Promise.all(
      Array.from({ length: 100 }, () =>
        hasher.verify('wrong', expected).catch(error => error),
      ),
    );
    const refused = results.filter(result => result instanceof SsoError);
    expect(results.filter(result => result === false)).toHaveLength(42);
    expect(refused).toHaveLength(58);
    expect(new Set(refused.map(({ code }) => code))).toEqual(
      new Set(['too-many-attempts']),
    );
    expect(await hasher.verify('right', expected)).toBe(true);
  });

  it('G13 frees its places when a hash is broken', async () => {
    const hasher = PasswordHasher.create();
    const broken = await Promise.all(
      Array.from({ length: 10 }, () =>
        hasher.verify('x', 'not a hash').catch(() => 'failed'),
      ),
    );
    expect(new Set(broken)).toEqual(new Set(['failed']));
    expect(await hasher.verify('x', await hasher.hash('x'))).toBe(true);
  });
});
