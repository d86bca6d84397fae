import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { ageAttempts, password } from './__testUtils__/localAccounts';
import { countRows, usePortal } from './__testUtils__/portalFixture';
import {
  answerChallenge,
  nextCode,
  wrongCode,
} from './__testUtils__/secondFactor';
import {
  beginWithPassword,
  enrolWithPassword,
} from './__testUtils__/secondFactorFlow';
import { accountIdOf } from './__testUtils__/signedIn';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const AT_ONCE = 20;

describe.each(mainEngine(databases))('G14 guessing on %s', engine => {
  const fixture = usePortal(databases, engine);
  let second: TestPortal;
  beforeAll(async () => {
    second = await startTestPortal({
      databases,
      knex: fixture.knex,
      externalApiUrl: fixture.portal.apiUrl,
    });
  }, 60_000);
  afterAll(() => second?.stop());
  const enrolLocally = (username: string) =>
    enrolWithPassword(fixture, username);
  const localChallenge = (username: string) =>
    beginWithPassword(fixture.portal, username);

  it('LOCAL-4 G14 of 20 answers with one code at once, at two replicas, one opens a session', async () => {
    const { portal, knex } = fixture;
    const { secret } = await enrolLocally('ada');
    const code = nextCode(secret);
    const challenges: string[] = [];
    while (challenges.length < AT_ONCE) {
      challenges.push(await localChallenge('ada'));
    }
    const before = await countRows(knex);
    const answers = await Promise.all(
      challenges.map((challenge, index) =>
        answerChallenge(index % 2 ? second : portal, challenge, code),
      ),
    );
    expect(answers.filter(({ ticket }) => ticket)).toHaveLength(1);
    expect((await countRows(knex)).sessions).toBe(before.sessions + 1);
  });

  it('LOCAL-4 G14 of 20 answers to one step with different codes, one opens a session', async () => {
    const { portal, knex } = fixture;
    const { secret, recoveryCodes } = await enrolLocally('ada');
    const challenge = await localChallenge('ada');
    const before = await countRows(knex);
    const answers = await Promise.all(
      [nextCode(secret), ...recoveryCodes.slice(0, 8)].map((code, index) =>
        answerChallenge(index % 2 ? second : portal, challenge, code),
      ),
    );
    expect(answers.filter(({ ticket }) => ticket)).toHaveLength(1);
    expect((await countRows(knex)).sessions).toBe(before.sessions + 1);
  });

  it('LOCAL-4 G14 guessing is limited per account, over all steps and replicas', async () => {
    const { portal, knex } = fixture;
    const { secret, recoveryCodes } = await enrolLocally('ada');
    const accountId = await accountIdOf(knex, 'ada');
    const wrong = wrongCode(secret);
    for (let index = 0; index < 10; index += 1) {
      const challenge = await localChallenge('ada');
      await answerChallenge(index % 2 ? second : portal, challenge, wrong);
    }
    // Locked now: nothing is right any more, the password neither.
    const waiting = await portal.anonymous.send(
      ssoPublicOperations.localSignIn,
      { body: { username: 'ada', password } },
    );
    expect(waiting.body).toMatchObject({
      refusal: { code: 'credentials-wrong' },
    });
    const { account_id: locked } = await knex('sso_events')
      .where({ type: 'account-locked' })
      .first();
    expect(String(locked)).toBe(accountId);

    await ageAttempts(knex, 61_000);
    const challenge = await localChallenge('ada');
    expect(
      await answerChallenge(portal, challenge, recoveryCodes[0]),
    ).toMatchObject({ ticket: expect.any(String) });
  });

  it('LOCAL-4 G14 a step that waits is locked with the account', async () => {
    const { portal, knex } = fixture;
    const { secret, recoveryCodes } = await enrolLocally('ada');
    const challenge = await localChallenge('ada');
    const wrong = wrongCode(secret);
    for (let index = 0; index < 10; index += 1) {
      await answerChallenge(portal, challenge, wrong);
    }
    for (const code of [nextCode(secret), recoveryCodes[0]]) {
      expect(await answerChallenge(portal, challenge, code)).toEqual({
        refused: 'second-factor-wrong',
      });
    }
    // The honest twin: the step is good again once the lock is over.
    await ageAttempts(knex, 61_000);
    expect(
      await answerChallenge(portal, challenge, nextCode(secret)),
    ).toMatchObject({ bound: false });
  });
});
