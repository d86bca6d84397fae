import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PasswordPolicy } from './PasswordPolicy';

const ada = {
  username: 'ada.lovelace',
  email: 'countess@example.test',
  displayName: 'Ada King',
};
const policy = PasswordPolicy.create({ settings: { passwordMinLength: 12 } });

describe('PasswordPolicy', () => {
  it.each([
    ['a passphrase', 'correct horse battery'],
    ['12 characters', 'kXq0vWm3Tz8r'],
    ['only small letters', 'uncomposedpassword'],
    ['every script', 'пароль 日本 é ünd mehr'],
    ['an emoji for one character', 'elf letters🔑'],
    ['a run with something else', 'abcdefghijkl and more'],
    ['a word twice with something between', 'battery horse battery'],
    ['a name of three letters of somebody else', 'kXq0adaWm3Tz8r'],
  ])('LOCAL-1 takes %s', (_, password) => {
    expect(policy.check(password, { username: 'ada' })).toBeUndefined();
  });

  it.each([
    ['11 characters', 'kXq0vWm3Tz8', 'at least 12'],
    [
      '11 characters of more than one unit',
      '🔑🔒🔓🗝🚪🪟🧱🪜🛗🏠🏡',
      'at least 12',
    ],
    ['1025 characters', `${'kXq0vWm3Tz8r'.repeat(85)}12345`, 'at most 1024'],
    ['the username', 'ada.lovelace', 'name'],
    ['the username inside', 'I am ADA.LOVELACE!', 'name'],
    ['the username in other letters', 'ａｄａ．ｌｏｖｅｌａｃｅ', 'name'],
    ['the email', 'countess@example.test', 'name'],
    ['what stands before the @', 'the Countess 1815', 'name'],
    ['the name that is shown', 'ada king 18151852', 'name'],
    ['one character', 'aaaaaaaaaaaa', 'repeats'],
    ['one character in two cases', 'aAaAaAaAaAaAa', 'repeats'],
    ['a pattern', 'abcabcabcabca', 'repeats'],
    ['a word twice', 'passwordPassword', 'repeats'],
    ['a run of letters', 'abcdefghijkl', 'run'],
    ['a run of digits', '123456789012', 'run'],
    ['a run of digits back', '210987654321', 'run'],
    ['a run of keys', 'QwertyUiopAsdf', 'run'],
  ])('LOCAL-1 refuses %s', (_, password, reason) => {
    expect(policy.check(password, ada)).toContain(reason);
  });

  it('LOCAL-1 counts names of four letters, and no shorter ones', () => {
    expect(policy.check('my bobs password', { username: 'bobs' })).toContain(
      'name',
    );
    expect(policy.check('my bob password', { username: 'bob' })).toBe(
      undefined,
    );
  });

  it('LOCAL-1 takes the smallest number of characters from the settings', () => {
    const long = PasswordPolicy.create({ settings: { passwordMinLength: 20 } });
    expect(long.minLength).toBe(20);
    expect(long.check('correct horse bat', ada)).toContain('at least 20');
    expect(long.check('correct horse battery', ada)).toBeUndefined();
  });

  describe('with a blocklist', () => {
    let directory: string;
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'blocklist-'));
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    it('LOCAL-1 refuses what is on it, in any case', () => {
      const file = join(directory, 'passwords.txt');
      writeFileSync(file, 'Iloveyou forever\r\n\ntrustno1trustnobody\n');
      const strict = PasswordPolicy.create({
        settings: { passwordMinLength: 12, passwordBlocklist: file },
      });
      for (const password of ['iloveyou forever', 'TrustNo1TrustNobody']) {
        expect(strict.check(password, ada)).toContain('attackers');
      }
      expect(strict.check('iloveyou forever.', ada)).toBeUndefined();
      expect(policy.check('iloveyou forever', ada)).toBeUndefined();
    });

    it('LOCAL-1 stops the start when it cannot be read', () => {
      expect(() =>
        PasswordPolicy.create({
          settings: {
            passwordMinLength: 12,
            passwordBlocklist: join(directory, 'missing.txt'),
          },
        }),
      ).toThrow('sso.local.password.blocklist could not be read');
    });
  });
});
