import { ssoSelfOperations as operations } from '@latchkey/plugin-sso-common';
import { insertLocal, lockOf, password } from './__testUtils__/localAccounts';
import { usePortal } from './__testUtils__/portalFixture';
import {
  codeAt,
  enrolSecondFactor,
  nextCode,
  wrongCode,
} from './__testUtils__/secondFactor';
import { signInLocally } from './__testUtils__/signedIn';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

/** Somebody who has got hold of a session, but not of the authenticator. */
describe.each(mainEngine(databases))(
  'G14 guessing from a session on %s',
  engine => {
    const fixture = usePortal(databases, engine);
    const codeOf = (answer: { body: unknown }) =>
      (answer.body as { refusal?: { code: string } }).refusal?.code;

    it('LOCAL-4 G14 a new password brings no further guesses', async () => {
      const { knex, portal } = fixture;
      const accountId = await insertLocal(knex);
      const { client } = await signInLocally(portal);
      const { secret } = await enrolSecondFactor(client, {
        currentPassword: password,
      });
      const remove = (code: string) =>
        client.send(operations.removeSecondFactor, { body: { code } });
      const passwords = [password, 'a quite different phrase', password];

      const outcomes: unknown[] = [];
      for (let round = 0; round < 2; round += 1) {
        for (let guess = 0; guess < 6; guess += 1) {
          await remove(wrongCode(secret));
        }
        const { status } = await client.send(operations.changeMyPassword, {
          body: {
            currentPassword: passwords[round],
            newPassword: passwords[round + 1],
          },
        });
        outcomes.push(status);
      }
      // 12 guesses: the lock is there, and so not even the password is taken.
      expect(outcomes).toEqual([200, 403]);
      expect(await lockOf(knex, accountId)).toBeGreaterThan(0);
      expect(codeOf(await remove(nextCode(secret)))).toBe(
        'second-factor-wrong',
      );
      // The honest twin: without the guesses, the code is right.
      await knex('sso_attempts').delete();
      expect((await remove(nextCode(secret))).status).toBe(200);
    });

    it('LOCAL-4 G14 codes of a key that nobody has confirmed are counted as well', async () => {
      const { knex, portal } = fixture;
      const accountId = await insertLocal(knex);
      const { client } = await signInLocally(portal);
      const { secret } = await client.call(operations.beginSecondFactor, {
        body: { currentPassword: password },
      });
      const confirm = (code: string) =>
        client.send(operations.confirmSecondFactor, { body: { code } });
      const right = () => codeAt(secret, new Date());

      for (let guess = 0; guess < 10; guess += 1) {
        expect(codeOf(await confirm(wrongCode(secret)))).toBe(
          'second-factor-wrong',
        );
      }
      expect(await lockOf(knex, accountId)).toBeGreaterThan(0);
      expect(codeOf(await confirm(right()))).toBe('second-factor-wrong');
      // The honest twin: a few wrong ones, and then the right one.
      await knex('sso_attempts').delete();
      await confirm(wrongCode(secret));
      expect((await confirm(right())).status).toBe(200);
    });
  },
);
