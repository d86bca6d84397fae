import {
  ssoAccountOperations as accounts,
  ssoPublicOperations,
  ssoSelfOperations as self,
} from '@latchkey/plugin-sso-common';
import {
  insertLocal,
  password,
  tryPassword,
} from './__testUtils__/localAccounts';
import { connect, usePortal } from './__testUtils__/portalFixture';
import { proveIdentity } from './__testUtils__/linkFlow';
import {
  answerChallenge,
  challengeOf,
  enrolSecondFactor,
  nextCode,
} from './__testUtils__/secondFactor';
import { comeBack } from './__testUtils__/secondFactorFlow';
import { keyOf, signInLocally } from './__testUtils__/signedIn';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const newPassword = 'a quite different phrase';

describe.each(mainEngine(databases))('G16 steps that wait on %s', engine => {
  const fixture = usePortal(databases, engine);

  it.each(['person', 'administrator'])(
    'LOCAL-4 G16 a sign-in that waits for its code is over when the %s removes the link',
    async who => {
      const { knex, portal } = fixture;
      const accountId = await insertLocal(knex);
      const { id } = await connect(fixture);
      const person = await signInLocally(portal);
      const proof = await proveIdentity(fixture, person, id, {
        currentPassword: password,
      });
      const { links } = await person.client.call(self.completeMyLink, {
        body: { proof },
      });
      const { secret } = await enrolSecondFactor(person.client, {
        currentPassword: password,
      });
      const waiting = challengeOf((await comeBack(fixture, id)).page);

      const [{ id: linkId }] = links;
      if (who === 'person') {
        await person.client.call(self.removeMyLink, { params: { linkId } });
      } else {
        await portal.admin.call(accounts.removeAccountLink, {
          params: { accountId, linkId },
        });
      }

      expect(await answerChallenge(portal, waiting, nextCode(secret))).toEqual({
        refused: 'second-factor-expired',
      });
      // The honest twin: the password, and then the same code.
      const progress = await portal.anonymous.call(
        ssoPublicOperations.localSignIn,
        { body: { username: 'ada', password } },
      );
      expect(progress.status).toBe('secondFactor');
      const { challenge } = progress as { challenge: string };
      expect(
        await answerChallenge(portal, challenge, nextCode(secret)),
      ).toMatchObject({ ticket: expect.any(String) });
    },
  );

  it('LOCAL-5 G16 a password link from before does not come back with a disabled account', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const reset = async () =>
      keyOf(
        await portal.admin.call(accounts.resetAccountPassword, {
          params: { accountId },
        }),
      );
    const setActive = (active: boolean) =>
      portal.admin.call(accounts.setAccountActive, {
        params: { accountId },
        body: { active },
      });
    const complete = async (key: string) =>
      (
        await portal.anonymous.send(ssoPublicOperations.completePasswordReset, {
          body: { key, password: newPassword },
        })
      ).status;

    const before = await reset();
    await setActive(false);
    await setActive(true);

    expect(await complete(before)).toBe(403);
    // The honest twin: one that is issued now.
    expect(await complete(await reset())).toBe(204);
    expect(await tryPassword(portal, 'ada', newPassword)).toBe('signedIn');
  });
});
